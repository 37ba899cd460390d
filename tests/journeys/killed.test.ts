import { describe, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { RELAY_GONE, shopperOn } from '../helpers/shopper.ts';

describe('the relay is killed', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  async function bothTalking() {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    for (const person of [camille, shopper]) person.expects(RELAY_GONE);
    await shopper.panel.ask('Before the night');
    await camille.desk.accept();
    await expectText(shopper.panel.dialog, 'Camille is with you');
    return { camille, shopper };
  }

  it('R01 R02: what both write while it is down arrives once, in order, on both sides', async () => {
    const { camille, shopper } = await bothTalking();
    await relay().kill('SIGKILL');
    await shopper.panel.say('Are you there?');
    await shopper.panel.say('I can wait.');
    await expectText(shopper.panel.log, /Sending|Kept/);
    await relay().start();
    const hers = ['Before the night', 'Are you there?', 'I can wait.'];
    await expectOnceInOrder(camille.desk.log, hers);
    await expectOnceInOrder(shopper.panel.log, hers);
    await camille.desk.say('Here again.');
    await expectOnceInOrder(shopper.panel.log, [...hers, 'Here again.']);
    await expectOnceInOrder(camille.desk.log, [...hers, 'Here again.']);
  });

  it('says so to both, and says when it is over', async () => {
    const { camille, shopper } = await bothTalking();
    await relay().kill('SIGKILL');
    await expectText(shopper.panel.dialog, 'You are not connected.');
    await expectText(camille.page.locator('body'), 'You are not connected.');
    await relay().start();
    await shopper.panel.dialog.getByText('You are not connected.').waitFor({ state: 'hidden' });
    await camille.page.getByText('You are not connected.').first().waitFor({ state: 'hidden' });
  });

  it('keeps a request that waits for somebody, and rings again', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    const camille = await associateAt(relay().url, newPerson);
    for (const person of [camille, shopper]) person.expects(RELAY_GONE);
    await shopper.panel.ask('Nobody has answered yet');
    await camille.desk.incoming.waitFor();
    await relay().restart('SIGKILL');
    await expectText(camille.page.locator('body'), 'Requests ring here.');
    await expectText(camille.desk.incoming, 'Nobody has answered yet');
    await camille.desk.accept();
    await expectText(shopper.panel.dialog, 'Camille is with you');
  });
});
