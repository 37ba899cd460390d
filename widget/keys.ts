import { listen } from './listen.ts';
import type { Salon } from './models/salon.ts';

const STOPS = 'a,button:enabled,input,select,textarea,[tabindex="0"]';

/**
 * Tab goes round within the open sheet, since on a desk it covers some of the page, and what has the focus is never
 * under it. A mouse may use the page meanwhile; Escape closes the sheet from there too, unless the page has a use for it.
 */
export function holdKeys({ page, sheet }: Salon, dialog: HTMLElement): void {
  const { host, meet } = page;
  listen([dialog], ['keydown'], (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const stops = [...dialog.querySelectorAll<HTMLElement>(STOPS)];
    if (shiftKey) stops.reverse().push(dialog);
    if (key !== 'Tab' || stops.indexOf(page.root.activeElement as HTMLElement) < stops.length - 1 - +shiftKey) return;
    event.preventDefault();
    stops[0]?.focus();
  });
  page.meet = (event, at) => {
    const busy = () => [...document.querySelectorAll('dialog,[role$=dialog]')].some((one) => one.checkVisibility?.());
    // Asked before the page closes its window by it; closed after the page has heard it.
    if ((event as KeyboardEvent).key === 'Escape' && event.target !== host && sheet.opened.peek() && !busy())
      setTimeout(() => event.defaultPrevented || sheet.close());
    meet?.(event, at);
  };
}
