import { describe, expect, it } from 'vitest';
import { applyHouse } from '../helpers/apply-house.ts';
import { associateAt } from '../helpers/associate.ts';
import { POLICIES, useBrandPage } from '../helpers/brand-page.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder, expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { Panel } from '../helpers/shopper.ts';

describe("a brand's own page, on its own origin", () => {
  const relay = useRelay();
  const newPerson = useBrowser();
  const brand = useBrandPage();
  const letIn = () => applyHouse(relay(), (house) => ({ ...house, origins: [...house.origins, brand.origin()] }));

  it.each(Object.keys(POLICIES))('E01: chat and callback work under %s, and nothing is violated', async (policy) => {
    await letIn();
    const camille = await associateAt(relay().url, newPerson);
    const { page } = await newPerson({ name: 'shopper' });
    await page.goto(brand.under(policy, relay().url));
    const panel = new Panel(page);
    await panel.ask('From another house');
    await camille.desk.accept();
    await camille.desk.say('Welcome.');
    await expectOnceInOrder(panel.log, ['From another house', 'Welcome.']);
    await panel.button('Back').click();
    await panel.choose('Call me back');
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
    await panel.button('Ask for the call').click();
    await expectText(panel.dialog, /calls you/);
    expect(await page.evaluate(() => document.querySelectorAll('style, [style]').length)).toBeLessThanOrEqual(1);
  });

  it('A01: a page that the house does not name is refused, and does not notice', async () => {
    const person = await newPerson({ name: 'shopper' });
    person.expects(/CORS policy|Failed to load resource|WebSocket connection/);
    await person.page.goto(brand.under('hosts by name', relay().url));
    const panel = new Panel(person.page);
    await panel.open();
    await panel.choose('Live chat');
    await panel.say('Is anybody there?');
    await expectText(panel.dialog, 'Is anybody there?');
    expect(await panel.dialog.innerText()).not.toContain('Camille');
    await person.page.getByRole('heading', { name: 'A house of its own' }).waitFor();
  });
});
