import css from '../styles/launcher.css?inline';

/** What stands on the page before anybody acts: one host element, a shadow root and a button in it. */
export interface Launcher {
  host: HTMLElement;
  root: ShadowRoot;
  button: HTMLButtonElement;
  /** Writes the button's words and the language they are in. */
  say: (label: string, locale: string) => void;
  /** A sentence above the button, or none. */
  note: (text: string) => void;
  /** The dot, and the face once it is loaded, only while somebody is free. */
  show: (free: boolean, portrait: URL | null) => void;
}

export function paintLauncher(): Launcher {
  const host = document.createElement('salon-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  button.type = 'button';
  button.ariaHasPopup = 'dialog';
  button.ariaExpanded = 'false';
  button.className = 'launcher';
  const face = document.createElement('span');
  face.className = 'face';
  const label = document.createElement('span');
  button.append(face, label);
  const note = document.createElement('p');
  note.role = 'status';
  note.className = 'note';
  root.append(note, button);
  return {
    host,
    root,
    button,
    say: (text, locale) => {
      label.textContent = text;
      host.lang = locale;
    },
    note: (text) => {
      note.textContent = text;
    },
    show: (free, portrait) => {
      button.toggleAttribute('data-free', free);
      face.replaceChildren();
      if (!free || !portrait) return;
      const image = new Image();
      image.alt = '';
      image.crossOrigin = 'anonymous';
      image.referrerPolicy = 'no-referrer';
      image.onload = () => face.replaceChildren(image);
      image.src = portrait.href;
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
