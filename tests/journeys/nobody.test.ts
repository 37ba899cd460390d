import { describe, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { shopperOn } from '../helpers/shopper.ts';

describe('nobody is free', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  it('T11: she is told who answers and when, leaves a message, and has her answer there', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.open();
    await expectText(
      shopper.panel.dialog,
      /(Nobody is free|is closed) just now\. Write, and .* (answers by|answers from)/,
    );
    await expectAccessible(shopper.page, 'welcome, nobody free');
    await shopper.panel.choose('Live chat');
    await shopper.panel.say('Shall you have it at Christmas?');
    await expectText(
      shopper.panel.dialog,
      /Your message is with (Rue Saint-Honoré|Client Services|Via Monte Napoleone|Ginza|Madison Avenue)/,
    );
    await shopper.panel.button(/Call me instead/).waitFor();
    await expectAccessible(shopper.page, 'a message left');

    const camille = await associateAt(relay().url, newPerson);
    await camille.desk.accept();
    await camille.desk.say('We shall.');
    await expectOnceInOrder(shopper.panel.log, ['Shall you have it at Christmas?', 'We shall.']);
  });

  it('T11: what waits becomes a call with nothing retyped', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('About the clasp');
    await shopper.panel.button(/Call me instead/).click();
    await shopper.panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await shopper.panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
    await shopper.panel.button('Ask for the call').click();
    await expectText(shopper.panel.dialog, /calls you/);
  });

  it('T12: the last associate closes her console while it rings, and the shopper is told', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('Are you there?');
    await camille.desk.incoming.waitFor();
    await camille.page.close();
    await expectText(shopper.panel.dialog, /Your message is with .* You have an answer here by/);
    await shopper.panel.button(/Call me instead/).waitFor();
  });

  it('declined by the only one there, she is told', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('Are you there?');
    await camille.desk.incoming.getByRole('button', { name: 'Decline' }).click();
    await expectText(shopper.panel.dialog, /Your message is with .* You have an answer here by/);
    await shopper.panel.button(/Call me instead/).waitFor();
  });
});
