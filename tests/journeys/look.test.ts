import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { accessBreaches } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { contrastsIn } from '../helpers/contrast.ts';
import { zoneInDaytime } from '../helpers/daytime-zone.ts';
import { HOUSES, type Tokens } from '../helpers/houses.ts';
import { settled, shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import type { Shopper } from '../helpers/shopper.ts';

const relay = useRelay({ per: 'file' });
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
      ['.launcher', '.title', '.label', '.send', 'textarea', '.notice', 'input'].map((one) => [
        one,
        Number.parseFloat(getComputedStyle(root.querySelector(one) as Element).fontSize),
      ]),
    );
  });

const SIZES = { '.launcher': 14, '.title': 28, '.label': 12, '.send': 16, textarea: 16, '.notice': 12, input: 16 };
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

describe('colours', () => {
  /** Has the page wear a house's tokens, and waits until the sheet does: it follows in the next frame. */
  const wear = (page: Page, tokens: Tokens) =>
    page.evaluate(async (tokens) => {
      document.documentElement.removeAttribute('style');
      for (const [name, value] of Object.entries(tokens))
        document.documentElement.style.setProperty(`--salon-${name}`, value);
      for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    }, tokens);

  /** What in this state, worn by each house in turn, can be read too little, or breaks a rule that axe sees. */
  async function tooFaint({ page, panel }: Shopper, state: string): Promise<string[]> {
    const found: string[] = [];
    await page.keyboard.press('Tab');
    for (const [house, tokens] of Object.entries(HOUSES)) {
      await wear(page, tokens);
      const { texts, edges, focus } = await contrastsIn(panel.dialog);
      expect(texts.length, `texts of ${state}`).toBeGreaterThan(3);
      expect(focus.length, `what takes the focus in ${state}`).toBeGreaterThan(1);
      const faint = [
        ...texts.filter(({ ratio }) => ratio < 4.5),
        ...[...edges, ...focus].filter(({ ratio }) => ratio < 3),
      ];
      found.push(...faint.map(({ what, ratio }) => `${house}, ${state}: ${ratio} ${what}`));
      found.push(...(await accessBreaches(page)).map((breach) => `${house}, ${state}: ${breach}`));
    }
    return found;
  }

  it('of twenty houses can be read in every state, its edges and what has the focus seen', async () => {
    const shopper = await shopperOnOwn(relay().url, newPerson, {
      html: `<main><h1>A page</h1></main>${TAG}`,
      options: { timezoneId: zoneInDaytime() },
    });
    const { page, panel } = shopper;
    await page.evaluate(() => {
      document.title = 'A page';
    });
    await panel.open();
    await settled(page);
    await panel.dialog.getByText('Live chat').waitFor();
    expect(await tooFaint(shopper, 'welcome')).toEqual([]);
    await panel.choose('Live chat');
    await panel.say('Good evening');
    await expectText(panel.log, 'Sent');
    await panel.message.fill('o'.repeat(LIMITS.messageChars + 1));
    await panel.dialog.locator('.alarm').waitFor();
    expect(await tooFaint(shopper, 'chat with an error')).toEqual([]);
    await panel.button('Back').click();
    await panel.choose('Call me back');
    await panel.button('Ask for the call').click();
    await panel.dialog.locator('.alarm').first().waitFor();
    expect(await tooFaint(shopper, 'call form with errors')).toEqual([]);
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
    await panel.button('Ask for the call').click();
    await panel.button('I no longer need the call').waitFor();
    expect(await tooFaint(shopper, 'call promised')).toEqual([]);
  });
});
