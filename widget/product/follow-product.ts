import { effect } from '@preact/signals-core';
import type { Product } from '../../protocol/entries.ts';
import type { Salon } from '../models/salon.ts';
import { createAges, OTHER_WAYS, sourcesOf, writtenIn } from './ages.ts';
import { onPageChange } from './page-change.ts';
import { readProduct } from './page-product.ts';
import { chosenOn } from './variant.ts';

/** After a change of the page, until what its framework writes has settled; then at most once in this time. */
const SETTLE_MS = 200;
const BETWEEN_MS = 500;
const SELDOM_MS = 16_000;
/** How long a page is watched with the sheet closed, once it has come or changed. */
const LATE_MS = 10_000;

/** Keeps the page's product up to date, from here on: it may come late, change in place, or go with its page. */
export function followProduct(salon: Salon): { read: () => Promise<void> } {
  const ages = createAges(document, loadedAt());
  let last: string | undefined;
  let written = '';
  let readAt = 0;
  let turns = 0;
  let betweenMs = BETWEEN_MS;
  let soon: ReturnType<typeof setTimeout> | undefined;

  const read = async () => {
    clearTimeout(soon);
    soon = undefined;
    readAt = Date.now();
    try {
      ages.look(location.href);
      const looked = { page: document, address: location.href, ages: ages.ageOf };
      const told = readProduct(looked, salon.page.context().product);
      const more = told === undefined && document.querySelector(OTHER_WAYS);
      const turn = ++turns;
      const product = more ? (await import('./other-ways.ts')).readOtherWays(looked) : (told ?? null);
      if (turn === turns) show(product);
    } catch (error) {
      // What a page hands over may be anything, getters that throw too.
      console.warn('[Salon]', error);
    }
  };
  /** Only news is shown: what she has taken off stays off while the page shows the same. */
  const show = (product: Product | null) => {
    const now = product ? Object.entries(product).join('\n') : '';
    if (now === last) return;
    last = now;
    salon.product.value = product;
  };
  const later = () => {
    soon ??= setTimeout(look, Math.max(SETTLE_MS, readAt + betweenMs - Date.now()));
  };
  /** Reads it only where what speaks of products has changed: pages write all the time. */
  const look = () => {
    soon = undefined;
    readAt = Date.now();
    const now = [location.href, ...chosenOn(document), ...sourcesOf(document).map(brief)].join('\n');
    if (now === written) return;
    written = now;
    // A page that writes without end is read ever more rarely.
    betweenMs = Math.min(betweenMs * 2, SELDOM_MS);
    void read();
  };

  const changes = new MutationObserver(later);
  const watch = () => changes.observe(document, WRITTEN);
  let until: ReturnType<typeof setTimeout> | undefined;
  const watchAWhile = () => {
    watch();
    clearTimeout(until);
    until = setTimeout(() => salon.opened.peek() || changes.disconnect(), LATE_MS);
  };
  onPageChange((before) => {
    ages.look(before);
    readAt = 0;
    betweenMs = BETWEEN_MS;
    clearTimeout(soon);
    soon = undefined;
    later();
    watchAWhile();
  });
  document.addEventListener('change', later);
  effect(() => {
    if (salon.opened.value) {
      betweenMs = BETWEEN_MS;
      later();
    }
    watchAWhile();
  });
  look();
  return { read };
}

const WRITTEN = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['content', 'href'],
};

/** As much of a source as tells whether it was written anew. */
function brief(source: Element): string {
  const text = writtenIn(source);
  return `${text.length} ${text.slice(0, 400)} ${text.slice(-400)}`;
}

/** The address that this page was loaded from; a router may have changed it since. */
function loadedAt(): string {
  const [load] = performance.getEntriesByType?.('navigation') ?? [];
  return load?.name || location.href;
}
