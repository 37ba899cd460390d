import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { covered, restAt, restOf } from '../helpers/covered.ts';
import { settled, shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { STOREFRONTS, shopperOnStorefront } from '../helpers/storefronts.ts';

const relay = useRelay({ per: 'file' });
const newPerson = useBrowser();

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const PLACES = ['top', 'middle', 'end'] as const;

describe('on a storefront that nobody here wrote', () => {
  const rows = STOREFRONTS.flatMap((name) => SIZES.map((size) => [name, size.width, size] as const));

  it.each(rows)('the launcher rests on no word and no control: %s at %i', async (name, _, viewport) => {
    const { page, panel } = await shopperOnStorefront(relay().url, newPerson, { name, options: { viewport } });
    await panel.launcher.waitFor();
    for (const place of PLACES) {
      await restAt(page, place);
      expect(await covered(page), place).toEqual([]);
      expect(await restOf(page), place).toMatch(/^(pill|face) \d+$/);
    }
  });
});

describe('the launcher at rest', () => {
  const BARS = `<style>body { margin: 0; font: 16px/1.5 sans-serif } .tall { block-size: 3000px }
    .bar { position: fixed; inset: auto 0 0; block-size: 76px; background: #eee }</style>`;
  const BAR = '<div class="bar"><button>Add to bag</button></div>';
  const at = async (html: string, css = '') => {
    const person = await shopperOnOwn(relay().url, newPerson, {
      html: `${BARS}<style>${css}</style>${html}${TAG}`,
      options: { viewport: { width: 390, height: 800 } },
    });
    await person.panel.launcher.waitFor();
    await restAt(person.page, 'top');
    return person;
  };
  const rests = (page: Page) => expect.poll(() => restOf(page));

  it('is a pill in its corner where nothing lies', async () => {
    const { page } = await at('<div class="tall"></div>');
    expect(await restOf(page)).toBe('pill 24');
  });

  it('stands above a bar of the page, also one that comes later, and comes down when it has gone', async () => {
    const { page } = await at(`<div class="tall"></div>${BAR}`);
    expect(await restOf(page)).toBe('pill 88');
    await page.evaluate(() => document.querySelector('.bar')?.remove());
    await rests(page).toBe('pill 24');
    await page.evaluate((bar) => document.body.insertAdjacentHTML('beforeend', bar), BAR);
    await rests(page).toBe('pill 88');
  });

  it('stands where the house says, where that clears the bar', async () => {
    const { page } = await at(`<div class="tall"></div>${BAR}`, 'body { --salon-offset: 100px }');
    expect(await restOf(page)).toBe('pill 100');
  });

  it('is a face beside words that leave room for no more, with the same name, and a finger finds it', async () => {
    const words = '<p style="position:absolute;inset:auto 90px 20px auto;margin:0">Open until seven</p>';
    const { page, panel } = await at(`<main style="position:relative;block-size:800px">${words}</main>`);
    expect(await restOf(page)).toBe('face 24');
    const box = await panel.launcher.boundingBox();
    expect([box?.width, box?.height]).toEqual([48, 48]);
    expect(await covered(page)).toEqual([]);
    await panel.open();
  });

  it('is a face above the last lines of a page that fill its foot', async () => {
    const lines = '<p style="margin:0">Monday to Saturday from half past ten until seven in the evening</p>'.repeat(3);
    const { page } = await at(`<div class="tall"></div><footer>${lines}</footer>`);
    await restAt(page, 'end');
    expect(await covered(page)).toEqual([]);
    expect(await restOf(page)).toMatch(/^face 1[45]\d$/);
  });

  it('is a face while a place of the page’s own for it is in view, and a pill beyond', async () => {
    const { page } = await at('<a href="#" data-salon-open="chat">Ask Camille</a><div class="tall"></div>');
    expect(await restOf(page)).toBe('face 24');
    await restAt(page, 'end');
    expect(await restOf(page)).toBe('pill 24');
  });

  it('steps aside where words fill the page, and Tab still finds it', async () => {
    const { page, panel } = await at(`<p style="margin:0">${'All of the page is words. '.repeat(400)}</p>`);
    expect(await restOf(page)).toBe('aside');
    await page.keyboard.press('Tab');
    await expect.poll(() => panel.launcher.evaluate((one) => getComputedStyle(one).opacity)).toBe('1');
    await page.keyboard.press('Enter');
    await panel.dialog.waitFor();
  });

  it('moves nothing of the page and counts as no shift, whatever shape it takes', async () => {
    const words = '<p style="margin:0 0 700px">A title of the page that fills its line to the very end</p>'.repeat(4);
    const { page } = await at(words);
    const shapes = new Set<string>();
    for (const top of [0, 60, 120, 400, 700, 900, 300]) {
      await restAt(page, top);
      shapes.add((await restOf(page)).replace(/ .*/, ''));
      expect(await covered(page)).toEqual([]);
    }
    expect([...shapes].sort()).toEqual(['face', 'pill']);
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const seen = new PerformanceObserver((list) => resolve(list.getEntries().map((one) => one.toJSON())));
          seen.observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
        }),
    );
    expect(shift).toEqual([]);
  });
});

const ASIDE = '@media (min-width: 1024px) { [data-salon-beside] body { padding-inline-end: var(--salon-aside) } }';

describe('a page that moves aside', () => {
  const WIDE = { viewport: { width: 1440, height: 900 } };
  const rootOf = (page: Page) =>
    page.evaluate(() => [
      (document.documentElement.cloneNode() as Element).outerHTML,
      document.adoptedStyleSheets.length,
      getComputedStyle(document.body).paddingInlineEnd,
    ]);

  it.each(STOREFRONTS)('has nothing under the open sheet: %s at 1440', async (name) => {
    const { page, panel } = await shopperOnStorefront(relay().url, newPerson, { name, css: ASIDE, options: WIDE });
    await panel.open();
    await settled(page);
    for (const top of [0, 400, 5000]) {
      await page.evaluate((to) => scrollTo({ top: to, behavior: 'instant' }), top);
      expect(await covered(page, '.sheet')).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it.each(['ltr', 'rtl'])('moves to its own side, and is as it was once the sheet is closed: %s', async (dir) => {
    const html = `<!doctype html><html lang="en" dir="${dir}" style="color: navy;"><style>${ASIDE}</style><body><h1>A page</h1>${TAG}</body></html>`;
    const { page, panel } = await shopperOnOwn(relay().url, newPerson, { html, options: WIDE });
    await panel.launcher.waitFor();
    const before = await rootOf(page);
    await panel.open();
    await settled(page);
    expect((await rootOf(page))[2]).toBe('432px');
    await page.setViewportSize({ width: 600, height: 900 });
    await expect.poll(() => page.locator('html').getAttribute('data-salon-beside')).toBeNull();
    await page.setViewportSize(WIDE.viewport);
    await expect.poll(async () => (await rootOf(page))[2]).toBe('432px');
    await panel.button('Close').click();
    await expect.poll(() => rootOf(page)).toEqual(before);
    await panel.open();
    await expect.poll(async () => (await rootOf(page))[2]).toBe('432px');
    await page.evaluate(() => window.Salon?.shutdown());
    await expect.poll(() => rootOf(page)).toEqual(before);
  });

  it('is not moved where its styles do not ask for it', async () => {
    const { page, panel } = await shopperOnOwn(relay().url, newPerson, {
      html: `<h1>A page</h1>${TAG}`,
      options: WIDE,
    });
    const box = await page.locator('h1').boundingBox();
    await panel.open();
    await expect.poll(() => page.locator('html').getAttribute('data-salon-beside')).toBe('');
    expect(await page.locator('h1').boundingBox()).toEqual(box);
  });
});
