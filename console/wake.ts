import { effect, type ReadonlySignal } from '@preact/signals';

/**
 * A phone that sleeps does not ring. While she is available its screen stays lit, where the browser can and she
 * has not said otherwise; a hidden page loses the lock and asks for it again when it is back.
 */
export function keepAwake(wanted: ReadonlySignal<boolean>): () => void {
  let lock: Promise<WakeLockSentinel | null> | null = null;
  const ask = () => {
    if (!wanted.peek() || document.visibilityState !== 'visible') return;
    lock = navigator.wakeLock?.request('screen').catch(() => null) ?? null;
  };
  const release = () => {
    void lock?.then((held) => held?.release());
    lock = null;
  };
  const stop = effect(() => {
    release();
    if (wanted.value) ask();
  });
  document.addEventListener('visibilitychange', ask);
  return () => {
    document.removeEventListener('visibilitychange', ask);
    stop();
    release();
  };
}
