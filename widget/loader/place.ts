import { fetchApp, open, page } from './app.ts';
import { host, launcher, stepAside } from './launcher.ts';

const REST_MS = 1_000;
const HUSHED = ['inert', 'aria-hidden'];

/**
 * Puts the host where it belongs: in the body, whose fonts and properties it takes over; beside it once she has opened
 * it (surroundings.ts), where no script that draws the body anew finds it; and in the page's modal dialog while one is
 * open, for nothing else can be pressed then. Whoever takes it out has it put back at once, but never for ever.
 */
export function put(): void {
  const { documentElement, body } = document;
  const modal = [...document.querySelectorAll('dialog[open]')].filter((dialog) => dialog.matches(':modal')).pop();
  const home = modal ?? (page.apart ? documentElement : body);
  for (const at of [document, documentElement, home, home?.parentNode]) if (at) watch.observe(at, { childList: true });
  watch.observe(host, { attributeFilter: HUSHED });
  // A window of the page hushes all that stands beside it, and for her this one is not behind it.
  for (const name of HUSHED) {
    if (page.returns > 0 && host.hasAttribute(name)) {
      page.returns--;
      host.removeAttribute(name);
    }
  }
  if (!home || host.parentNode === home || page.returns < 0) return;
  if (!page.returns--) {
    setTimeout(() => {
      page.returns += 100;
      put();
    }, REST_MS);
    return;
  }
  // What is moved, and not put in anew, keeps its focus and her half-typed word.
  if (host.isConnected && home.moveBefore) home.moveBefore(host, null);
  else home.append(host);
  raise(false);
  if (modal) raise(true);
  listen();
  page.placed?.();
}

/** Safe to repeat; a document that is written anew has none left. */
function listen(): void {
  // A finger enters as a pointer too, just before it presses.
  launcher.onpointerenter = launcher.onfocus = fetchApp;
  launcher.onclick = open;
  addEventListener('scroll', stepAside);
  for (const type of 'click keydown mousedown touchstart focus focusin focusout toggle close'.split(' '))
    addEventListener(type, hear, true);
}

const watch = new MutationObserver(put);

/** Above everything on the page, or as the page stacks it. */
const raise = (up: boolean): unknown => {
  host.popover = 'manual';
  return host.togglePopover?.(up);
};

/** Where the body holds what is fixed (it has a transform, a filter), the foot of the window is reached by the top layer alone. */
export function standAtFoot(): void {
  if (!window.IntersectionObserver) return;
  new IntersectionObserver(([seen]) => {
    const foot = innerHeight - Number.parseFloat(getComputedStyle(host).bottom);
    if (Math.abs((seen as IntersectionObserverEntry).boundingClientRect.bottom - foot) > 1) raise(true);
  }).observe(host);
}

/**
 * What happens in the widget is not the page's: a page that holds the focus in its own window takes it back at each
 * `focusin`, and swallows what is pressed elsewhere. So it ends at the window, before any listener of the document, and
 * is played again inside, where it leaves the shadow root no more. What the browser itself does then (a line typed, a
 * form sent) it does as before, for the played one is a plain event.
 */
function hear(event: Event): void {
  const path = event.composedPath() as HTMLElement[];
  const [target] = path as [HTMLElement];
  const { type, key, keyCode, shiftKey, isComposing, relatedTarget } = event as KeyboardEvent & FocusEvent;
  if (path.indexOf(host) > 0) {
    event.stopImmediatePropagation();
    const played = new Event(type, { bubbles: true, cancelable: true });
    if (!target.dispatchEvent(Object.assign(played, { key, keyCode, shiftKey, isComposing }))) event.preventDefault();
    return;
  }
  // She leaves a window of the page for ours, and the page does not call her back.
  if (relatedTarget === host && target.closest('[role$=dialog],dialog')) event.stopImmediatePropagation();
  if (/^focus/.test(type)) requestAnimationFrame(stepAside);
  // A window of the page has opened or closed.
  if (/focusin|toggle|close/.test(type)) put();
  const marked = type === 'click' && path.find((node) => node.dataset?.salonOpen != null);
  if (!marked) return;
  // A link so marked leads elsewhere only where this script did not arrive.
  event.preventDefault();
  open(marked.dataset.salonOpen);
}
