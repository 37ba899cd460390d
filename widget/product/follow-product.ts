import type { Product } from '../../protocol/entries.ts';
import { listen } from '../listen.ts';
import { lasting } from '../models/lasting.ts';
import type { Salon } from '../models/salon.ts';
import { effect } from '../models/signals.ts';
import { createAges, OTHER_WAYS, sourcesOf, writtenIn } from './ages.ts';
import { readCarefully, WantsCare } from './careful.ts';
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
  let address = location.href;
  let betweenMs = BETWEEN_MS;
  let soon: ReturnType<typeof setTimeout> | undefined;

  const read = async () => {
    clearTimeout(soon);
    soon = undefined;
    readAt = Date.now();
    try {
      ages.look(location.href);
      const looked = { page: document, address: location.href, ages: ages.ageOf };
      const turn = ++turns;
      const told = await carefully(() => readProduct(looked, salon.page.context().product));
      const more = told === undefined && document.querySelector(OTHER_WAYS);
      const product = more ? (await import('./other-formats.ts')).readOtherFormats(looked) : (told ?? null);
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
    salon.writing.fill({ product: product });
  };
  const later = () => {
    soon ??= setTimeout(look, Math.max(SETTLE_MS, readAt + betweenMs - Date.now()));
  };
  /** Reads it only where what speaks of products has changed: pages write all the time. */
  const look = () => {
    soon = undefined;
    readAt = Date.now();
    const now = [location.href, ...chosenOn(document), ...sourcesOf(document).map(writtenIn)].join('\n');
    if (now === written) return;
    written = now;
    // A page that writes without end is read ever more rarely.
    betweenMs = Math.min(betweenMs * 2, SELDOM_MS);
    void read();
  };

  const changes = new MutationObserver(() => {
    moved();
    later();
  });
  const watch = () => changes.observe(document, WRITTEN);
  let until: ReturnType<typeof setTimeout> | undefined;
  const watchAWhile = () => {
    watch();
    clearTimeout(until);
    until = setTimeout(() => salon.sheet.opened.peek() || changes.disconnect(), LATE_MS);
  };
  const moved = () => {
    if (location.href === address) return;
    address = location.href;
    readAt = 0;
    betweenMs = BETWEEN_MS;
    clearTimeout(soon);
    soon = undefined;
    watchAWhile();
    later();
  };
  const navigation = Reflect.get(window, 'navigation') as EventTarget | undefined;
  // Told at once where the browser tells of it, and what stands there was written for the page before; elsewhere
  // noticed by what the page writes next, which is its own.
  listen([navigation ?? null], ['currententrychange'], () => {
    ages.look(address);
    moved();
  });
  listen([document], ['change'], later);
  effect(() => {
    if (salon.sheet.opened.value) {
      betweenMs = BETWEEN_MS;
      later();
    }
    watchAWhile();
  });
  lasting.push(() => changes.disconnect());
  look();
  return { read };
}

/** Reads again with more care where the page wants it. */
async function carefully<T>(reading: () => T): Promise<T> {
  try {
    return reading();
  } catch (error) {
    if (!(error instanceof WantsCare)) throw error;
    readCarefully((await import('./slips.ts')).slips);
    return reading();
  }
}

const WRITTEN = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['content', 'href'],
};

/** The address that this page was loaded from; a router may have changed it since. */
function loadedAt(): string {
  const [load] = performance.getEntriesByType?.('navigation') ?? [];
  return load?.name || location.href;
}
