import { describe, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, shopperOn } from '../helpers/shopper.ts';

describe('the main job', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  it('Y08: a shopper asks, an associate accepts, they talk, and it is done', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await expectAccessible(shopper.page, 'shop with launcher');
    await expectAccessible(camille.page, 'home, available');

    await shopper.panel.open();
    await expectText(shopper.panel.dialog, 'Camille');
    await expectAccessible(shopper.page, 'welcome');
    await shopper.panel.choose('Live chat');
    await expectAccessible(shopper.page, 'composer');
    await shopper.panel.say('Is it made by hand?');

    await expectText(camille.desk.incoming, 'Is it made by hand?');
    await expectAccessible(camille.page, 'ringing');
    await expectText(shopper.panel.dialog, 'We are asking Camille in Paris.');
    await expectAccessible(shopper.page, 'waiting');
    await camille.desk.accept();

    await expectText(shopper.panel.dialog, 'Camille is with you');
    await expectText(camille.desk.log, 'Is it made by hand?');
    await camille.desk.say('Every stitch, in our atelier.');
    await shopper.panel.say('How lovely.');
    const said = ['Is it made by hand?', 'Every stitch, in our atelier.', 'How lovely.'];
    await expectOnceInOrder(shopper.panel.log, said);
    await expectOnceInOrder(camille.desk.log, said);
    await expectText(shopper.panel.log, 'Read');
    await expectAccessible(shopper.page, 'conversation');
    await expectAccessible(camille.page, 'conversation');

    await camille.desk.button('Done').click();
    await expectText(shopper.panel.dialog, 'The conversation rests here.');
    await expectAccessible(shopper.page, 'done');
  });

  it('Y08: goes the same way on two telephones', async () => {
    const camille = await associateAt(relay().url, newPerson, PHONE);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson, PHONE);
    await shopper.panel.ask('Do you have it in blue?');
    await camille.desk.incoming.waitFor();
    await expectAccessible(camille.page, 'ringing on a telephone');
    await camille.desk.accept();
    await camille.desk.say('We do.');
    await expectOnceInOrder(shopper.panel.log, ['Do you have it in blue?', 'We do.']);
    await expectAccessible(shopper.page, 'conversation on a telephone');
    await expectAccessible(camille.page, 'conversation on a telephone');
  });

  it('shows each other writing, only while it is so', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('Good evening');
    await camille.desk.accept();
    await camille.desk.message.pressSequentially('Good ev');
    await expectText(shopper.panel.dialog, 'Camille is writing');
    await camille.desk.message.fill('');
    await shopper.panel.dialog.getByText('Camille is writing').waitFor({ state: 'hidden' });
  });

  it('takes the conversation along, from page to page and over a closed browser tab', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('May I see it in Milan?');
    await camille.desk.accept();
    await shopper.page.goto(`${relay().url}/demo/`);
    await camille.desk.say('Of course.');
    await shopper.panel.open();
    await expectOnceInOrder(shopper.panel.log, ['May I see it in Milan?', 'Of course.']);

    const later = await shopper.context.newPage();
    await shopper.page.close();
    await later.goto(relay().url + PRODUCT);
    const panel = new Panel(later);
    await panel.open();
    await expectOnceInOrder(panel.log, ['May I see it in Milan?', 'Of course.']);
  });
});
