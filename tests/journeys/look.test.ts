import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { useRelay } from '../helpers/relay-process.ts';

const relay = useRelay();
const newPerson = useBrowser();

/** The page with the chat open on it. */
async function atChat(css: string, before: (page: Page) => Promise<unknown> = async () => {}) {
  const person = await shopperOnOwn(relay().url, newPerson, { html: `<style>${css}</style><h1>A page</h1>${TAG}` });
  await before(person.page);
  await person.panel.open();
  await person.panel.choose('Live chat');
  await person.panel.dialog.locator('.notice').waitFor();
  return person;
}

const sizesOf = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('salon-widget')?.shadowRoot as ShadowRoot;
    return Object.fromEntries(
      ['.launcher', '.title', '.send', 'textarea', '.notice', 'input'].map((one) => [
        one,
        Number.parseFloat(getComputedStyle(root.querySelector(one) as Element).fontSize),
      ]),
    );
  });

const SIZES = { '.launcher': 14, '.title': 28, '.send': 16, textarea: 16, '.notice': 12, input: 16 };
const times = (by: number) => Object.fromEntries(Object.entries(SIZES).map(([one, size]) => [one, size * by]));

describe('letters', () => {
  it('are as large as she has set in her browser', async () => {
    const { page } = await atChat('', async (page) => {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 24 } });
    });
    expect(await sizesOf(page)).toEqual(times(1.5));
  });

  it('are never under 16px where she writes, however small she reads', async () => {
    const { page } = await atChat('', async (page) => {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 12 } });
    });
    expect(await sizesOf(page)).toEqual({ ...times(0.75), textarea: 16, input: 16 });
  });

  it.each(['62.5%', '32px'])('are what they are whatever the root of the page is: %s', async (size) => {
    const { page } = await atChat(`html { font-size: ${size} }`);
    expect(await sizesOf(page)).toEqual(SIZES);
  });
});
