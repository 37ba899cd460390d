import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { associateAt, NOT_YET_SIGNED_IN } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { RELAY_GONE, shopperOn } from '../helpers/shopper.ts';

/** The name of what has the focus, through shadow roots; empty on the page itself. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body) return '';
    return `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent?.trim() ?? ''}`;
  });

/** Whether what has the focus shows a ring: on itself, round its whole line, or on what holds it. */
const focusIsVisible = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return false;
    const styles = [getComputedStyle(at), getComputedStyle(at, '::before'), getComputedStyle(at, '::after')];
    if (at.parentElement) styles.push(getComputedStyle(at.parentElement));
    return styles.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none',
    );
  });

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (!name.test(await focused(page))) continue;
    expect(await focusIsVisible(page), `focus on ${name} is visible`).toBe(true);
    return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

describe('for everyone', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  it('Y01: by the keyboard alone she opens, chats and closes, and comes back to the launcher', async () => {
    await associateAt(relay().url, newPerson);
    const { page, panel } = await shopperOn(relay().url + PRODUCT, newPerson);
    await tabTo(page, /Talk to an associate/);
    await page.keyboard.press('Enter');
    await panel.dialog.waitFor();
    await tabTo(page, /Live chat/);
    await page.keyboard.press('Enter');
    await panel.message.waitFor();
    await expect.poll(() => panel.message.evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.keyboard.type('By hand');
    await tabTo(page, /Send/);
    await page.keyboard.press('Enter');
    await expectText(panel.log, 'By hand');
    await page.keyboard.press('Escape');
    await panel.dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page)).toMatch(/Talk to an associate/);
  });

  it('Y03: on a telephone, Tab stays inside the open panel, Escape leaves, and the page is as it was', async () => {
    const { page, panel } = await shopperOn(relay().url + PRODUCT, newPerson, PHONE);
    const inert = () => page.evaluate(() => document.querySelectorAll('body[inert], body > [inert]').length);
    expect(await inert()).toBe(0);
    await panel.open();
    await expect.poll(inert).toBeGreaterThan(0);
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          () => document.activeElement?.shadowRoot != null || document.activeElement === document.body,
        ),
      ).toBe(true);
    }
    await page.keyboard.press('Escape');
    await panel.dialog.waitFor({ state: 'hidden' });
    await expect.poll(inert).toBe(0);
  });

  it('Y08: an associate finds every screen of hers right', async () => {
    const { page, expects } = await newPerson({ name: 'associate' });
    expects(NOT_YET_SIGNED_IN);
    await page.goto(`${relay().url}/console/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await expectAccessible(page, 'sign-in');
    const { desk } = await associateAt(relay().url, newPerson, { available: false });
    await expectAccessible(desk.page, 'home, not available');
    await desk.goTo('Conversations');
    await expectAccessible(desk.page, 'conversations, empty');
    await desk.goTo('Promises');
    await expectAccessible(desk.page, 'promises, empty');
  });

  it('Y07 Y08: without a network she reads what is kept, and the state breaks no rule', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    shopper.expects(RELAY_GONE);
    await shopper.panel.ask('On the train');
    await shopper.context.setOffline(true);
    await expectText(shopper.panel.dialog, 'You are not connected.');
    await shopper.panel.say('In the tunnel');
    await expectText(shopper.panel.log, 'Kept');
    await expectAccessible(shopper.page, 'no network');
  });

  it('Y15: what is called Send and Close is written so, or named so', async () => {
    const { panel } = await shopperOn(relay().url + PRODUCT, newPerson);
    await panel.open();
    await panel.choose('Live chat');
    expect(await panel.button('Send').count()).toBe(1);
    await panel.button('Close').click();
    await panel.dialog.waitFor({ state: 'hidden' });
  });
});
