import { isPlace, placeOf } from './place.ts';

/** Since when a piece of a page's data stands in it: written for this page, for one before it, or nobody knows. */
export type Age = 'here' | 'before' | 'unsure';
export type Ages = (source: Element) => Age;

/** Where a page tells of a product besides JSON-LD. */
export const OTHER_WAYS =
  '[itemscope][itemtype*="Product"],[property*="price:amount"],[name*="price:amount"],[property="og:type"][content*="product"]';
/** What a page may say of a product with: each stands there since some address. */
const SOURCES = `script[type="application/ld+json" i],link[rel="canonical"],[property="og:title"],[property="og:url"],${OTHER_WAYS}`;
const MAX_SOURCES = 400;

export const sourcesOf = (page: Document): Element[] => [...page.querySelectorAll(SOURCES)].slice(0, MAX_SOURCES);

/** What is written in it now; a router that writes into the same element has written anew. */
export function writtenIn(source: Element): string {
  const one = source.querySelector('[itemprop="name"]') ?? source;
  return one.getAttribute('content') ?? one.getAttribute('href') ?? one.textContent ?? '';
}

/**
 * Routers change a page's address and leave what was written for the page before, or take their time to take it
 * out. Whoever looks before and after each change knows which is which; what was there at the first look, on a page
 * that is not the one that was loaded, nobody knows.
 */
export function createAges(page: Document, loaded: string) {
  const seen = new WeakMap<Element, { written: string; place: string | null }>();
  let first = true;
  let here = placeOf(loaded, loaded);
  return {
    /** All that stands there now, under this address. Call it at every change of either. */
    look(address: string): void {
      const place = placeOf(address, address);
      const unsure = first && !isPlace(place, here);
      for (const source of sourcesOf(page)) {
        const written = writtenIn(source);
        if (seen.get(source)?.written !== written) seen.set(source, { written, place: unsure ? null : place });
      }
      first = false;
      here = place;
    },
    ageOf(source: Element): Age {
      const place = seen.get(source)?.place;
      return place === null ? 'unsure' : place === undefined || place === here ? 'here' : 'before';
    },
  };
}
