import { slips } from './careful.ts';
import { nodesIn } from './node.ts';

/**
 * A price as schema.org, OpenGraph and `Salon.context` give it, as a plain decimal: digits with a point are a decimal
 * whatever their number, "49.500" KWD is 49.5. What is not written so is read as a page's own words.
 */
export function readAmount(value: unknown): string {
  // What is neither a number nor text, or a number that is written with an exponent, is no price.
  const text = /^(number|string)$/.test(typeof value) ? `${value}`.trim() : '';
  return typeof value === 'number' && /[^\d.]/.test(text)
    ? ''
    : /^\d{1,15}(\.\d{1,9})?$/.test(text)
      ? short(text)
      : slips().words(text);
}

/** Without the zeros that say nothing: "420.00" is 420, "49.500" is 49.5; "12.50" stays as money is written. */
export function short(amount: string): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const said = decimals.replace(/0+$/, '');
  const kept = decimals.length === 2 && said ? decimals : said;
  return kept ? `${whole}.${kept}` : whole;
}

const STRUCK_OUT = /ListPrice|SRP|StrikethroughPrice/;
const MAX_DEPTH = 4;

/** The price that is asked now, from an offer, several, an aggregate, or only a price specification. */
export function readPrice(offers: unknown, depth = 0): { price: string; currency: string } {
  for (const offer of nodesIn(offers)) {
    const specifications = nodesIn(offer.priceSpecification);
    const current = specifications.find((one) => !STRUCK_OUT.test(`${one.priceType ?? ''}`)) ?? specifications[0];
    const currency = textIn(offer.priceCurrency ?? current?.priceCurrency);
    const price = readAmount(offer.price ?? current?.price ?? offer.lowPrice);
    if (price) return { price, currency };
    if (!offer.offers || depth > MAX_DEPTH) continue;
    const inner = readPrice(offer.offers, depth + 1);
    if (inner.price) return { price: inner.price, currency: inner.currency || currency };
  }
  return { price: '', currency: '' };
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
