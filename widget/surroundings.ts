import { effect } from '@preact/signals-core';
import { PROTOCOL } from '../protocol/number.ts';
import { holdPage } from './models/phone.ts';
import type { Salon } from './models/salon.ts';
import { ownZone } from './models/time.ts';
import css from './styles/rooms.css?inline';
import { wear } from './styles/wear.ts';
import { ProductCard } from './views/ProductCard.tsx';

const FRESH_MS = 60_000;

/** What the widget reads of the page around it, and the little that it does to it while the sheet covers it. */
export interface Surroundings {
  /** Reads the page's product anew. */
  read: () => Promise<void>;
  ProductCard: typeof ProductCard;
}

export function lookAround(salon: Salon, dialog: HTMLElement): Surroundings {
  // All that reads the page is a chunk of its own, fetched behind what she sees; where it fails, it is asked for anew.
  let following: Promise<{ read: () => Promise<void> }> | undefined;
  const read = async () => {
    const before = following;
    following ??= import('./product/follow-product.ts').then((chunk) => chunk.followProduct(salon));
    try {
      const { read: anew } = await following;
      if (before) await anew();
    } catch {
      following = undefined;
    }
  };
  wear(salon.page.root, css);
  labelLauncher(salon);
  void read();
  const ask = askPresence(salon);
  effect(() => {
    if (!salon.opened.value) return;
    if (!following) void read();
    let release: (() => void) | undefined;
    // After the sheet is on the screen: to hold the page has it laid out, and to know her time zone takes a while.
    const soon = setTimeout(() => {
      release = holdPage(salon.page.host, dialog);
      setTimeout(ask);
    });
    return () => {
      clearTimeout(soon);
      release?.();
    };
  });
  return { read, ProductCard };
}

/** Asks who is there now, the nearest first. Her time zone is not said before she has acted. */
function askPresence({ page, learn }: Salon): () => void {
  let askedAt = 0;
  return () => {
    if (Date.now() - askedAt < FRESH_MS) return;
    askedAt = Date.now();
    const { brand } = page;
    const query = new URLSearchParams({ protocol: `${PROTOCOL}`, brand, locale: page.locale(), zone: ownZone() });
    fetch(`${page.relay}api/presence?${query}`, { credentials: 'omit', referrerPolicy: 'no-referrer' })
      .then((response) => response.json())
      .then(learn)
      .catch(() => {});
  };
}

/** Words that wait for her are said to the page, and by the launcher's name, never by a badge. */
function labelLauncher({ page, thread, words }: Salon): void {
  const { launcher } = page;
  effect(() => page.tell('unread', { count: thread.unread.value }));
  effect(() => {
    const count = thread.unread.value;
    launcher.toggleAttribute('data-unread', count > 0);
    if (count > 0) launcher.setAttribute('aria-label', `${words.value.talk}, ${words.value.unread(count)}`);
    else launcher.removeAttribute('aria-label');
  });
}
