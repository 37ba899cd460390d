import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { covered, restAt } from '../helpers/covered.ts';
import { settled } from '../helpers/own-page.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { shopperOn } from '../helpers/shopper.ts';

const relay = useRelay({ per: 'file' });
const newPerson = useBrowser();
const at = (path: string, options = {}) => shopperOn(relay().url + path, newPerson, options);

const PAGES = ['/demo/', '/demo/silk/', PRODUCT, '/demo/lookbook/', '/demo/care/', '/demo/privacy/', '/demo/bag/'];

describe('the launcher in the shop', () => {
  it.each([
    [320, 640],
    [360, 740],
    [768, 1024],
    [1440, 900],
  ])('rests on no word and no control of any page at %i', async (width, height) => {
    const { page, panel } = await at('/demo/', { viewport: { width, height } });
    for (const path of PAGES) {
      await page.goto(relay().url + path);
      await panel.launcher.waitFor();
      for (const place of ['top', 'middle', 'end'] as const) {
        await restAt(page, place);
        // A picture that leads to a piece is pressed beside it.
        const lies = (await covered(page)).filter((one) => !/^<a> .{20}/.test(one));
        expect(lies, `${path} ${place}`).toEqual([]);
      }
    }
  });
});

describe('the invitation beside a piece', () => {
  const invitation = (page: Page) => page.locator('[data-invite]');
  /** Who looks at the page again is told who is there now. */
  const says = (page: Page) =>
    expect.poll(
      async () => {
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        return invitation(page).textContent();
      },
      { timeout: 15_000 },
    );

  it('names who can show it now while somebody is free, and nobody otherwise', async () => {
    const { page } = await at(PRODUCT);
    await expectText(invitation(page), 'Talk to an associate');
    const camille = await associateAt(relay().url, newPerson);
    await says(page).toBe('Camille, Paris, can show you this now');
    expect(await invitation(page).locator('img').count()).toBe(1);
    await camille.desk.available.click();
    await says(page).toBe('Talk to an associate');
  });

  it('opens the chat when it is pressed, and leads to the people of the house where no script came', async () => {
    const { page, panel } = await at(PRODUCT);
    await panel.launcher.waitFor();
    await invitation(page).click();
    await panel.message.waitFor();
    expect(await invitation(page).getAttribute('href')).toBe('/demo/care/');
  });

  it('has the pill stand back to a face while it is near', async () => {
    const { page, panel } = await at(PRODUCT);
    await restAt(page, 'top');
    expect((await panel.launcher.boundingBox())?.width).toBe(48);
    await restAt(page, 'end');
    expect((await panel.launcher.boundingBox())?.width).toBeGreaterThan(100);
  });

  it.each([1440, 1024])('Add to bag stands beside the open sheet at %i', async (width) => {
    const { page, panel } = await at(PRODUCT, { viewport: { width, height: 800 } });
    await panel.launcher.waitFor();
    await panel.open();
    await settled(page);
    await expect.poll(() => page.locator('html').getAttribute('data-salon-beside')).toBe('');
    expect(await covered(page, '.sheet')).toEqual([]);
    const box = await page.locator('.add .button').boundingBox();
    expect(box && box.x > 0 && box.x + box.width <= width - 432 && box.y + box.height <= 800).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

describe('the shop', () => {
  it('keeps Menu, its name and the bag apart at 320', async () => {
    const { page } = await at('/demo/', { viewport: { width: 320, height: 640 } });
    const boxes = await Promise.all(
      ['.menu summary', '.wordmark', '.bag-link'].map((one) => page.locator(one).boundingBox()),
    );
    const [menu, name, bag] = boxes.map((box) => [box?.x ?? 0, (box?.x ?? 0) + (box?.width ?? 0)]);
    expect(name?.[0]).toBeGreaterThan((menu?.[1] ?? 0) + 8);
    expect(bag?.[0]).toBeGreaterThan((name?.[1] ?? 0) + 8);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it.each(PAGES)('can be read in the dark, by the house’s own colours: %s', async (path) => {
    const { page, panel } = await at(path, { colorScheme: 'dark' });
    await panel.launcher.waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(25, 21, 18)');
    await expectAccessible(page, path);
  });
});
