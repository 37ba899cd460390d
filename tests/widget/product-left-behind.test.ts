// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { createAges } from '../../widget/product/ages.ts';
import { addScript, aPage, type PageMade, readProduct } from './product-page.ts';

const SITE = 'https://aurele.example';
const offers = { price: '5200.00', priceCurrency: 'EUR' };
const azur = { '@type': 'Product', name: 'Montre Azur', url: '/azur', offers };
const brume = { '@type': 'Product', name: 'Bague Brume', offers: { price: '900.00', priceCurrency: 'EUR' } };
const untold = { ...azur, url: undefined };

/** A page that was loaded from one address and is at another now, seen for the first time. */
function movedPage(page: Document, to: string, from = '/azur') {
  const ages = createAges(page, SITE + from);
  ages.look(SITE + to);
  return readProduct(page, SITE + to, undefined, ages.ageOf)?.name;
}
/** A page that was seen at one address, and then at another after whatever its router did. */
function watchedPage(page: Document, to: string, after: () => void = () => undefined) {
  const ages = createAges(page, `${SITE}/azur`);
  ages.look(`${SITE}/azur`);
  after();
  ages.look(SITE + to);
  return readProduct(page, SITE + to, undefined, ages.ageOf)?.name;
}
const microdata = (name: string) =>
  `<h1>Azur</h1><main itemscope itemtype="https://schema.org/Product"><b itemprop="name">${name}</b></main>`;
const graph = (url?: string): PageMade['metas'] => ({
  'og:type': 'product',
  'og:title': 'Montre Azur',
  ...(url && { 'og:url': url }),
});

describe('case 12: a product that a router left behind', () => {
  it.each([
    ['a block with an address', () => aPage([azur])],
    ['a block without one', () => aPage([untold])],
    ['its canonical address beside it', () => aPage([azur], { canonical: '/azur' })],
    ['microdata', () => aPage([], { body: microdata('Montre Azur') })],
    ['metas with an address', () => aPage([], { metas: graph('/azur') ?? {} })],
    ['metas without one', () => aPage([], { metas: graph() ?? {} })],
  ])('is not the page’s that came after: %s', (_, made) => {
    expect(movedPage(made(), '/the-house')).toBeUndefined();
    expect(watchedPage(made(), '/the-house')).toBeUndefined();
    // Where nothing has moved, it is.
    expect(readProduct(made(), `${SITE}/azur`, undefined)?.name).toBe('Montre Azur');
  });

  it.each([
    ['with an address', azur, { ...brume, url: '/brume' }],
    ['of which the first has one', azur, brume],
    ['neither with an address', untold, brume],
  ])('of two blocks, %s, the later one is', (_, left, own) => {
    expect(movedPage(aPage([left, own]), '/brume')).toBe('Bague Brume');
    const page = aPage([left]);
    expect(watchedPage(page, '/brume', () => addScript(page, own))).toBe('Bague Brume');
  });

  it('what is written anew into the same element is the new page’s', () => {
    const page = aPage([untold]);
    const write = () => page.querySelector('script')?.replaceChildren(JSON.stringify(brume));
    expect(watchedPage(page, '/brume', write)).toBe('Bague Brume');
  });

  it('a page that nobody saw change calls its product by name', () => {
    const body = '<h1>Bague Brume</h1>';
    expect(movedPage(aPage([brume], { body }), '/brume')).toBe('Bague Brume');
    const titled = aPage([brume]);
    titled.title = 'Bague Brume, ring · Maison Aurèle';
    expect(movedPage(titled, '/brume')).toBe('Bague Brume');
    expect(movedPage(aPage([brume]), '/the-house')).toBeUndefined();
  });

  it('a home page with one rated best seller shows no product', () => {
    const rated = { ...azur, aggregateRating: { ratingValue: 5 } };
    expect(readProduct(aPage([rated], { body: '<h1>A house</h1>' }), `${SITE}/`, undefined)).toBeNull();
    expect(
      readProduct(aPage([{ ...rated, url: undefined, offers: { ...offers, url: '/azur' } }]), `${SITE}/`, undefined)
        ?.name,
    ).toBeUndefined();
  });

  it.each([
    ['a collection’s path', '/collections/watches/azur', {}],
    ['a language’s path', '/fr/azur', {}],
    ['another case and a slash', '/Azur/', {}],
    ['another host', '/azur', { url: 'https://www.elsewhere.example/azur' }],
    ['its canonical address', '/p/7', { canonical: '/azur' }],
    ['a variant', '/azur?variant=2', {}],
    ['a campaign', '/azur?utm_source=x', {}],
  ])('is still its page’s under %s', (_, path, { canonical, ...change }: { canonical?: string; url?: string }) => {
    const page = aPage([{ ...azur, ...change }], canonical ? { canonical } : {});
    expect(readProduct(page, SITE + path, undefined)?.name).toBe('Montre Azur');
  });

  it('a number in the query tells pages apart, and a router’s hash does', () => {
    const byNumber = aPage([{ ...azur, url: '/product.php?id=5' }]);
    expect(readProduct(byNumber, `${SITE}/product.php?id=5`, undefined)?.name).toBe('Montre Azur');
    expect(readProduct(byNumber, `${SITE}/product.php?id=6`, undefined)).toBeNull();
    const byHash = aPage([{ ...azur, url: '/#/azur' }]);
    expect(readProduct(byHash, `${SITE}/#/azur`, undefined)?.name).toBe('Montre Azur');
    expect(readProduct(byHash, `${SITE}/#/the-house`, undefined)).toBeNull();
  });

  it('a wrong address in the data yields to the page’s own heading', () => {
    const page = aPage([{ ...azur, url: 'https://aurele.example/' }], { body: '<h1>Montre <em>Azur</em></h1>' });
    expect(readProduct(page, `${SITE}/p/12`, undefined)?.name).toBe('Montre Azur');
  });

  it('a variant chosen in place leaves nothing behind', () => {
    expect(watchedPage(aPage([untold]), '/azur?variant=2')).toBe('Montre Azur');
  });
});
