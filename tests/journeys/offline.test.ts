import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, RELAY_GONE, shopperOn } from '../helpers/shopper.ts';

describe('the network is lost', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  it('R05: ten messages written offline survive a reload and arrive once, in order', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    shopper.expects(RELAY_GONE);
    await shopper.panel.ask('Still on the train');
    await camille.desk.accept();
    await expectText(shopper.panel.dialog, 'Camille is with you');

    await shopper.context.setOffline(true);
    await expectText(shopper.panel.dialog, 'You are not connected.');
    const words = Array.from({ length: 10 }, (_, i) => `Word ${i + 1} of ten`);
    for (const text of words) await shopper.panel.say(text);
    await expectOnceInOrder(shopper.panel.log, words);

    // The tab is gone before the network is back, so that only what it kept can send.
    await shopper.page.goto('about:blank');
    await shopper.context.setOffline(false);
    await shopper.page.goto(relay().url + PRODUCT);
    await shopper.panel.open();
    await expectOnceInOrder(shopper.panel.log, ['Still on the train', ...words]);
    await expectOnceInOrder(camille.desk.log, ['Still on the train', ...words]);
  });

  it('an associate who was away reads everything before she writes', async () => {
    const camille = await associateAt(relay().url, newPerson);
    camille.expects(RELAY_GONE);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('First');
    await camille.desk.accept();
    await expectText(shopper.panel.dialog, 'Camille is with you');
    await camille.context.setOffline(true);
    await expectText(camille.page.locator('body'), 'You are not connected.');
    const words = Array.from({ length: 12 }, (_, i) => `Meanwhile ${i + 1} of twelve`);
    for (const text of words) await shopper.panel.say(text);
    await camille.context.setOffline(false);
    await expectOnceInOrder(camille.desk.log, ['First', ...words]);
  });

  it('R06 T14: two tabs show one conversation in one order, and nothing twice', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    const page = await shopper.context.newPage();
    await page.goto(relay().url + PRODUCT);
    const other = new Panel(page);
    await Promise.all([shopper.panel.ask('From the first tab'), other.ask('From the second tab')]);
    await camille.desk.accept();
    for (let i = 1; i <= 5; i++) await Promise.all([shopper.panel.say(`Here ${i}`), other.say(`There ${i}`)]);
    await camille.desk.say('I read you.');
    const orders = await Promise.all([shopper.panel.log, other.log, camille.desk.log].map(orderOnceSaid));
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    await camille.desk.goTo('Conversations');
    await expect.poll(() => camille.page.getByText('From the', { exact: false }).count()).toBeLessThanOrEqual(2);
  });
});

const TEXTS = /From the (first|second) tab|(Here|There) \d|I read you\./g;

async function orderOnceSaid(log: Panel['log']): Promise<string[]> {
  const order = async () => [...(await log.innerText()).matchAll(TEXTS)].map(([text]) => text);
  await expect.poll(async () => (await order()).length, { timeout: 30_000 }).toBe(13);
  return order();
}
