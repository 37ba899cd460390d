import { afterFrame } from '../after-frame.ts';
import { listen } from '../listen.ts';
import { makeRoom } from '../make-room.ts';

/** Where the sheet covers the page and is modal. */
const isPhone = () => matchMedia('(max-width: 639px)');
/** A page that takes off as often what is put on it is left to itself. */
const TIMES = 99;

/**
 * While the sheet covers a phone's page, the page is inert, so that neither Tab nor a swipe leads there, and does
 * not scroll; beside a wider one the page may make room. Everything is put back exactly as it was. The sheet follows the visual viewport, so that the keyboard never covers what she types.
 */
export function holdPage(host: HTMLElement, dialog: HTMLElement): () => void {
  const phone = isPhone();
  let release = () => {};
  const look = () => {
    release();
    release = phone.matches ? cover(host, dialog) : makeRoom(dialog);
  };
  const end = listen([phone], ['change'], look);
  look();
  return () => {
    end();
    release();
  };
}

function cover(host: HTMLElement, dialog: HTMLElement): () => void {
  const root = document.documentElement;
  const around = host.parentElement ?? root;
  const overflow = [root.style.getPropertyValue('overflow'), root.style.getPropertyPriority('overflow')] as const;
  const quiet = new Set<HTMLElement>();
  let times = TIMES;
  // Also what is drawn meanwhile, and what a script that compares the page with its next has taken off again.
  const hush = () => {
    if (times-- < 0) return;
    for (const other of around.children) {
      if (other === host || other === document.head || !(other instanceof HTMLElement)) continue;
      if (other.inert) continue;
      other.inert = true;
      quiet.add(other);
      watch.observe(other, { attributeFilter: ['inert'] });
    }
    if (root.style.overflow !== 'hidden') root.style.setProperty('overflow', 'hidden');
  };
  const watch = new MutationObserver(hush);
  watch.observe(root, { attributeFilter: ['style'], childList: true });
  if (around !== root) watch.observe(around, { childList: true });
  hush();
  dialog.setAttribute('aria-modal', 'true');
  const view = window.visualViewport;
  const follow = (event?: Event) => {
    if (!view) return;
    // A page may zoom its body, and with it every length of ours.
    const zoom = dialog.currentCSSZoom ?? 1;
    dialog.style.setProperty('--seen', `${view.height / zoom}px`);
    dialog.style.setProperty('--above', `${view.offsetTop / zoom}px`);
    // The keys have come up: what she types into stays before her eyes.
    if (event?.type === 'resize') dialog.querySelector(':focus')?.scrollIntoView?.({ block: 'nearest' });
  };
  const leave = afterFrame(follow);
  const stay = listen([view], ['resize', 'scroll'], follow);
  return () => {
    watch.disconnect();
    for (const other of quiet) other.inert = false;
    if (overflow[0]) root.style.setProperty('overflow', ...overflow);
    else root.style.removeProperty('overflow');
    dialog.removeAttribute('aria-modal');
    leave();
    stay();
    dialog.style.removeProperty('--seen');
    dialog.style.removeProperty('--above');
  };
}
