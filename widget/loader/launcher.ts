import css from '../styles/launcher.css?inline';
import { faceOf } from './face.ts';

/** What stands on the page before anybody acts: one host element, a shadow root and a button in it. */
export interface Launcher {
  host: HTMLElement;
  root: ShadowRoot;
  button: HTMLButtonElement;
  label: HTMLElement;
  /** A sentence above the button, or none. */
  note: HTMLElement;
  /** The dot, and the face once it is loaded, only while somebody is free. */
  show: (told: unknown) => void;
}

const make = <T extends keyof HTMLElementTagNameMap>(tag: T, set: Partial<HTMLElementTagNameMap[T]>) =>
  Object.assign(document.createElement(tag), set);

export function paintLauncher(relay: string): Launcher {
  const host = document.createElement('salon-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const button = make('button', {
    type: 'button',
    className: 'launcher',
    ariaHasPopup: 'dialog',
    ariaExpanded: 'false',
  });
  const face = make('span', { className: 'face' });
  const label = make('span', {});
  const note = make('p', { className: 'note', role: 'status' });
  button.append(face, label);
  root.append(note, button);
  return {
    host,
    root,
    button,
    label,
    note,
    show: (told) => {
      const [free, portrait] = faceOf(told, relay);
      button.toggleAttribute('data-free', free);
      face.replaceChildren();
      if (!free || !portrait) return;
      const image = make('img', {
        alt: '',
        crossOrigin: 'anonymous',
        referrerPolicy: 'no-referrer',
        onload: () => face.replaceChildren(image),
        src: portrait,
      });
    },
  };
}

/** Moves the pill aside while she scrolls down, and back as soon as she scrolls up. */
export function stepAside(button: HTMLButtonElement): void {
  let last = scrollY;
  addEventListener(
    'scroll',
    () => {
      const moved = scrollY - last;
      if (Math.abs(moved) < 8) return;
      button.toggleAttribute('data-aside', moved > 0 && scrollY > 80);
      last = scrollY;
    },
    { passive: true },
  );
}
