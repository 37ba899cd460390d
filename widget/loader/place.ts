import { fetchApp, fetchGround, open, page } from './app.ts';
import { host, launcher } from './launcher.ts';
import { leave, rest, stir } from './rest.ts';

const REST_MS = 1_000;

/**
 * Puts the host where it belongs: in the body, whose fonts and properties it takes over, or where hold-ground.ts says.
 * Whoever takes it out has it put back at once, but never for ever.
 */
export function put(home: Element | null = document.body): void {
  stir();
  for (const at of [document, document.documentElement, home]) if (at) watch.observe(at, { childList: true });
  if (!home || host.parentNode === home || page.returns < 0) return;
  if (!page.returns--) {
    setTimeout(() => {
      page.returns += 100;
      page.put();
    }, REST_MS);
    return;
  }
  home.append(host);
  // Before it is seen, in the frame that lays the page out anyway.
  requestAnimationFrame(rest);
  // Safe to repeat; a document that is written anew has none left. A bar of the page may be on its way for a while.
  addEventListener('scroll', leave);
  addEventListener('resize', stir);
  for (const type of 'click keydown mousedown touchstart focus focusin focusout'.split(' '))
    addEventListener(type, hear, true);
}

const watch = new MutationObserver(() => page.put());

export function stand(): void {
  // A finger enters as a pointer too, just before it presses.
  launcher.onpointerenter = fetchApp;
  page.put = put;
  // Also before the body is there: it is put in as soon as it is.
  put();
  look();
  const grown = new ResizeObserver(stir);
  grown.observe(launcher);
  new MutationObserver(fetchGround).observe(host, { attributeFilter: ['inert', 'aria-hidden'] });
}

/** Behind a modal window of the page nothing of ours can be pressed: what moves it there comes before the app. */
function look(): void {
  if (document.querySelector('dialog:modal')) fetchGround();
}

/**
 * What happens in the widget is not the page's: a page that holds the focus in its own window takes it back at each
 * `focusin`, and swallows what is pressed elsewhere. So it ends here, before any listener of the document.
 */
function hear(event: Event): void {
  const path = event.composedPath() as HTMLElement[];
  const { type } = event;
  const own = path.includes(launcher);
  const marked = path.find((node) => node.dataset?.salonOpen != null);
  stir();
  if (own) event.stopImmediatePropagation();
  else {
    page.meet?.(event);
    if (/focus/.test(type)) look();
    if (!marked) return;
  }
  // She reaches for it: what she will need is on its way before her finger is up again.
  if (type !== 'click') return void fetchApp();
  // A link so marked leads elsewhere only where this script did not arrive.
  if (!own) event.preventDefault();
  open(marked?.dataset.salonOpen);
}
