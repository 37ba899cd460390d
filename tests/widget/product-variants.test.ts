// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { aPage, readProduct } from './product-page.ts';

const SITE = 'https://aurele.example';
const offer = (variant: string, price: string, more = {}) => ({
  '@type': 'Offer',
  price,
  priceCurrency: 'EUR',
  url: `/products/foulard?variant=${variant}`,
  ...more,
});
const foulard = { '@type': 'Product', name: 'Foulard', sku: 'F', url: '/products/foulard' };
const variant = (id: string, size: string, sku: string, price: string, more = {}) => ({
  '@type': 'Product',
  '@id': `/products/foulard?variant=${id}#variant`,
  name: `Foulard, ${size}`,
  sku,
  offers: offer(id, price),
  ...more,
});
const group = {
  '@type': 'ProductGroup',
  name: 'Foulard',
  productGroupID: '77',
  url: '/products/foulard',
  hasVariant: [variant('41', 'small', 'F-S', '180.00'), variant('42', 'large', 'F-L', '420.00')],
};
const large = {
  name: 'Foulard, large',
  price: '420',
  currency: 'EUR',
  sku: 'F-L',
  url: `${SITE}/products/foulard?variant=42`,
};
const at = (json: unknown, path = '/products/foulard?variant=42', body = '') =>
  readProduct(aPage([json], { body }), SITE + path, undefined);

describe('case 10: the variant that the address asks for', () => {
  it.each([
    ['offers that carry the addresses', group],
    [
      'offers without addresses',
      { ...group, hasVariant: group.hasVariant.map((one) => ({ ...one, offers: { ...one.offers, url: undefined } })) },
    ],
    [
      'references into a graph',
      {
        '@graph': [
          { ...group, hasVariant: group.hasVariant.map((one) => ({ '@id': one['@id'] })) },
          ...group.hasVariant,
        ],
      },
    ],
    [
      'variants that point at their group',
      {
        '@graph': [
          { ...group, '@id': '#g', hasVariant: undefined },
          ...group.hasVariant.map((one) => ({ ...one, url: one.offers.url, isVariantOf: { '@id': '#g' } })),
        ],
      },
    ],
    [
      'names of another system',
      {
        ...group,
        hasVariant: group.hasVariant.map((one, i) => ({
          ...one,
          '@id': `gid://shop/ProductVariant/${41 + i}`,
          offers: { ...one.offers, url: undefined },
        })),
      },
    ],
    ['more of a query than it names', group, '/products/foulard?utm_source=x&variant=42&email=ada@example.com'],
    ['a number', group, '/products/foulard?sku=F-L', { url: `${SITE}/products/foulard?variant=42` }],
  ])('of a group, by %s', (_, json, path?: string, other?: object) => {
    expect(at(json, path)).toMatchObject({ ...large, ...other });
  });

  it.each([
    ['a list', { ...foulard, offers: [offer('41', '180.00', { sku: 'F-S' }), offer('42', '420.00', { sku: 'F-L' })] }],
    [
      'an aggregate',
      {
        ...foulard,
        offers: {
          '@type': 'AggregateOffer',
          lowPrice: '180',
          priceCurrency: 'EUR',
          offers: [offer('41', '180.00'), offer('42', '420.00', { sku: 'F-L' })],
        },
      },
    ],
    [
      'a list without addresses, by number',
      {
        ...foulard,
        offers: [
          { ...offer('', '180.00', { sku: '41' }), url: undefined },
          { ...offer('', '420.00', { sku: '42' }), url: undefined },
        ],
      },
      { sku: '42' },
    ],
  ])('of one product, by %s of offers', (_, json, other?: object) => {
    expect(at(json)).toMatchObject({ ...large, name: 'Foulard', ...other });
  });

  it('a number is not found within another', () => {
    expect(at(group, '/products/foulard?variant=2')).toMatchObject({ name: 'Foulard' });
    expect(at(group, '/products/foulard?variant=142')?.name).toBe('Foulard');
  });

  it('of a variant that the page does not know, neither price nor number is told', () => {
    const told = at(group, '/products/foulard?variant=43');
    expect(told).toEqual({ name: 'Foulard', url: `${SITE}/products/foulard?variant=43`, sku: '77' });
    const single = { ...foulard, url: '/products/foulard?variant=41', offers: offer('41', '180.00') };
    expect(at(single)).toEqual({ name: 'Foulard', url: `${SITE}/products/foulard?variant=42` });
  });

  it('without one in the address, the choice that stands in the shop’s form, else the group', () => {
    const form = (field: string) => `<form>${field}</form>`;
    expect(at(group, '/products/foulard', form('<input type="radio" name="v" value="F-L" checked>'))).toMatchObject(
      large,
    );
    expect(at(group, '/products/foulard', form('<select><option>F-S<option selected>F-L</select>'))).toMatchObject(
      large,
    );
    expect(at(group, '/products/foulard')).toMatchObject({ name: 'Foulard', sku: '77', price: '180' });
    // The address is the later word.
    expect(at(group, undefined, form('<input type="radio" name="v" value="F-S" checked>'))).toMatchObject(large);
  });

  it('by colour and size, and by a page of its own', () => {
    const described = {
      ...group,
      hasVariant: group.hasVariant.map((one, i) => ({
        ...one,
        color: 'Red',
        size: ['S', 'L'][i],
        '@id': `#${i}`,
        offers: { ...one.offers, url: undefined },
      })),
    };
    expect(at(described, '/products/foulard?color=red&size=l')).toMatchObject({
      name: 'Foulard, large',
      price: '420',
      url: `${SITE}/products/foulard?color=red&size=l`,
    });
    const pages = {
      ...group,
      hasVariant: [
        variant('41', 'small', 'F-S', '180', {
          '@id': '#s',
          offers: { ...offer('', '180'), url: '/products/foulard-s' },
        }),
        variant('42', 'large', 'F-L', '420', {
          '@id': '#l',
          offers: { ...offer('', '420'), url: '/products/foulard-l' },
        }),
      ],
    };
    expect(at(pages, '/products/foulard-l')).toMatchObject({ name: 'Foulard, large', price: '420' });
  });

  it('a group shows a picture of its variants where it has none of its own', () => {
    const pictured = { ...group, hasVariant: group.hasVariant.map((one) => ({ ...one, image: `/${one.sku}.webp` })) };
    expect(at(pictured)?.image).toBe(`${SITE}/F-L.webp`);
    expect(at(pictured, '/products/foulard')?.image).toBe(`${SITE}/F-S.webp`);
  });
});

describe('case 11: schema.org’s point is decimal', () => {
  const priced = (price: unknown, priceCurrency: string) => at({ ...foulard, offers: { price, priceCurrency } })?.price;
  it.each([
    ['49.500', 'KWD', '49.5'],
    ['1450.000', 'TND', '1450'],
    ['120.750', 'OMR', '120.75'],
    ['0.500', 'BHD', '0.5'],
    ['1299.000', 'EUR', '1299'],
    ['1299.000000', 'EUR', '1299'],
    ['12.50', 'EUR', '12.50'],
    [49.5, 'KWD', '49.5'],
    [1e21, 'EUR', undefined],
    ['1.250,00', 'EUR', '1250'],
    ['€ 1.250', 'EUR', '1250'],
    ['1,250', 'EUR', '1250'],
    ['1.234.567', 'EUR', '1234567'],
  ])('%j %s is %s', (written, currency, amount) => {
    expect(priced(written, currency)).toBe(amount);
  });

  it('in OpenGraph, in a specification and in what the page says itself', () => {
    const metas = { 'og:title': 'Flacon', 'product:price:amount': '49.500', 'product:price:currency': 'KWD' };
    expect(readProduct(aPage([], { metas }), SITE, undefined)).toMatchObject({ price: '49.5', currency: 'KWD' });
    const specified = { ...foulard, offers: { priceSpecification: { price: '49.500', priceCurrency: 'KWD' } } };
    expect(at(specified)).toMatchObject({ price: '49.5', currency: 'KWD' });
    const said = { name: 'Flacon', price: '49.500', currency: 'KWD' };
    expect(readProduct(aPage([]), SITE, said)).toMatchObject({ price: '49.5', currency: 'KWD' });
  });
});
