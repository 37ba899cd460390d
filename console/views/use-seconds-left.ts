import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until `ms` after `since` first appeared have gone by; 0 when there is nothing to wait for. */
export function useSecondsLeft(ms: number | undefined, since: unknown): number {
  const [left, setLeft] = useState(0);
  // The same wait, told a second time, starts anew
  useEffect(() => {
    setLeft(Math.ceil((ms ?? 0) / 1_000));
    if (!ms) return;
    const endsAt = Date.now() + ms;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000))), 250);
    return () => clearInterval(timer);
  }, [ms, since]);
  return left;
}
