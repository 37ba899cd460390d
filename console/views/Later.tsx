import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const PATIENCE_MS = 300;

/** What is shown while something loads appears only when it takes longer than a glance. */
export function Later({ children }: { children: ComponentChildren }) {
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return shown ? children : null;
}

/** Hairlines where lines of text will be. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <Later>
      <div class="skeleton" aria-hidden="true">
        {Array.from({ length: lines }, (_, i) => (
          <span key={i} />
        ))}
      </div>
    </Later>
  );
}
