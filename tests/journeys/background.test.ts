import { expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { RELAY_GONE, shopperOn } from '../helpers/shopper.ts';

const relay = useRelay();
const newPerson = useBrowser();
const AWAY_MS = 15 * 60_000;

it.each([
  ['its line stands', false],
  ['its line has been dropped', true],
])('R09: a phone in the background for 15 minutes, frozen, and %s: all of it at once, and once', async (_, dropped) => {
  const camille = await associateAt(relay().url, newPerson);
  const shopper = await shopperOn(relay().url + PRODUCT, newPerson, PHONE);
  for (const person of [camille, shopper]) person.expects(RELAY_GONE);
  await shopper.panel.ask('Is it in stock?');
  await camille.desk.accept();
  await camille.desk.say('One moment.');
  await expectText(shopper.panel.log, 'One moment.');

  const devtools = await shopper.context.newCDPSession(shopper.page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  if (dropped) await relay().restart('SIGKILL');
  const said = ['It is.', 'Two of them, in blue.', 'Shall I keep one for you?'];
  for (const text of said) {
    await camille.desk.say(text);
    await expectText(camille.desk.log, text);
  }
  await expect.poll(() => camille.desk.log.innerText(), { timeout: 15_000 }).not.toContain('Sending');
  await relay().forward(AWAY_MS);

  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  const all = ['Is it in stock?', 'One moment.', ...said];
  await expect.poll(() => shopper.panel.log.innerText(), { timeout: 2_000, interval: 50 }).toContain(said.at(-1));
  await expectOnceInOrder(shopper.panel.log, all);
  await shopper.panel.say('Please do.');
  await expectOnceInOrder(camille.desk.log, [...all, 'Please do.']);
  await expectOnceInOrder(shopper.panel.log, [...all, 'Please do.']);
});
