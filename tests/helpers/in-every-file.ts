import { afterEach, vi } from 'vitest';

// Screens that a test has drawn are taken down after it, wherever there is a document.
if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/preact');
  afterEach(cleanup);
}

// What is waited for comes late on a busy machine, and no less truly; the library's own patience is a second.
const { waitFor } = vi;
vi.waitFor = (callback, options = 30_000) => waitFor(callback, options);

// Neither jsdom nor Node lays anything out: there is no size to be told of.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
