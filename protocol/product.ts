import type { Product } from './entries.ts';

/* How a product is told on either screen. Its fields are a page's words. */

/** Three decimals read as thousands elsewhere: 49.5 dinars are not written 49.500. */
const THREE_DECIMALS = /BHD|JOD|KWD|LYD|OMR|TND/;

/** What it costs, in a reader's way of writing money where amount and currency are such, else as it came. */
export function priceOf({ price = '', currency = '' }: Product, locale: string): string {
  try {
    if (price && Number(price) >= 0)
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
        minimumFractionDigits: THREE_DECIMALS.test(currency) ? 0 : undefined,
      }).format(Number(price));
  } catch {
    // A currency that is none.
  }
  return price && `${price} ${currency}`.trim();
}

/** Which one of it; empty where the name ends with it. A size S is not said by the last letter of a name. */
export const variantOf = ({ name, variant = '' }: Product): string =>
  ` ${name}`.endsWith(` ${variant}`) ? '' : variant;
