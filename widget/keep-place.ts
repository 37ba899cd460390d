import { afterFrame } from './after-frame.ts';
import { standApart, wearAsBody } from './apart.ts';
import { listen } from './listen.ts';
import { holdPage } from './models/phone.ts';
import { wearReadable } from './models/readable.ts';
import type { Salon } from './models/salon.ts';
import { effect } from './models/signals.ts';

/** While the sheet is open it stays where it is, whatever the page does to itself; `then` runs once that is seen to. */
export function keepPlace({ page, sheet }: Salon, dialog: HTMLElement, then: () => void): void {
  const { root } = page;
  let focused: HTMLElement | null = null;
  listen([root], ['focusin'], ({ target }: Event) => {
    focused = target as HTMLElement;
  });
  // Not at once: what is taken out of the page loses it too, and is back before this runs.
  listen([root], ['focusout'], () => {
    setTimeout(() => {
      if (!root.activeElement) focused = null;
    });
  });
  effect(() => {
    if (!sheet.opened.value) return;
    let release = () => {};
    let due = 0;
    const hold = () => {
      release();
      release = holdPage(page.host, dialog);
    };
    // A page may turn its direction or its colours meanwhile.
    const turned = new MutationObserver(() => {
      cancelAnimationFrame(due);
      due = requestAnimationFrame(follow);
    });
    const follow = () => {
      wearAsBody(page);
      wearReadable(page, dialog);
      watch();
    };
    const leaveScheme = listen([matchMedia('(prefers-color-scheme:dark)')], ['change'], follow);
    const watch = () => {
      for (const one of [document.documentElement, document.body])
        turned.observe(one, { attributes: true, childList: one !== document.body });
    };
    /** The page is asked what it wears before it is held, which has all of it laid out. */
    const settle = () => {
      follow();
      hold();
    };
    // After the sheet is on the screen.
    const leave = afterFrame(() => {
      standApart(page);
      settle();
      page.placed = () => {
        settle();
        // Once more above whatever the page has put on top.
        dialog.togglePopover?.(false);
        dialog.togglePopover?.(true);
        if (document.activeElement === document.body) focused?.focus({ preventScroll: true });
      };
      then();
    });
    return () => {
      leave();
      leaveScheme();
      cancelAnimationFrame(due);
      turned.disconnect();
      page.placed = () => {};
      release();
      // The page may wear others by the time it opens again.
      dialog.removeAttribute('style');
    };
  });
}
