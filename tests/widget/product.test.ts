// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { readAmount } from '../../widget/product/price.ts';
import { textOf } from '../../widget/product/product-of.ts';
import { aPage, readProduct } from './product-page.ts';

const HERE = 'https://aurele.example/silk/carre?utm_source=x&email=ada@example.com';

const page = (scripts: unknown[], metas: Record<string, string> = {}, canonical?: string) =>
  aPage(scripts, canonical ? { metas, canonical } : { metas });
const read = (...scripts: unknown[]) => readProduct(page(scripts), HERE, undefined);
const carre = { '@type': 'Product', name: 'Carré', sku: 'C90', offers: { price: '420.00', priceCurrency: 'EUR' } };
const priced = { name: 'Carré', price: '420', currency: 'EUR' };

afterEach(() => expect(Reflect.get({}, 'polluted')).toBeUndefined());

describe('the product in JSON-LD', () => {
  it.each([
    ['a root object', carre],
    ['a root array', [{ '@type': 'Organization', name: 'Aurèle' }, carre]],
    ['a graph', { '@graph': [{ '@type': 'WebPage' }, carre] }],
    ['a graph within a graph', { '@graph': [{ '@graph': [carre] }] }],
    ['mainEntity of a page', { '@type': 'ItemPage', name: 'Page', mainEntity: carre }],
    ['several types', { ...carre, '@type': ['Product', 'IndividualProduct'] }],
    ['a full IRI', { ...carre, '@type': 'http://schema.org/Product' }],
    ['a prefix', { ...carre, '@type': 'schema:Product' }],
    ['offers as an array', { ...carre, offers: [carre.offers] }],
    [
      'an aggregate',
      { ...carre, offers: { '@type': 'AggregateOffer', lowPrice: 420, highPrice: 900, priceCurrency: 'EUR' } },
    ],
    ['an aggregate of offers', { ...carre, offers: { '@type': 'AggregateOffer', offers: [carre.offers] } }],
    [
      'only a price specification',
      { ...carre, offers: [{ priceSpecification: [{ price: '420.00', priceCurrency: 'EUR' }] }] },
    ],
    [
      'a struck-out price first',
      {
        ...carre,
        offers: {
          priceSpecification: [
            { price: 500, priceCurrency: 'EUR', priceType: 'https://schema.org/ListPrice' },
            { price: 420, priceCurrency: 'EUR' },
          ],
        },
      },
    ],
    [
      'an offer by reference',
      {
        '@graph': [
          { ...carre, offers: { '@id': '#o' } },
          { '@id': '#o', ...carre.offers },
        ],
      },
    ],
    ['CDATA around it', `//<![CDATA[\n${JSON.stringify(carre)}\n//]]>`],
    ['an HTML comment around it', `<!--${JSON.stringify(carre)}-->`],
    ['a byte order mark', `\uFEFF${JSON.stringify(carre)}`],
    ['trailing commas', `{"@type":"Product","name":"Carré","offers":{"price":"420.00","priceCurrency":"EUR",},}`],
    [
      'raw line ends in strings',
      `{"@type":"Product","name":"Carré","description":"a\nb","offers":{"price":420,"priceCurrency":"EUR"}}`,
    ],
  ])('%s', (_, json) => {
    expect(read(json)).toMatchObject(priced);
  });

  it('one broken script does not hide another', () => {
    expect(read('{ "@type": "Product", ', 'not json', carre)).toMatchObject(priced);
  });

  it('of blocks that disagree, the one that names this page stands, then the one with offers', () => {
    const theme = { '@type': 'Product', name: 'By the theme' };
    const seo = { ...carre, name: 'By the plugin' };
    const own = { '@type': 'Product', name: 'By the address', url: 'https://aurele.example/silk/carre/' };
    expect(read(theme, seo)?.name).toBe('By the plugin');
    expect(read(theme, seo, own)?.name).toBe('By the address');
    expect(readProduct(page([seo, { ...own, url: '/a' }], {}, '/a'), HERE, undefined)?.name).toBe('By the address');
  });

  it('neighbours on the page are not its product', () => {
    expect(read({ ...carre, isRelatedTo: [{ '@type': 'Product', name: 'Other', offers: {} }] })?.name).toBe('Carré');
    const list = {
      '@type': 'ItemList',
      itemListElement: [{ '@type': 'ListItem', item: { '@type': 'Product', name: 'x' } }],
    };
    expect(read(list)).toBeNull();
  });

  it('of a group, the variant that the address names', () => {
    const variant = (sku: string, color: string, price: number) => ({
      '@type': 'Product',
      sku,
      color,
      name: `Carré ${color}`,
      url: `https://aurele.example/silk/carre?variant=${sku}`,
      offers: { price, priceCurrency: 'EUR' },
    });
    const group = {
      '@type': 'ProductGroup',
      productGroupID: 'C',
      name: 'Carré',
      hasVariant: [variant('1', 'Ivory', 420), variant('2', 'Red', 430)],
    };
    const at = (href: string) => readProduct(page([group]), href, undefined);
    expect(at('https://aurele.example/silk/carre?variant=2')).toMatchObject({ variant: 'Red', sku: '2', price: '430' });
    expect(at('https://aurele.example/silk/carre')).toMatchObject({ name: 'Carré', sku: 'C', price: '420' });
  });

  it.each([
    ['brand', { brand: 'Aurèle' }, 'Aurèle'],
    ['brand', { brand: { '@type': 'Brand', name: 'Aurèle' } }, 'Aurèle'],
    ['brand', { brand: [{ name: 'Aurèle' }] }, 'Aurèle'],
    ['brand', { manufacturer: { name: 'Aurèle' } }, 'Aurèle'],
    ['sku', { sku: 1234 }, '1234'],
    ['sku', { sku: undefined, mpn: 'M1' }, 'M1'],
    ['category', { category: [{ name: 'Silk' }] }, 'Silk'],
    ['image', { image: '//cdn.example/a.jpg' }, 'https://cdn.example/a.jpg'],
    ['image', { image: ['/a.jpg', '/b.jpg'] }, 'https://aurele.example/a.jpg'],
    ['image', { image: { '@type': 'ImageObject', contentUrl: '/c.jpg' } }, 'https://aurele.example/c.jpg'],
    ['image', { image: 'javascript:alert(1)' }, undefined],
    ['image', { image: 'data:image/png;base64,xx' }, undefined],
    ['name', { name: 'Silk &amp; <b>wool</b>&#8211;mix' }, 'Silk & wool –mix'],
    ['price', { offers: {} }, undefined],
  ] as const)('%s from %j', (field, change, value) => {
    expect(read({ ...carre, ...change })?.[field]).toBe(value);
  });

  it('X01, X07: hostile names stay text, and nothing is merged into anything', () => {
    const json = `{"@type":"Product","name":"<img src=x onerror=alert(1)>Bag","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
    expect(read(json)).toMatchObject({ name: 'Bag' });
    expect(read({ ...carre, name: 'x'.repeat(2_000_000) })).toBeNull();
    expect(read(`{"@type":"Product","name":"deep","a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`)?.name).toBe('deep');
  });
});

describe('other ways', () => {
  const metas = {
    'og:type': 'product',
    'og:title': 'Carré',
    'product:price:amount': '420.00',
    'product:price:currency': 'EUR',
  };

  it('OpenGraph stands in where there is no JSON-LD, in both spellings', () => {
    expect(readProduct(page([], metas), HERE, undefined)).toMatchObject(priced);
    const other = { 'og:title': 'Carré', 'og:price:amount': '420', 'og:price:currency': 'EUR', 'og:image': '/a.jpg' };
    expect(readProduct(page([], other), HERE, undefined)).toMatchObject({
      ...priced,
      image: 'https://aurele.example/a.jpg',
    });
    expect(readProduct(page([], { 'og:type': 'article', 'og:title': 'News' }), HERE, undefined)).toBeNull();
  });

  it('what the page says itself wins, and null says that there is none', () => {
    expect(
      readProduct(page([carre], metas), HERE, { name: 'Said', sku: 'S', price: 12.5, currency: 'EUR' }),
    ).toMatchObject({
      name: 'Said',
      price: '12.5',
      currency: 'EUR',
    });
    expect(readProduct(page([carre]), HERE, null)).toBeNull();
    for (const nonsense of [7, 'x', [], {}, { name: {} }])
      expect(readProduct(page([carre]), HERE, nonsense)).toMatchObject(priced);
  });

  it('P05: an address keeps no query but the variant’s', () => {
    expect(read(carre)?.url).toBe('https://aurele.example/silk/carre');
    expect(readProduct(page([carre]), `${HERE}&variant=2#reviews`, undefined)?.url).toBe(
      'https://aurele.example/silk/carre?variant=2',
    );
  });
});

describe('a price as people write it', () => {
  it.each([
    [1250, '1250'],
    ['1250.00', '1250'],
    ['1.250,00', '1250'],
    ['1,250', '1250'],
    ['1,250.50', '1250.50'],
    ['€ 1 250', '1250'],
    ["1'250.00 CHF", '1250'],
    ['12.5', '12.5'],
    ['1.234.567', '1234567'],
    ['price on request', ''],
    [Number.NaN, ''],
    [undefined, ''],
  ])('%j is %j', (written, amount) => {
    expect(readAmount(written)).toBe(amount);
  });

  it('a template that was never filled in says nothing', () => {
    for (const empty of ['{{ product.title }}', 'undefined', '[object Object]']) expect(textOf(empty, 80)).toBe('');
  });
});
