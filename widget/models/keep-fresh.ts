import { handling } from '../guarded.ts';
import { listen } from '../listen.ts';

const EVERY_MS = 10_000;
/** After failures the pause doubles, up to sixteen times. */
const DOUBLINGS = 4;

/**
 * Does something now, and again every ten seconds while the page is visible; on coming back to it at once. What fails
 * is asked for less and less often. Pauses differ a little, so that many pages do not ask in step. Ends by the
 * function that it gives.
 */
export function keepFresh(ask: () => Promise<boolean>): () => void {
  let failed = 0;
  let asking = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const asked = handling(async () => {
    if (await ask()) failed = 0;
  });
  const turn = async () => {
    clearTimeout(timer);
    if (asking || stopped || document.visibilityState !== 'visible') return;
    asking = true;
    failed = Math.min(failed + 1, DOUBLINGS);
    // What throws has failed, too.
    await asked(0);
    asking = false;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(turn, EVERY_MS * 2 ** failed * (0.9 + Math.random() / 5));
  };
  const end = listen([document], ['visibilitychange'], turn);
  void turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
    end();
  };
}
