// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { type Page, page } from '../../demo-site/site/layout.ts';
import { lookbookPages } from '../../demo-site/site/pages/lookbook.ts';
import { productPages } from '../../demo-site/site/pages/product.ts';
import { readProduct } from '../widget/product-page.ts';

const SHOP = 'https://shop.example';

/** What the widget reads on a page of the shop, at its address with this behind it. */
function readAt(one: Page, behind = '') {
  const { text } = page(one, (name) => name);
  const document = new DOMParser().parseFromString(text, 'text/html');
  return { document, product: readProduct(document, `${SHOP}/demo/${one.path}${behind}`, undefined) };
}
const named = (pages: Page[]) => pages.map((one) => [one.path, one] as const);

describe('what the desk is told of the shop’s products', () => {
  it('is asked of all twelve', () => expect(productPages).toHaveLength(12));

  it.each(named(productPages))('a picture, a price where there is one, and the piece as it is chosen: %s', (_, one) => {
    const { document, product } = readAt(one);
    const chosen = document.querySelector<HTMLInputElement>('input[name=variant]:checked');
    expect(product?.image).toBe(`${SHOP}/demo/pictures/${chosen?.dataset.plate}-1200.webp`);
    expect(product?.price ?? '').toBe(chosen?.dataset.price);
    expect(product?.sku).toMatch(new RegExp(`^${chosen?.value}`));
    expect(`${product?.variant} ${product?.name}`).toContain(chosen?.dataset.name);
  });

  it.each(named(productPages))('and so for each variant by its address: %s', (_, one) => {
    for (const input of readAt(one).document.querySelectorAll<HTMLInputElement>('input[name=variant]')) {
      const { product } = readAt(one, `?variant=${input.value}`);
      expect(product?.price ?? '').toBe(input.dataset.price);
      expect(product?.sku).toMatch(new RegExp(`^${input.value}`));
      expect(product?.image).toBe(`${SHOP}/demo/pictures/${input.dataset.plate}-1200.webp`);
      expect(product?.url).toContain(`?variant=${input.value}`);
    }
  });

  it.each(named(lookbookPages))('a look shows the piece that its heading names: %s', (_, one) => {
    const { document, product } = readAt(one);
    expect(product?.name).toBe(document.querySelector('h1')?.textContent);
    expect(product?.image).toBeTruthy();
  });
});
