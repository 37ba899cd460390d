import { describe, it } from 'vitest';
import { applyHouse } from '../helpers/apply-house.ts';
import { useBrandPage } from '../helpers/brand-page.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { Panel } from '../helpers/shopper.ts';

describe('case 01: what a page or a browser says of itself refuses no word and no call', () => {
  const relay = useRelay();
  const newPerson = useBrowser();
  const brand = useBrandPage();

  let asked = 0;
  async function wordAndCall(said: { lang?: string; locale?: string }, before: () => void = () => {}): Promise<void> {
    const { page } = await newPerson({ name: 'shopper' });
    await page.addInitScript(before);
    await page.goto(brand.inLanguage(relay().url, said));
    const panel = new Panel(page);
    await panel.ask('Good morning');
    await expectText(panel.log, /Sent|Delivered/);
    await panel.button('Back').click();
    await panel.choose('Call me back');
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill(`+41 44 201 12 3${asked++}`);
    await panel.dialog.getByRole('group', { name: 'When' }).getByRole('radio').nth(1).waitFor();
    await panel.button('Ask for the call').click();
    await expectText(panel.dialog, /calls you/);
  }

  it('a tag that is none, wherever it stands, or a zone that is none', async () => {
    await applyHouse(relay(), (house) => ({ ...house, origins: [...house.origins, brand.origin()] }));
    await wordAndCall({ lang: 'en_US' });
    await wordAndCall({ lang: 'x-default' });
    await wordAndCall({ lang: 'fr', locale: 'en_GB.UTF-8' });
    await wordAndCall({ lang: 'en' }, () => {
      const { resolvedOptions } = Intl.DateTimeFormat.prototype;
      Intl.DateTimeFormat.prototype.resolvedOptions = function () {
        return { ...resolvedOptions.call(this), timeZone: 'Etc/Unknown' };
      };
    });
  });
});
