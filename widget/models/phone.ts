/** Where the sheet covers the page and is modal. */
const isPhone = () => matchMedia('(max-width: 639px)');

const FOCUSABLE = 'a[href],button:not([disabled]),input:not([disabled]),select,textarea,[tabindex="0"]';

/** On a phone Tab goes round within the sheet; on a desk it leaves to the page. */
export function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  if (!isPhone().matches) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.getClientRects().length > 0);
  const now = (dialog.getRootNode() as ShadowRoot).activeElement;
  const [first, last] = [stops[0], stops.at(-1)];
  const leaving = event.shiftKey ? now === first || now === dialog : now === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/**
 * While the sheet covers a phone's page, the page is inert and does not scroll; everything is put back exactly
 * as it was. The sheet follows the visual viewport, so that the keyboard never covers what she types.
 */
export function holdPage(host: HTMLElement, dialog: HTMLElement): () => void {
  const phone = isPhone();
  let release = () => {};
  const look = () => {
    release();
    release = phone.matches ? cover(host, dialog) : () => {};
  };
  phone.addEventListener('change', look);
  look();
  return () => {
    phone.removeEventListener('change', look);
    release();
  };
}

function cover(host: HTMLElement, dialog: HTMLElement): () => void {
  const others = [...(host.parentElement?.children ?? [])].filter(
    (other): other is HTMLElement => other !== host && other instanceof HTMLElement && !other.inert,
  );
  for (const other of others) other.inert = true;
  const root = document.documentElement.style;
  const overflow = [root.getPropertyValue('overflow'), root.getPropertyPriority('overflow')] as const;
  root.setProperty('overflow', 'hidden');
  dialog.setAttribute('aria-modal', 'true');
  const view = window.visualViewport;
  const follow = () => {
    if (!view) return;
    dialog.style.setProperty('--seen', `${view.height}px`);
    dialog.style.setProperty('--above', `${view.offsetTop}px`);
  };
  follow();
  view?.addEventListener('resize', follow);
  view?.addEventListener('scroll', follow);
  return () => {
    for (const other of others) other.inert = false;
    if (overflow[0]) root.setProperty('overflow', ...overflow);
    else root.removeProperty('overflow');
    dialog.removeAttribute('aria-modal');
    view?.removeEventListener('resize', follow);
    view?.removeEventListener('scroll', follow);
    dialog.style.removeProperty('--seen');
    dialog.style.removeProperty('--above');
  };
}
