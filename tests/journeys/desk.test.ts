import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import type { End } from '../helpers/wire-end.ts';
import { wireMessage, wireShopper } from '../helpers/wire-shopper.ts';

const ASSOCIATE = 'associate@maison-aurele.example';
const SIGNED_OUT = /401 \(Unauthorized\)/;

let relay: RelayProcess;
const shoppers: End<'shopper'>[] = [];
beforeAll(async () => {
  relay = await RelayProcess.start();
}, 120_000);
afterAll(async () => {
  for (const shopper of shoppers) shopper.close();
  await relay?.stop();
});

const newPerson = useBrowser();

async function aShopper() {
  const end = await wireShopper(relay.url);
  shoppers.push(end);
  return end;
}

const ask = { name: 'Eleanor', locale: 'fr-FR', zone: 'Europe/Paris', notice: '1' } as const;
const asksForSomebody = (shopper: End<'shopper'>, text: string) =>
  shopper.ok('request.open', { ...ask, id: makeId(Date.now()), kind: 'chat', entries: [wireMessage(text)] });

async function signIn(page: Page, email = ASSOCIATE): Promise<void> {
  await page.goto(`${relay.url}/console/`);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('salon-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('switch', { name: 'Available' }).waitFor();
}

async function available(page: Page, on = true): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
  const control = page.getByRole('switch', { name: 'Available' });
  if ((await control.getAttribute('aria-checked')) !== String(on)) await control.click();
  await vi.waitFor(async () => expect(await control.getAttribute('aria-checked')).toBe(String(on)));
}

/** axe finds nothing and nothing is wider than the screen. */
async function isFit(page: Page, state: string): Promise<void> {
  await expectAccessible(page, state);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, `${state} scrolls sideways`).toBe(0);
}

describe('the desk in a browser, under its own policy', () => {
  test.for([
    { name: 'a phone, by day', options: { ...PHONE, colorScheme: 'light' } },
    {
      name: 'a small phone, by night',
      options: { ...PHONE, viewport: { width: 320, height: 568 }, colorScheme: 'dark' },
    },
    { name: 'a desk', options: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } },
  ] as const)('Y08: every state of it passes axe and fits the screen ($name)', async ({ options }) => {
    const { page, expects } = await newPerson({ ...options, reducedMotion: 'reduce' });
    expects(SIGNED_OUT);
    await page.goto(`${relay.url}/console/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await isFit(page, 'sign-in');
    await signIn(page);
    const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
    await page.getByText(/^Nothing is due/).waitFor();
    await isFit(page, 'home, nothing yet');
    await available(page);

    const shopper = await aShopper();
    const { conversation } = await asksForSomebody(shopper, 'Le Rivoli est-il encore en boutique ?');
    const ring = page.getByRole('alertdialog', { name: 'Incoming request' });
    await ring.waitFor();
    await isFit(page, 'ringing');
    await ring.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('log', { name: 'Conversation' }).getByText('Le Rivoli').waitFor();
    await isFit(page, 'thread');
    await page.getByRole('button', { name: 'Quick replies' }).click();
    await isFit(page, 'quick replies');
    await shopper.ok('entries.append', { conversation, entries: [wireMessage('Encore un mot')] });
    await page.getByRole('log').getByText('Encore un mot').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('This is done').waitFor();
    await isFit(page, 'done');

    const caller = await aShopper();
    const call = { ...ask, kind: 'callback' as const, phone: '06 12 34 56 78', when: { kind: 'asap' as const } };
    await caller.ok('request.open', { ...call, id: makeId(Date.now()), name: 'Claire Martin' });
    await ring.getByRole('button', { name: 'Accept' }).click();
    await page.locator('a[href="tel:+33612345678"]').waitFor();
    await isFit(page, 'call');
    await go('Promises');
    await page.getByRole('heading', { name: 'Promises' }).waitFor();
    await isFit(page, 'promises');
    await go('Conversations');
    await page
      .getByRole('link', { name: /Claire/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Reached' }).click();
    await page.getByText('Done: the promised call was made').waitFor();
    await isFit(page, 'call reached');
    await go('You');
    await isFit(page, 'you');
    await available(page, false);
    await isFit(page, 'home, not available');
  });

  test('R15: words and thread survive a relay that is killed in the middle', async () => {
    const { page, expects } = await newPerson(PHONE);
    expects(SIGNED_OUT, /ERR_CONNECTION_REFUSED|WebSocket/);
    await signIn(page);
    await available(page);
    const shopper = await aShopper();
    await asksForSomebody(shopper, 'Bonsoir');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('log').getByText('Bonsoir').waitFor();
    await relay.kill('SIGKILL');
    await page.getByText('You are not connected.').first().waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('Pendant la panne');
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await relay.start();
    await page.getByRole('button', { name: 'Send' }).click({ timeout: 30_000 });
    await page.getByText('Sent', { exact: true }).waitFor();
    expect(await page.getByRole('log').getByText('Pendant la panne').count()).toBe(1);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('This is done').waitFor();
    await available(page, false);
  });

  test('C11: whoever signs in after her on this device finds nothing of hers', async () => {
    const { page, expects } = await newPerson(PHONE);
    expects(SIGNED_OUT);
    await signIn(page);
    await available(page);
    const shopper = await aShopper();
    await asksForSomebody(shopper, 'Entre nous');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill('half a thought');
    const thread = page.url();
    await available(page, false);
    await page.getByRole('navigation').getByRole('link', { name: 'You' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Nothing of yours stays on this device.').waitFor();
    await signIn(page, 'julien.moreau@maison-aurele.example');
    await page.goto(thread);
    await page.getByText('There is nothing here for you.').waitFor();
    expect(await page.getByText(/Entre nous|half a thought/).count()).toBe(0);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('half a thought');
  });
});
