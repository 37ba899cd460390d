import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyHouse, roundTheClock } from '../helpers/apply-house.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { WITHIN } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { type Shopper, shopperOn } from '../helpers/shopper.ts';

const relay = useRelay({ per: 'file' });
const newPerson = useBrowser();

/** What has the focus, by what is read of it first; empty on the page's body. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body) return '';
    return (at.getAttribute('aria-label') ?? at.querySelector('legend')?.textContent ?? at.textContent ?? '').trim();
  });
const expectFocus = (page: Page, said: string | RegExp) => expect.poll(() => focused(page), WITHIN).toMatch(said);

/** Pressed as a keyboard does. */
async function press({ page, panel }: Shopper, name: string | RegExp): Promise<void> {
  await panel.button(name).focus();
  await page.keyboard.press('Enter');
}

describe('2.4.3: what had the focus and is gone leaves it to what took its place', () => {
  beforeAll(() => applyHouse(relay(), roundTheClock));

  const leftOut = async (shopper: Shopper) => {
    await shopper.panel.button(/^Leave out/).waitFor();
    await press(shopper, /^Leave out/);
    await shopper.panel.button(/^Leave out/).waitFor({ state: 'detached' });
  };

  it.each([
    ['on a desk', {}],
    ['on a phone', PHONE],
  ])('%s: leaving out the product, on the welcome and in the conversation', async (_, options) => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson, options);
    await shopper.panel.open();
    await leftOut(shopper);
    await expectFocus(shopper.page, 'What may we do for you?');
    await shopper.page.reload();
    await shopper.panel.open();
    await shopper.panel.choose('Live chat');
    await leftOut(shopper);
    await expectFocus(shopper.page, 'Conversation');
  });

  it('a call asked for, given another time, left as it is, withdrawn; and the question whether to forget', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson, PHONE);
    const { page, panel } = shopper;
    await panel.open();
    await press(shopper, 'Call me back');
    await expectFocus(page, 'Call me back');
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
    await press(shopper, 'Ask for the call');
    await expectFocus(page, /calls you$/);
    await press(shopper, 'Another time');
    await expectFocus(page, 'Another time');
    await press(shopper, 'Leave it as it is');
    await expectFocus(page, /calls you$/);
    await press(shopper, 'End and forget');
    await expectFocus(page, /^End this conversation and forget it/);
    await press(shopper, 'Keep it');
    await expectFocus(page, 'End and forget');
    await press(shopper, 'I no longer need the call');
    await expectFocus(page, 'The call is withdrawn. Nobody will ring.');
    // What has it can be seen, and no field has it, which would bring up the keys.
    const at = await panel.dialog.getByText('The call is withdrawn.').boundingBox();
    expect(at?.y).toBeGreaterThan(0);
    expect(at?.y).toBeLessThan(PHONE.viewport.height);
    await press(shopper, 'End and forget');
    await press(shopper, 'End and forget');
    await expectFocus(page, 'Forgotten. Nothing of it is left in this browser.');
    // It stands there to be seen, until she begins something.
    const forgotten = panel.dialog.getByText('Forgotten.');
    expect((await forgotten.boundingBox())?.height).toBeGreaterThan(20);
    await press(shopper, 'Call me back');
    await forgotten.waitFor({ state: 'detached' });
  });
});

describe('2.4.11: what has the focus is never under the sheet', () => {
  const bare = (html: string) => shopperOnOwn(relay().url, newPerson, { html: `${html}${TAG}` });
  /** Whether the middle of what has the focus is its own to press, and not the sheet's. */
  const inSight = (page: Page) =>
    page.evaluate(() => {
      const at = document.activeElement as Element;
      if (at.shadowRoot) return true;
      const { left, top, width, height } = at.getBoundingClientRect();
      return at.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
  const columns = `<style>button { float: right; clear: both }</style>${'<button>Under</button>'.repeat(9)}`;

  it.each([
    ['the shop', () => shopperOn(relay().url + PRODUCT, newPerson)],
    ['a bare page', () => bare(`<a href="#top">Left</a>${columns}`)],
  ])('Y02: on a desk, Tab goes round within the open panel, either way: %s', async (_, arrive) => {
    const { page, panel } = await arrive();
    await panel.open();
    for (const key of ['Tab', 'Shift+Tab']) {
      const met = new Set<string>();
      for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press(key);
        expect(await inSight(page)).toBe(true);
        met.add(await focused(page));
      }
      expect([...met]).toEqual(expect.arrayContaining(['Close', 'Live chat', 'Call me back']));
    }
  });

  it('Escape closes the panel from the page too, unless the page has a window open or another use for it', async () => {
    const { page, panel } = await bare(
      `<a href="#top">Left</a>
       <input aria-label="Search" onkeydown="event.key == 'Escape' && event.preventDefault()">
       <div role="dialog" hidden>Never shown</div>
       <dialog>Sizes</dialog>`,
    );
    await panel.open();
    await page.getByRole('textbox', { name: 'Search' }).focus();
    await page.keyboard.press('Escape');
    expect(await panel.dialog.isVisible()).toBe(true);

    await page.evaluate(() => document.querySelector('dialog')?.show());
    await page.getByRole('link', { name: 'Left' }).focus();
    await page.keyboard.press('Escape');
    expect(await panel.dialog.isVisible()).toBe(true);
    await page.evaluate(() => document.querySelector('dialog')?.close());

    await page.keyboard.press('Escape');
    await panel.dialog.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Left');
  });
});
