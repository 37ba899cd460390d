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

// Not read before the first move: to ask where the page stands would have it laid out at once.
let last = Number.NaN;
let down = false;

/** Moves the pill aside while she scrolls down or stands on what it would cover, and back afterwards. */
export function stepAside(): void {
  const moved = scrollY - last;
  if (!(moved ** 2 < 64)) {
    down = moved > 0 && scrollY > 80;
    last = scrollY;
  }
  launcher.classList.toggle('aside', down || covers(document.activeElement));
}

/** Whether the pill, where it would stand, lies over what has the focus; not over a part of the page that is large. */
function covers(focused: Element | null): boolean {
  if (!focused || focused === host) return false;
  const [its, pill, line] = [focused, launcher, host].map((one) => one.getBoundingClientRect()) as [
    DOMRect,
    DOMRect,
    DOMRect,
  ];
  return (
    its.left < pill.right &&
    its.right > pill.left &&
    its.top < line.bottom &&
    its.bottom > line.top &&
    its.height * 2 < innerHeight
  );
}
