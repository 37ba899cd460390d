import { isComposing } from '../models/composing.ts';

/** Esc closes what lies on top; the page's own Esc, a step back, is not meant then. */
export function onEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape' || isComposing(event)) return;
  event.preventDefault();
  close();
}
