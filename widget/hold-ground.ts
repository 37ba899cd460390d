import type { Page } from './page.ts';

type Held = Pick<Page, 'host' | 'put' | 'meet' | 'placed' | 'apart' | 'returns'>;

const HUSHED = ['inert', 'aria-hidden'];
const WINDOW = '[role$=dialog],dialog';

/**
 * Stands up to windows of the page: is moved into one that is modal, takes off what hushes all beside it, and keeps
 * the focus that it would hold. It comes with the app, and earlier where such a window is seen (loader/place.ts).
 * Safe to repeat.
 */
export function holdGround(page: Held): void {
  if (page.meet) return;
  const { host, put } = page;
  const watch = new MutationObserver(() => look());
  watch.observe(host, { attributeFilter: HUSHED });

  page.put = () => {
    const { body, documentElement } = document;
    // For her this one is not behind it.
    for (const name of HUSHED) {
      if (page.returns > 0 && host.hasAttribute(name)) {
        page.returns--;
        host.removeAttribute(name);
      }
    }
    // Nothing else can be pressed while one is open.
    const modal = [...document.querySelectorAll('dialog:modal')].pop();
    const before = host.parentNode;
    const home = modal ?? (page.apart ? documentElement : body);
    if (modal?.parentNode) watch.observe(modal.parentNode, { childList: true });
    // What is moved, and not put in anew, keeps its focus and her half-typed word.
    if (before && before !== home && host.isConnected && page.returns > 0 && home?.moveBefore) {
      page.returns--;
      home.moveBefore(host, null);
    }
    put(home);
    if (host.parentNode === before) return;
    raise(false);
    if (modal) raise(true);
    listen();
    page.placed?.();
  };
  /** Above everything on the page, or as the page stacks it. */
  const raise = (up: boolean) => {
    host.popover = 'manual';
    host.togglePopover?.(up);
  };
  /** Safe to repeat; a document that is written anew has none left. */
  const listen = () => {
    for (const type of ['toggle', 'close']) addEventListener(type, look, true);
  };
  const look = () => page.put();
  page.meet = (event, at) => {
    const path = event.composedPath() as HTMLElement[];
    const target = at ?? (path[0] as HTMLElement);
    const within = at || path.indexOf(host) > 0;
    // She leaves a window of the page for ours, and the page does not call her back.
    const leaves = (event as FocusEvent).relatedTarget === host && target.closest(WINDOW);
    if (within || leaves) event.stopImmediatePropagation();
    if (within) playAgain(event, target);
    else if (event.type === 'focusin') look();
  };
  listen();
  look();
}

/**
 * What is stopped at the window is played again inside, where it leaves the shadow root no more. What the browser
 * itself does then (a line typed, a form sent) it does as before, for the played one is a plain event.
 */
function playAgain(event: Event, target: HTMLElement): void {
  const { type, key, keyCode, shiftKey, isComposing } = event as KeyboardEvent;
  const played = new Event(type, { bubbles: true, cancelable: true });
  if (!target.dispatchEvent(Object.assign(played, { key, keyCode, shiftKey, isComposing }))) event.preventDefault();
}
