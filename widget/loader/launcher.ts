import { portraitAt } from '../models/portrait.ts';
import css from '../styles/launcher.css?inline';
import { relay } from './snippet.ts';

const make = <T extends keyof HTMLElementTagNameMap>(tag: T, set?: Partial<HTMLElementTagNameMap[T]>) =>
  Object.assign(document.createElement(tag), set);

/** What stands on the page before anybody acts: one host element, a shadow root and a button in it. */
export const host = make('salon-widget' as 'div');
export const launcher = make('button', { className: 'launcher', ariaHasPopup: 'dialog' });
export const label = make('span');
/** A sentence above the button, or none. */
export const note = make('p', { className: 'note', role: 'status' });
const dot = make('span', { className: 'dot' });

export function paint(): void {
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(note, launcher);
  launcher.append(dot, label);
  show({});
}

let face: HTMLImageElement | undefined;

/**
 * Shows of the presence answer the dot, and the first portrait once it is loaded, while somebody is free. Throws at
 * what is no answer; a portrait lies on the relay and nowhere else. The answer may come while she presses: what stands
 * in the button stays there, and takes no press of its own (launcher.css), for a press whose place is gone does nothing.
 */
export function show(answer: unknown): void {
  const told = answer as { free?: unknown; people?: { portrait: string }[] };
  const src = portraitAt(told.people?.[0]?.portrait, relay);
  dot.hidden = told.free !== true;
  face = void face?.remove();
  if (dot.hidden || !src) return;
  const next = make('img', {
    className: 'face',
    alt: '',
    crossOrigin: 'anonymous',
    referrerPolicy: 'no-referrer',
    onload: () => face === next && launcher.prepend(next),
    src,
  });
  face = next;
}
