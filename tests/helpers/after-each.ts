import { afterEach } from 'vitest';

// Screens that a test has drawn are taken down after it, wherever there is a document.
if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/preact');
  afterEach(cleanup);
}
