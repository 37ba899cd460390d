import { brotliCompressSync, constants } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, shopperOn } from '../helpers/shopper.ts';

/** Every script of Salon's that the page loads from now on, by path, with what it holds. */
function scriptsOf(page: Page): Map<string, Promise<Buffer>> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/(salon\.js|widget\/)/.test(pathname) && response.ok()) scripts.set(pathname, response.body());
  });
  return scripts;
}

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
async function kibOf(scripts: Map<string, Promise<Buffer>>): Promise<number> {
  const bodies = await Promise.all(scripts.values());
  return bodies.reduce((sum, body) => sum + brotliCompressSync(body, QUALITY).length, 0) / 1024;
}

const holds = async (scripts: Map<string, Promise<Buffer>>, pattern: RegExp) =>
  (await Promise.all(scripts.values())).some((body) => pattern.test(body.toString()));

/** Sum of all layout shifts of the page so far. */
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

describe('what Salon costs the page', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  it('chat in English opens within 30 KiB on a page with a product, and none of it is polling, WebTransport or zod', async () => {
    await associateAt(relay().url, newPerson);
    const { page } = await newPerson();
    const scripts = scriptsOf(page);
    await page.goto(relay().url + PRODUCT);
    const panel = new Panel(page);
    await panel.ask('Good evening');
    await expectText(panel.dialog, /Camille/);
    expect(await kibOf(scripts)).toBeLessThanOrEqual(30);
    expect(await holds(scripts, /ZodError|invalid_type|XMLHttpRequest|WebTransport\(/)).toBe(false);
  });

  it('a callback is asked for without Socket.IO', async () => {
    const { page } = await newPerson();
    const scripts = scriptsOf(page);
    await page.goto(relay().url + PRODUCT);
    const panel = new Panel(page);
    await panel.open();
    await panel.choose('Call me back');
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
    await panel.button('Ask for the call').click();
    await expectText(panel.dialog, /calls you/);
    expect(await holds(scripts, /EIO|socket\.io/)).toBe(false);
  });

  it('the composer works before the socket is there', async () => {
    const { page } = await newPerson();
    await page.routeWebSocket(/\/socket\.io\//, () => undefined);
    await page.goto(relay().url + PRODUCT);
    const panel = new Panel(page);
    await panel.open();
    await panel.choose('Live chat');
    await panel.say('Already here');
    await expectText(panel.log, 'Already here');
    await expectText(panel.log, 'Sending');
  });

  it.each([
    // Narrower than where the shop moves aside for the sheet.
    ['a desk', { viewport: { width: 960, height: 800 } }],
    ['a telephone', PHONE],
  ])('nothing on the page moves when Salon loads and opens on %s', async (_, options) => {
    const { page, panel } = await shopperOn(relay().url + PRODUCT, newPerson, options);
    await panel.launcher.waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await layoutShift(page)).toBe(0);
    await panel.open();
    expect(await layoutShift(page)).toBe(0);
  });
});
