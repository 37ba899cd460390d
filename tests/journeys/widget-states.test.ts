import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { applyHouse, roundTheClock } from '../helpers/apply-house.ts';
import { associateAt } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { zoneInDaytime } from '../helpers/daytime-zone.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, RELAY_GONE, type Shopper, shopperOn } from '../helpers/shopper.ts';

const MINUTE = 60_000;

const relay = useRelay();
const newPerson = useBrowser();

const shopperAt = (options: Parameters<typeof shopperOn>[2] = {}) =>
  shopperOn(relay().url + PRODUCT, newPerson, { timezoneId: zoneInDaytime(), ...options });

/** What the relay holds of her, asked with the token that her browser keeps. */
const requestsOf = (page: Page): Promise<ShopperRequest[]> =>
  page.evaluate(async () => {
    const { token } = JSON.parse(localStorage.getItem('salon:1:maison-aurele') ?? '{}');
    const answer = await fetch('/api/requests', { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()).requests;
  });

async function askToBeCalled({ panel }: Shopper): Promise<void> {
  await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
  await panel.button('Ask for the call').click();
  await panel.button('I no longer need the call').waitFor();
}

describe('what she wrote', () => {
  const block = (blockedAt: number | null) => {
    const database = new DatabaseSync(join(relay().dataDir, 'salon.db'), { timeout: 5_000 });
    database.prepare('update shoppers set blockedAt = ?').run(blockedAt);
    database.close();
  };

  it('R16 Y07: refused for good, it stays, is said once, and Retry is the next stop', async () => {
    const { page, panel } = await shopperAt();
    await panel.ask('Before');
    await expectText(panel.log, 'Sent');
    block(1);
    await panel.say('Is anybody there?');
    await expectText(panel.log, 'Not sent');
    const said = panel.dialog.getByRole('status').filter({ hasText: 'Not sent' });
    expect(await said.allInnerTexts()).toEqual([expect.stringMatching(/^Not sent\. We cannot take messages here/)]);
    await panel.button('Copy').waitFor();
    await expectAccessible(page, 'not sent');
    await panel.message.focus();
    await page.keyboard.press('Tab');
    expect(await panel.button('Retry').evaluate((button) => button.matches(':focus'))).toBe(true);
    block(null);
    await page.keyboard.press('Enter');
    await expect.poll(() => panel.button('Retry').count(), { timeout: 15_000 }).toBe(0);
    await expectOnceInOrder(panel.log, ['Before', 'Is anybody there?']);
  });

  it('Y16: half a sentence outlasts the offer, the wait and a look at the callback', async () => {
    await associateAt(relay().url, newPerson);
    const { page, panel } = await shopperAt();
    await panel.ask('Good evening');
    await expectText(panel.dialog, 'We are asking Camille');
    await expectAccessible(page, 'asking');
    await panel.message.fill('I was wondering whether');
    await relay().forward(2 * MINUTE);
    await expectText(panel.dialog, /taking longer|Nobody is free|Your message is with/);
    expect(await panel.message.inputValue()).toBe('I was wondering whether');
    await panel.button('Call me instead').click();
    await panel.button('Back').click();
    await panel.choose('Live chat');
    expect(await panel.message.inputValue()).toBe('I was wondering whether');
  });

  it('Y08: the conversation, and the question whether to forget it, break no rule', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const { page, panel } = await shopperAt(PHONE);
    await panel.ask('Good evening');
    await camille.desk.accept();
    await camille.desk.say('Good evening, with pleasure.');
    await expectText(panel.log, 'with pleasure');
    await expectAccessible(page, 'conversation');
    await panel.button('End and forget').click();
    await panel.button('Keep it').waitFor();
    await expectAccessible(page, 'forget');
  });
});

describe('the call, without a socket', () => {
  it('she reads who takes it, and who rang and did not reach her', async () => {
    await applyHouse(relay(), roundTheClock);
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperAt();
    await shopper.panel.open();
    await shopper.panel.choose('Call me back');
    await askToBeCalled(shopper);
    await camille.desk.incoming.waitFor();
    await camille.desk.accept();
    // What her page does every twenty seconds, and whenever she comes back to it.
    const wake = () => shopper.page.evaluate(() => dispatchEvent(new Event('focus')));
    await wake();
    await expectText(shopper.panel.dialog, 'Camille calls you');
    await expectAccessible(shopper.page, 'she is being called');
    await camille.desk.button('No answer').click();
    await expect.poll(async () => (await requestsOf(shopper.page))[0]?.tries).toBe(1);
    await wake();
    await expectText(shopper.panel.dialog, /Camille rang and did not reach you\. We try again at .*Another time\?/);
  });

  it('asked for in the stead of a chat while the line is down, it is the one request that stands', async () => {
    const shopper = await shopperAt();
    shopper.expects(RELAY_GONE);
    await shopper.panel.ask('Good evening');
    await expectText(shopper.panel.log, 'Sent');
    await shopper.context.route(/socket\.io/, (route) => route.abort());
    await shopper.context.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await shopper.page.reload();
    await shopper.panel.open();
    await expectText(shopper.panel.dialog, 'You are not connected');
    await shopper.panel.say('On a bad line');
    await shopper.panel.button('Call me instead').click();
    await askToBeCalled(shopper);
    await expect
      .poll(async () => (await requestsOf(shopper.page)).filter(({ state }) => !/done|withdrawn|turned/.test(state)))
      .toMatchObject([{ kind: 'callback' }]);
  });
});

describe('on any page', () => {
  it.each<[string, string]>([
    ['a reset of everything', '* { all: unset !important }'],
    ['letters twice as large', 'html { font-size: 32px !important }'],
    ['a zoomed body', 'body { zoom: 1.4 }'],
    ['everything on top', 'header, footer { position: relative; z-index: 2147483647 !important }'],
    ['lines from right to left', 'html { direction: rtl }'],
  ])('E05: with %s she opens it, writes and sends', async (_, css) => {
    const { page, panel } = await shopperAt({ bypassCSP: true });
    await page.addStyleTag({ content: css });
    await panel.ask('Good evening');
    await expectText(panel.log, 'Sent');
    const box = await panel.dialog.boundingBox();
    const size = page.viewportSize();
    expect(box?.height).toBeLessThanOrEqual((size?.height ?? 0) + 1);
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= (size?.width ?? 0) + 1).toBe(true);
  });

  it('E05: where an old library rewrites how arrays are written, her words still go', async () => {
    const person = await newPerson({ name: 'shopper' });
    await person.page.addInitScript(() => {
      Reflect.set(Array.prototype, 'toJSON', function (this: unknown[]) {
        return `[${this.join()}]`;
      });
      Reflect.set(Array.prototype, 'extra', 1);
      Reflect.set(Object.prototype, 'extra', 1);
    });
    await person.page.goto(relay().url + PRODUCT);
    const panel = new Panel(person.page);
    await panel.ask('Good evening');
    await expectText(panel.log, 'Sent');
  });

  it('E03: over two hundred changes of route nothing piles up', async () => {
    const { page, panel, context } = await shopperAt();
    await panel.open();
    await panel.dialog.getByText('You are looking at').waitFor();
    await panel.button('Close').click();
    const devtools = await context.newCDPSession(page);
    const count = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
      return { nodes, jsEventListeners };
    };
    const before = await count();
    await page.evaluate(async () => {
      for (let route = 0; route < 200; route++) {
        history.pushState({}, '', `?route=${route}`);
        await new Promise(requestAnimationFrame);
      }
    });
    const after = await count();
    expect(after.jsEventListeners).toBeLessThanOrEqual(before.jsEventListeners);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
    expect(await page.locator('salon-widget').count()).toBe(1);
  });

  it('E02: out of reach at the first click, it says so calmly, and opens at the next', async () => {
    const shopper = await shopperAt();
    shopper.expects(/Failed to load resource/);
    await shopper.context.route(/\/widget\//, (route) => route.abort('connectionrefused'));
    await shopper.panel.launcher.click();
    await shopper.page.getByText('Please try again in a moment.').waitFor();
    await shopper.context.unroute(/\/widget\//);
    await shopper.panel.open();
    await shopper.context.route(/\/widget\//, (route) => route.abort('connectionrefused'));
    await shopper.panel.choose('Call me back');
    await expectText(shopper.panel.dialog, 'We could not be reached.');
    await shopper.context.unroute(/\/widget\//);
    await shopper.panel.button('Retry').click();
    await shopper.panel.button('Ask for the call').waitFor();
  });
});
