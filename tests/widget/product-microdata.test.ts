// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { aPage, readProduct } from './product-page.ts';

const HERE = 'https://aurele.example/mug';
const PRODUCT = 'itemscope itemtype="https://schema.org/Product"';
const OFFER = 'itemscope itemtype="https://schema.org/Offer"';
const read = (body: string, scripts: unknown[] = [], metas = {}) =>
  readProduct(aPage(scripts, { body, metas }), HERE, undefined);
const price = (inside: string) =>
  `<div itemprop="offers" ${OFFER}><meta itemprop="priceCurrency" content="EUR">${inside}</div>`;
const mug = (inside = price('<span itemprop="price" content="14.28">14,28 €</span>')) =>
  `<main ${PRODUCT}><h1 itemprop="name">Mug Aube</h1>${inside}</main>`;

describe('case 16: schema.org written as attributes', () => {
  it('a name, and a price as its attribute says it', () => {
    expect(read(mug())).toEqual({ name: 'Mug Aube', price: '14.28', currency: 'EUR', url: HERE });
  });

  it.each([
    ['14,28 €', '14.28'],
    ['€ 1.250', '1250'],
    ['1.250,00 €', '1250'],
    ['EUR 1,250.00', '1250'],
  ])('a price as the page’s own words, "%s"', (words, amount) => {
    expect(read(mug(price(`<b itemprop="price">${words}</b>`)))?.price).toBe(amount);
  });

  it('every attribute that may carry a value', () => {
    const body = mug(`
      <img itemprop="image" src="/mug.webp"><a itemprop="url" href="/mug">Mug</a><data itemprop="sku" value="M-1">one</data>
      <p itemprop="brand" itemscope itemtype="https://schema.org/Brand"><span itemprop="name">Aurèle</span></p>
      <link itemprop="category" href="ignored"><meta itemprop="color" content="Dawn">
      ${price('<meta itemprop="price" content="49.500"><link itemprop="availability" href="https://schema.org/InStock">')}`);
    expect(read(body)).toMatchObject({
      name: 'Mug Aube',
      image: 'https://aurele.example/mug.webp',
      sku: 'M-1',
      brand: 'Aurèle',
      variant: 'Dawn',
      price: '49.5',
      url: HERE,
    });
  });

  it('an aggregate, several offers, and properties that stand elsewhere', () => {
    const low = `<div itemprop="offers" itemscope itemtype="http://schema.org/AggregateOffer"><span itemprop="lowPrice">12,00</span><span itemprop="priceCurrency">EUR</span></div>`;
    expect(read(mug(low))).toMatchObject({ price: '12', currency: 'EUR' });
    const apart = `<div ${PRODUCT} itemref="a b"></div><h1 id="a" itemprop="name">Mug Aube</h1><div id="b">${price('<b itemprop="price">14.28</b>')}</div>`;
    expect(read(apart)).toMatchObject({ name: 'Mug Aube', price: '14.28' });
  });

  it('the words of an inner item are not the product’s', () => {
    const review = `<div itemprop="review" itemscope itemtype="https://schema.org/Review"><b itemprop="name">Lovely</b></div>`;
    expect(read(mug(review))?.name).toBe('Mug Aube');
    expect(read(`<main ${PRODUCT}>${review}<h1 itemprop="name">Mug Aube</h1></main>`)?.name).toBe('Mug Aube');
  });

  it('neighbours and lists are no product of the page', () => {
    const one = (name: string) => `<li ${PRODUCT}><b itemprop="name">${name}</b></li>`;
    expect(read(`<ul>${one('A')}${one('B')}</ul>`)).toBeNull();
    expect(read(`${mug()}<ul>${one('A')}${one('B')}</ul>`)?.name).toBe('Mug Aube');
    const list = `<ol itemscope itemtype="https://schema.org/ItemList"><li itemprop="itemListElement" ${PRODUCT}><b itemprop="name">A</b></li></ol>`;
    expect(read(list)).toBeNull();
    const related = mug(`<div itemprop="isRelatedTo" ${PRODUCT}><b itemprop="name">Other</b></div>`);
    expect(read(related)?.name).toBe('Mug Aube');
  });

  it('is trusted after JSON-LD and before OpenGraph', () => {
    const json = { '@type': 'Product', name: 'By JSON', offers: {} };
    const metas = { 'og:type': 'product', 'og:title': 'By OpenGraph' };
    expect(read(mug(), [json], metas)?.name).toBe('By JSON');
    expect(read(mug(), [], metas)?.name).toBe('Mug Aube');
    expect(read('', [], metas)?.name).toBe('By OpenGraph');
  });

  it('an item that refers to itself, or within itself without end, ends', () => {
    expect(read(`<main id="m" ${PRODUCT} itemref="m m"><h1 itemprop="name">Mug Aube</h1></main>`)?.name).toBe(
      'Mug Aube',
    );
    const deep = '<div itemprop="isPartOf" itemscope>'.repeat(300) + '</div>'.repeat(300);
    expect(read(mug(deep))?.name).toBe('Mug Aube');
  });
});
