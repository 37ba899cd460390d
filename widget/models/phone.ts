/** Where the sheet covers the page and is modal. */
const isPhone = () => matchMedia('(max-width: 639px)');

/**
 * While the sheet covers a phone's page, the page is inert, so that neither Tab nor a swipe leads there, and does
 * not scroll; everything is put back exactly as it was. The sheet follows the visual viewport, so that the keyboard never covers what she types.
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
    // A page may zoom its body, and with it every length of ours.
    const zoom = dialog.currentCSSZoom ?? 1;
    dialog.style.setProperty('--seen', `${view.height / zoom}px`);
    dialog.style.setProperty('--above', `${view.offsetTop / zoom}px`);
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
