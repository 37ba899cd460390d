import { isNode, joined, type Node, nodesIn } from './node.ts';

/** A price as it is written on pages, as a plain decimal; empty when it is no number. "1.250,00" is 1250.00. */
export function readAmount(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value !== 'string') return '';
  const digits = value.replace(/[^\d.,]/g, '').replace(/^[.,]+|[.,]+$/g, '');
  if (!/\d/.test(digits)) return '';
  const separator = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const decimals = separator < 0 ? '' : digits.slice(separator + 1);
  const kinds = new Set(digits.replace(/\d/g, ''));
  const groups = digits.split(/[.,]/).length - 1;
  // One kind of separator before exactly three digits groups thousands; of two kinds the last is the decimal one.
  const decimal = separator >= 0 && (kinds.size === 2 || (groups === 1 && decimals.length !== 3));
  const whole = (decimal ? digits.slice(0, separator) : digits).replace(/[.,]/g, '');
  return decimal && Number(decimals) > 0 ? `${whole}.${decimals}` : whole;
}

const STRUCK_OUT = /ListPrice|SRP|StrikethroughPrice/;

/** The price that is asked now, from an offer, several, an aggregate, or only a price specification. */
export function readPrice(offers: unknown, all: readonly Node[]): { price: string; currency: string } {
  for (const raw of nodesIn(offers)) {
    const offer = joined(raw, all) ?? raw;
    const specifications = nodesIn(offer.priceSpecification);
    const current = specifications.find((one) => !STRUCK_OUT.test(String(one.priceType ?? ''))) ?? specifications[0];
    const currency = String(offer.priceCurrency ?? current?.priceCurrency ?? '').trim();
    const price = readAmount(offer.price ?? current?.price ?? offer.lowPrice);
    if (price) return { price, currency };
    if (isNode(offer) && offer.offers) {
      const inner = readPrice(offer.offers, all);
      if (inner.price) return inner;
    }
  }
  return { price: '', currency: '' };
}
