import { PROTOCOL } from '../protocol/number.ts';
import { giveBack } from './give-back.ts';
import { handling } from './guarded.ts';
import { keepPlace } from './keep-place.ts';
import { holdKeys } from './keys.ts';
import type { Surroundings } from './models/chunks.ts';
import { keepFresh } from './models/keep-fresh.ts';
import type { Salon } from './models/salon.ts';
import { effect } from './models/signals.ts';
import { ownZone } from './models/time.ts';
import { followProduct } from './product/follow-product.ts';
import css from './styles/views.css?inline';
import { wear } from './styles/wear.ts';
import { ProductCard } from './views/ProductCard.tsx';

export function lookAround(salon: Salon, dialog: HTMLElement): Surroundings {
  let following: { read: () => Promise<void> } | undefined;
  // It comes behind what she sees; what it cannot follow at first it follows when it is asked for anew.
  const read = async () => {
    await new Promise((soon) => setTimeout(soon));
    if (following) await following.read();
    else following = followProduct(salon);
  };
  wear(salon.page.root, css);
  labelLauncher(salon);
  giveBack(salon.page);
  holdKeys(salon, dialog);
  const follow = handling(() => following ?? read());
  void follow(0);
  keepPlace(salon, dialog, () => void follow(0));
  effect(() => {
    // Elsewhere the line, or the form, asks for what it shows.
    if (!salon.sheet.opened.value || salon.sheet.view.value !== 'welcome') return;
    let stop: (() => void) | undefined;
    const soon = setTimeout(() => {
      stop = keepFresh(() => askPresence(salon));
    });
    return () => {
      clearTimeout(soon);
      stop?.();
    };
  });
  return { read, ProductCard: (shown) => ProductCard({ salon, ...shown }) };
}

/** Asks who is there now, the nearest first. Her time zone is not said before she has acted. */
async function askPresence({ page, house }: Salon): Promise<boolean> {
  const { brand } = page;
  const query = new URLSearchParams({ protocol: `${PROTOCOL}`, brand, locale: page.locale(), zone: ownZone() });
  try {
    const response = await fetch(`${page.relay}api/presence?${query}`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    house.learn(await response.json());
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Words that wait for her are said to the page, and by the launcher in words, never by a badge. They are told aloud once,
 * as they come; what is said in the conversation is read there, and what a page has met with is no news on it.
 */
function labelLauncher({ page, thread, words, sheet }: Salon): void {
  const { launcher } = page;
  const aloud = Object.assign(document.createElement('p'), { className: 'unseen', role: 'status' });
  page.root.append(aloud);
  let heard = 0;
  effect(() => page.tell('unread', { count: thread.unread.value }));
  effect(() => {
    const by = thread.answeredBy.value;
    const said = by && words.value.answered(by);
    launcher.dataset.told = said;
    Object.assign(launcher.lastChild ?? launcher, { textContent: said || words.value.talk });
    const last = thread.entries.value.at(-1)?.seq ?? 0;
    if (!said || (heard && last > heard && !sheet.opened.peek())) aloud.textContent = said;
    heard = last;
  });
}
