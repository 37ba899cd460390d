import { PROTOCOL } from '../protocol/number.ts';
import { keepPlace } from './keep-place.ts';
import { keepFresh } from './models/keep-fresh.ts';
import type { Salon } from './models/salon.ts';
import { effect } from './models/signals.ts';
import { ownZone } from './models/time.ts';
import css from './styles/rooms.css?inline';
import { wear } from './styles/wear.ts';
import { ProductCard } from './views/ProductCard.tsx';

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
  keepPlace(salon, dialog, () => {
    if (!following) void read();
  });
  effect(() => {
    // Elsewhere the line, or the form, asks for what it shows.
    if (!salon.opened.value || salon.view.value !== 'welcome') return;
    let stop: (() => void) | undefined;
    const soon = setTimeout(() => {
      stop = keepFresh(() => askPresence(salon));
    });
    return () => {
      clearTimeout(soon);
      stop?.();
    };
  });
  return { read, ProductCard };
}

/** Asks who is there now, the nearest first. Her time zone is not said before she has acted. */
async function askPresence({ page, learn }: Salon): Promise<boolean> {
  const { brand } = page;
  const query = new URLSearchParams({ protocol: `${PROTOCOL}`, brand, locale: page.locale(), zone: ownZone() });
  try {
    const response = await fetch(`${page.relay}api/presence?${query}`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    learn(await response.json());
    return response.ok;
  } catch {
    return false;
  }
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
