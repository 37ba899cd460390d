import { effect } from '@preact/signals-core';
import { holdPage, keepInside } from './models/phone.ts';
import type { Salon } from './models/salon.ts';
import { onPageChange } from './product/page-change.ts';
import { readProduct } from './product/page-product.ts';
import { ProductCard } from './views/ProductCard.tsx';

/** What the widget reads of the page around it, and the little that it does to it while the sheet covers it. */
export interface Surroundings {
  /** Reads the page's product anew. */
  read: () => void;
  ProductCard: typeof ProductCard;
}

export function lookAround(salon: Salon, dialog: HTMLElement): Surroundings {
  const read = () => {
    try {
      salon.product.value = readProduct(document, location.href, salon.page.context().product);
    } catch (error) {
      // What a page hands over may be anything, getters that throw too.
      console.warn('[Salon]', error);
    }
  };
  read();
  onPageChange(read);
  dialog.addEventListener('keydown', (event) => keepInside(event, dialog));
  effect(() => (salon.opened.value ? holdPage(salon.page.host, dialog) : undefined));
  return { read, ProductCard };
}
