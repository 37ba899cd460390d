import { FRAGRANCE } from './catalogue/fragrance.ts';
import { GLASS } from './catalogue/glass.ts';
import { JEWELLERY } from './catalogue/jewellery.ts';
import { LEATHER } from './catalogue/leather.ts';
import { SILK } from './catalogue/silk.ts';
import { WATCHES } from './catalogue/watches.ts';
import type { Product, Variant } from './product.ts';
import type { RoomId } from './rooms.ts';

export const PRODUCTS: Product[] = [...SILK, ...LEATHER, ...WATCHES, ...GLASS, ...JEWELLERY, ...FRAGRANCE];

export const productsIn = (id: RoomId) => PRODUCTS.filter((product) => product.room === id);

export const first = (product: Product): Variant => {
  const [variant] = product.variants;
  if (!variant) throw new Error(`"${product.slug}" has no variant`);
  return variant;
};

export const productPath = ({ room, slug }: Product) => `/demo/${room}/${slug}/`;

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
export const priceText = (price: number | undefined) =>
  price === undefined ? 'Price on request' : euros.format(price);
