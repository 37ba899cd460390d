import type { Product } from './entries.ts';

/* How a product is told on either screen. Its fields are a page's words. */

/** Three decimals read as thousands elsewhere: 49.5 dinars are not written 49.500. */
const THREE_DECIMALS = /BHD|JOD|KWD|LYD|OMR|TND/;

/** What it costs, in a reader's way of writing money where amount and currency are such, else as it came. */
export function priceOf({ price, currency }: Product, locale: string): string {
  if (!price) return '';
  try {
    const amount = Number(price);
    if (currency && amount < Number.POSITIVE_INFINITY)
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
        minimumFractionDigits: THREE_DECIMALS.test(currency) ? 0 : undefined,
      }).format(amount);
  } catch {
    // A currency that is none.
  }
  return [price, currency].filter(Boolean).join(' ');
}

/** Which one of it; empty where the name says so already. */
export const variantOf = ({ name, variant = '' }: Product): string => (name.includes(variant) ? '' : variant);
