import { effect } from '@preact/signals';
import type { Link } from './connection.ts';
import { isComposing } from './models/composing.ts';
import type { DeskModels } from './views/desk-context.ts';
import { words } from './words/en.ts';

/* What the browser's page and her keyboard tell the models, and the one thing they tell back: the title. */

/** A page that comes back to light, or loses its network, asks whether its line still lives, rather than waiting to be told. */
export function watchPage(link: Link, reread: () => void): () => void {
  const back = () => {
    if (document.visibilityState === 'visible') link.check();
  };
  const stored = (event: StorageEvent) => {
    if (event.key?.endsWith('.outbox')) reread();
  };
  const gone = new AbortController();
  const { signal } = gone;
  for (const event of ['focus', 'online', 'offline', 'pageshow']) window.addEventListener(event, back, { signal });
  document.addEventListener('visibilitychange', back, { signal });
  window.addEventListener('storage', stored, { signal });
  return () => gone.abort();
}

export function watchKeys({ keyboard }: DeskModels): () => void {
  const gone = new AbortController();
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const { target } = event;
    const inField = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (keyboard.press({ key: event.key, chord, inField, composing: isComposing(event) })) event.preventDefault();
  };
  window.addEventListener('keydown', pressed, { signal: gone.signal });
  return () => gone.abort();
}

const KEYBOARD_PX = 150;

/**
 * A phone's keyboard takes half of the screen, and not every browser tells the page's layout. The height that is
 * left is handed to the style sheet, and that a keyboard is up: what is not needed for writing gives way.
 */
export function watchKeyboard(): () => void {
  const view = window.visualViewport;
  if (!view) return () => undefined;
  const { documentElement: root } = document;
  const gone = new AbortController();
  let tallest = { width: 0, height: 0 };
  const measure = () => {
    if (view.scale > 1.01) return;
    if (tallest.width !== view.width) tallest = { width: view.width, height: 0 };
    tallest.height = Math.max(tallest.height, view.height);
    root.style.setProperty('--screen', `${view.height}px`);
    root.toggleAttribute('data-keyboard', tallest.height - view.height > KEYBOARD_PX);
    if (view.offsetTop > 0) window.scrollTo(0, 0);
  };
  measure();
  view.addEventListener('resize', measure, { signal: gone.signal });
  return () => gone.abort();
}

/** Her first tap or key lets the page ring, whatever it was meant for. */
export function watchFirstTouch(prime: () => void): () => void {
  const gone = new AbortController();
  for (const event of ['pointerup', 'keydown']) {
    window.addEventListener(event, prime, { signal: gone.signal, once: true, capture: true });
  }
  return () => gone.abort();
}

/** A ring calls from the tab's title until it is answered; else the title says what is unread. */
export function keepTitle({ ring, conversations, settings, navigation }: DeskModels): () => void {
  const stop = effect(() => {
    const offer = ring.offer.value;
    const unread = conversations.unread.value;
    const screen = words.nav[navigation.route.value.screen];
    const who = (!settings.discreet.value && offer?.name) || words.client;
    if (offer) document.title = `● ${words.incoming.title(who)}`;
    else document.title = `${unread > 0 ? `(${unread}) ` : ''}${screen} · ${words.product}`;
  });
  return () => {
    stop();
    document.title = words.product;
  };
}
