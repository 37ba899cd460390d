import type { Salon } from './models/salon.ts';
import { type Signal, signal } from './models/signals.ts';

const NEAR_END = 80;

/** Where she reads in her conversation. */
export interface ReadingPlace {
  /** She reads above the end: what comes now she does not see. */
  readonly above: Signal<boolean>;
  /** Safe to repeat; to be called when what is drawn may be another log, or hold new words of hers. */
  readonly look: () => void;
  readonly toEnd: () => void;
}

/**
 * A reader who is at the end stays there, whatever grows or shrinks: the log, the field, the sheet over a phone's keys.
 * Her own words bring her there. It is seen to when the browser has laid all of it out, and asks for no layout itself.
 */
export function keepEnd({ page: { root, launcher }, thread }: Salon): ReadingPlace {
  const above = signal(false);
  // What scrolls; before there is a log, something that does not.
  let page: HTMLElement = launcher;
  let top = 0;
  let size = 0;
  let newest = '';
  const follow = () => {
    if (!above.peek()) page.scrollTop = page.scrollHeight;
  };
  const sized = new ResizeObserver(follow);
  return {
    above,
    look: () => {
      const now = root.querySelector<HTMLElement>('.page');
      if (now && now !== page) {
        page = now;
        top = 0;
        above.value = false;
        sized.disconnect();
        sized.observe(page);
        sized.observe(page.firstElementChild as Element);
        page.onscroll = () => {
          const { scrollTop, scrollHeight, clientHeight } = now;
          const is = scrollHeight / clientHeight;
          // What comes below takes nobody from the end, nor does what the browser moves as the size changes: only she goes up.
          if (scrollHeight - scrollTop - clientHeight < NEAR_END) above.value = false;
          else if (scrollTop < top && is === size) above.value = true;
          top = scrollTop;
          size = is;
        };
      }
      // Their ids rise with time.
      const own = thread.lines.peek().at(-1)?.draft.id;
      if (own && own > newest) {
        newest = own;
        above.value = false;
      }
    },
    toEnd: () => {
      above.value = false;
      follow();
    },
  };
}
