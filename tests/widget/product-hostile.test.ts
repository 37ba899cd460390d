// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { readProduct as asTheRelay } from '../../protocol/entries.ts';
import { aPage, readProduct } from './product-page.ts';

const HERE = 'https://aurele.example/silk/carre';
const carre = { '@type': 'Product', name: 'Carré', offers: { price: '420.00', priceCurrency: 'EUR' } };
const read = (...scripts: unknown[]) => readProduct(aPage(scripts), HERE, undefined);
const timed = <T>(name: string, work: () => T): T => {
  const from = performance.now();
  const told = work();
  if (process.env.SHOW_TIMES) console.log(name, Math.round(performance.now() - from));
  return told;
};

/** Each of these takes some milliseconds; what took minutes would not end within the test. */
describe('a page that is too much', () => {
  it.each([
    ['half a megabyte of spaces before', `${' '.repeat(500_000)}x${JSON.stringify(carre)}`],
    ['half a megabyte of spaces behind', `${JSON.stringify(carre)}x${' '.repeat(500_000)}x`],
    ['half a megabyte of slashes and spaces', '// '.repeat(170_000)],
    ['half a megabyte of commas and spaces', `{"a":[${', '.repeat(240_000)}`],
    ['half a megabyte of open brackets', '['.repeat(500_000)],
  ])('%s', (name, text) => {
    expect(timed(name, () => read(text, carre))?.name).toBe('Carré');
  });

  it('ten thousand levels, two thousand products, and references in a ring', () => {
    const deep = `{"@type":"Product","name":"Deep","a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`;
    expect(timed('deep', () => read(deep))?.name).toBe('Deep');
    const others = Array.from({ length: 2_000 }, (_, i) => ({
      ...carre,
      '@id': `/other/${i}`,
      url: `/other/${i}`,
      isRelatedTo: [{ '@id': `/other/${i + 1}` }],
    }));
    expect(timed('many', () => read({ ...carre, hasVariant: others }, others))?.name).toBe('Carré');
    const ring = [
      { ...carre, offers: { '@id': '#a' } },
      { '@id': '#a', '@type': 'Offer', offers: { '@id': '#b' } },
      { '@id': '#b', '@type': 'Offer', offers: { '@id': '#a' }, itemOffered: { '@id': '#a' } },
    ];
    expect(timed('ring', () => read(ring))).toMatchObject({ name: 'Carré' });
    const said: Record<string, unknown> = { name: 'Said' };
    said.offers = { offers: said };
    (said.offers as Record<string, unknown>).offers = said.offers;
    expect(readProduct(aPage([]), HERE, said)).toMatchObject({ name: 'Said' });
  });

  it('microdata among twenty thousand elements, and a thousand items', () => {
    const product = 'itemscope itemtype="https://schema.org/Product"';
    const body = `<main ${product}><h1 itemprop="name">Carré</h1>${'<i><b></b></i>'.repeat(10_000)}</main>`;
    const page = aPage([], { body });
    expect(timed('elements', () => readProduct(page, HERE, undefined))?.name).toBe('Carré');
    const list = aPage([], { body: `<ul>${`<li ${product}><b itemprop="name">x</b></li>`.repeat(1_000)}</ul>` });
    expect(timed('items', () => readProduct(list, HERE, undefined))).toBeNull();
    const nested = aPage([], { body: `<div ${product} itemprop="a"><b itemprop="name">x</b>`.repeat(400) });
    timed('nested', () => readProduct(nested, HERE, undefined));
  });

  it('whatever was read is what the relay takes', () => {
    const long = '👜'.repeat(5_000);
    const everything = {
      ...{ name: long, brand: { name: long }, sku: long, variant: long, category: long, color: long },
      ...{ image: `https://aurele.example/${'x'.repeat(4_000)}`, url: `https://aurele.example/${'x'.repeat(4_000)}` },
      offers: { price: '9'.repeat(90), priceCurrency: long },
    };
    for (const told of [readProduct(aPage([]), HERE, everything), read({ ...everything, '@type': 'Product' })]) {
      if (!told) continue;
      expect(asTheRelay(told)).toEqual(told);
      expect(JSON.stringify(told)).not.toMatch(/\\ud[89ab]/i);
    }
  });
});
