import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../helpers/chromium.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel } from '../helpers/shopper.ts';

/* A browser may keep a page as it was left, and show it again by "back": no script of it has run meanwhile. */
describe('a page that comes back as it was left', () => {
  const relay = useRelay();
  let browser: Awaited<ReturnType<typeof chromium.launch>>;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: findChromium() ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
  });
  afterAll(() => browser.close());

  async function left() {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Paris' });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(relay().url + PRODUCT);
    const panel = new Panel(page);
    await panel.ask('Is it in stock?');
    await expect.poll(() => panel.log.getByText('Sending').count(), { timeout: 15_000 }).toBe(0);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.goto('about:blank');
    const other = new Panel(await context.newPage());
    await other.page.goto(relay().url + PRODUCT);
    await other.open();
    return { context, page, panel, other };
  }
  const back = async (page: Panel['page']) => {
    await page.goBack({ waitUntil: 'commit' });
    // Shown again, and not loaded anew.
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'persisted'))).toBe(true);
  };

  it('what was said on another page meanwhile is there, and she can write at once', async () => {
    const { context, page, panel, other } = await left();
    await other.say('In green?');
    await expect.poll(() => other.log.getByText('Sending').count(), { timeout: 15_000 }).toBe(0);
    await back(page);
    await panel.log.getByText('In green?').waitFor();
    await panel.say('I am back');
    await other.log.getByText('I am back').waitFor();
    await context.close();
  });
});
