import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, describe, expect, it } from 'vitest';
import { buildDemo, buildFront } from '../../demo-site/build.ts';

const root = mkdtempSync(join(tmpdir(), 'salon-shop-'));
buildDemo(join(root, 'demo'));
buildFront(join(root, 'front'));
afterAll(() => rmSync(root, { recursive: true }));

const SNIPPET = '<script async crossorigin src="/salon.js" data-brand="maison-aurele"></script>';

const files = readdirSync(join(root, 'demo'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('index.html'),
);
const pages = files.map((file) => {
  const text = readFileSync(join(root, 'demo', file), 'utf8');
  return { address: `/demo/${file.replace(/index\.html$/, '')}`, text, document: new JSDOM(text).window.document };
});
const front = readFileSync(join(root, 'front/index.html'), 'utf8');

/** The file behind an address of the built site. */
const fileOf = (address: string): string => {
  const { pathname } = new URL(address, 'http://shop.example');
  return join(
    root,
    pathname.startsWith('/demo/') ? '.' : 'front',
    pathname.endsWith('/') ? `${pathname}index.html` : pathname,
  );
};

const dataOf = (document: Document): unknown[] =>
  [...document.querySelectorAll('script[type="application/ld+json"]')].map((block) =>
    JSON.parse(block.textContent ?? ''),
  );

/** Every object in the data whose type says product or group of products. */
function products(data: unknown): Record<string, unknown>[] {
  if (Array.isArray(data)) return data.flatMap(products);
  if (typeof data !== 'object' || data === null) return [];
  const one = data as Record<string, unknown>;
  const here = [one['@type']].flat().some((type) => type === 'Product' || type === 'ProductGroup');
  return here ? [one] : Object.values(one).flatMap(products);
}

const productPages = pages.filter(({ document }) => document.querySelector('form[data-product]'));

describe('the demo shop', () => {
  it('has at least eight products in at least four categories', () => {
    const found = productPages.map(({ document }) => products(dataOf(document))[0]);
    expect(found.length).toBeGreaterThanOrEqual(8);
    expect(new Set(found.map((product) => product?.category)).size).toBeGreaterThanOrEqual(4);
    for (const product of found) expect(product).toMatchObject({ name: expect.any(String), brand: expect.anything() });
  });

  it('embeds Salon by the snippet alone, once a page', () => {
    for (const { text } of pages) {
      expect(text.split(SNIPPET)).toHaveLength(2);
      expect(text.split('salon.js')).toHaveLength(2);
    }
  });

  it('needs no inline script or style', () => {
    for (const { document } of [...pages, { document: new JSDOM(front).window.document }]) {
      const inline = [...document.querySelectorAll('script:not([src])')].filter(
        (one) => one.getAttribute('type') !== 'application/ld+json',
      );
      expect(inline).toEqual([]);
      expect([...document.querySelectorAll('style, [style]')]).toEqual([]);
      const handlers = [...document.querySelectorAll('*')].flatMap((one) =>
        one.getAttributeNames().filter((name) => name.startsWith('on')),
      );
      expect(handlers).toEqual([]);
    }
  });

  it('leads nowhere that is not there', () => {
    const addresses = new Set(
      pages.flatMap(({ document }) =>
        [...document.querySelectorAll('a[href], link[href]')].map((link) => link.getAttribute('href') ?? ''),
      ),
    );
    const lost = [...addresses].filter((address) => address.startsWith('/demo/') && !existsSync(fileOf(address)));
    expect(lost).toEqual([]);
  });

  it('shows pictures that exist, each with its size and its words', () => {
    for (const { document } of pages) {
      for (const image of document.querySelectorAll('img')) {
        for (const name of ['width', 'height', 'alt']) expect(image.hasAttribute(name)).toBe(true);
        const set = (image.getAttribute('srcset') ?? '').split(', ').map((one) => one.split(' ')[0] ?? '');
        for (const address of [image.src, ...set].filter(Boolean)) expect(existsSync(fileOf(address))).toBe(true);
      }
    }
  });

  it('says of each page its language, title, description and one heading', () => {
    for (const { document } of pages) {
      expect(document.documentElement.lang).toBe('en');
      expect(document.querySelector('meta[name=description]')?.getAttribute('content')?.length).toBeGreaterThan(20);
      expect(document.querySelectorAll('h1')).toHaveLength(1);
      expect(document.querySelector('a.skip')?.getAttribute('href')).toBe('#main');
    }
    expect(new Set(pages.map(({ document }) => document.title)).size).toBeGreaterThanOrEqual(pages.length - 1);
  });

  it('weighs less than 150 KB on a phone, fonts and the first picture with it', () => {
    const ofOnePage = /(lookbook|bag-page|invite)-\w+\.js$/;
    const assets = readdirSync(join(root, 'demo/assets'), { recursive: true, encoding: 'utf8' });
    for (const { text, document } of pages) {
      const loaded = assets
        .filter((file) => !ofOnePage.test(file) || text.includes(file))
        .map((file) => statSync(join(root, 'demo/assets', file)))
        .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
      const now = [...document.querySelectorAll('img:not([loading=lazy])')].map(
        (image) => statSync(fileOf((image as HTMLImageElement).src)).size,
      );
      expect(loaded + Buffer.byteLength(text) + now.reduce((sum, size) => sum + size, 0)).toBeLessThan(150 * 1024);
    }
  });
});

describe('the lookbook', () => {
  const looks = JSON.parse(readFileSync(join(root, 'demo/lookbook/looks.json'), 'utf8')) as Record<string, string>[];

  it('turns in place to what its own pages say', () => {
    for (const look of looks) {
      const { document } = pages.find(({ address }) => address === look.href) ?? {};
      expect(document?.title).toBe(look.title);
      expect(document?.querySelector('h1')?.textContent).toBe(look.name);
      expect(document && dataOf(document)).toEqual([look.data]);
      expect(document?.querySelector('.look img')?.getAttribute('srcset')).toBe(look.srcset);
    }
  });
});

describe('the front door', () => {
  it('leads to the shop and the console and says how to sign in', () => {
    for (const words of [
      'href="/demo/"',
      'href="/console/"',
      'associate@maison-aurele.example',
      'manager@maison-aurele.example',
      'salon-demo',
    ]) {
      expect(front).toContain(words);
    }
  });
});
