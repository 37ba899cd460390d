import type { Product } from '../../protocol/entries.ts';
import type { Memory } from './memory.ts';

/** The page's product to go along with what she sends, unless it was the last one that did. */
export function newProduct(memory: Memory, product: Product | null): Product | null {
  if (!product) return null;
  const along = [product.name, product.sku, product.variant].join();
  if (memory.kept().along === along) return null;
  memory.keep({ along });
  return product;
}
