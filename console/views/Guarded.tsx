import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { words } from '../words/en.ts';

/** A fault in one screen must not take the ring, or the other threads, away from her. */
export function Guarded({ children }: { children: ComponentChildren }) {
  const [fault, again] = useErrorBoundary((error) => console.error(error));
  if (!fault) return children;
  return (
    <div class="thread-refused" role="alert">
      <p>{words.fault}</p>
      <button type="button" class="secondary" onClick={again}>
        {words.conversations.again}
      </button>
    </div>
  );
}
