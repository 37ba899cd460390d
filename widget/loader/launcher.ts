import type { Presence } from '../../protocol/http.ts';
import css from '../styles/launcher.css?inline';
import tokens from '../styles/tokens.css?inline';

/** What stands on the page before anybody acts: one host element, a shadow root and a button in it. */
export interface Launcher {
  host: HTMLElement;
  root: ShadowRoot;
  button: HTMLButtonElement;
  /** Writes the button's words and the language they are in. */
  say: (label: string, locale: string) => void;
  /** A sentence above the button, or none. */
  note: (text: string) => void;
  /** The face and the dot, only while somebody is free. */
  show: (presence: Presence | null, relay: string) => void;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

export function paintLauncher(): Launcher {
  const host = document.createElement('salon-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens + css);
  root.adoptedStyleSheets = [sheet];
  const button = element('button', 'launcher');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  const face = element('span', 'face');
  const label = element('span', 'label');
  button.append(face, label);
  const note = element('p', 'note');
  note.setAttribute('role', 'status');
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
    show: (presence, relay) => {
      face.replaceChildren();
      button.toggleAttribute('data-free', !!presence?.free);
      const address = presence?.free ? portraitAddress(presence.people[0]?.portrait, relay) : null;
      if (!address) return;
      const portrait = document.createElement('img');
      portrait.alt = '';
      portrait.crossOrigin = 'anonymous';
      portrait.referrerPolicy = 'no-referrer';
      portrait.onload = () => face.replaceChildren(portrait);
      portrait.src = address;
    },
  };
}

/** A portrait's path on the relay, and nowhere else. */
export function portraitAddress(path: string | null | undefined, relay: string): string | null {
  if (!path || !URL.canParse(path, relay)) return null;
  const url = new URL(path, relay);
  return url.origin === new URL(relay).origin ? url.href : null;
}

/** Moves the pill aside while she scrolls down, and back as soon as she scrolls up or rests at it. */
export function stepAside(button: HTMLButtonElement): void {
  let last = scrollY;
  const look = () => {
    const moved = scrollY - last;
    if (Math.abs(moved) < 8) return;
    button.toggleAttribute('data-aside', moved > 0 && scrollY > 80);
    last = scrollY;
  };
  addEventListener('scroll', look, { passive: true });
}
