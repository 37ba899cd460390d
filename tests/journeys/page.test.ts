import type { BrowserContext, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectOnceInOrder } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel } from '../helpers/shopper.ts';

const FAULTS: Record<string, (route: Route) => Promise<void>> = {
  'is down': (route) => route.abort('connectionrefused'),
  'answers 500': (route) => route.fulfill({ status: 500, body: 'no' }),
  'answers HTML': (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>A proxy says</h1>' }),
  'answers garbage': (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"ok":tru' }),
  'answers another shape': (route) => route.fulfill({ json: { ok: true, people: 7, brand: null, notice: [] } }),
  'never answers': () => Promise.resolve(),
};

describe('the page comes first', () => {
  const relay = useRelay({ per: 'file' });
  const newPerson = useBrowser();

  it.each(Object.keys(FAULTS))('E02: the page does not notice a relay that %s', async (fault) => {
    const shopper = await newPerson({ name: 'shopper' });
    shopper.expects(/Failed to load resource/);
    await shopper.context.route(/\/api\//, FAULTS[fault] as (route: Route) => Promise<void>);
    await shopper.page.goto(relay().url + PRODUCT);
    const panel = new Panel(shopper.page);
    await panel.open();
    await panel.dialog.getByRole('button', { name: 'Live chat' }).waitFor();
    await panel.choose('Call me back');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).waitFor();
    await shopper.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(shopper.complaints.length).toBeLessThanOrEqual(4);
  });

  it.each(['is down', 'answers 500', 'answers HTML'])(
    'E02: the page does not notice scripts of a relay that %s',
    async (fault) => {
      const shopper = await newPerson({ name: 'shopper' });
      shopper.expects(/Failed to load (resource|module script)|MIME type/);
      await shopper.context.route(/\/widget\//, FAULTS[fault] as (route: Route) => Promise<void>);
      await shopper.page.goto(relay().url + PRODUCT);
      const panel = new Panel(shopper.page);
      await panel.launcher.click();
      await expect.poll(() => shopper.complaints.length, { timeout: 10_000 }).toBeGreaterThan(0);
      expect(await panel.dialog.count()).toBe(0);
      expect(shopper.complaints.length).toBeLessThanOrEqual(6);
    },
  );

  const refusing = (context: BrowserContext) =>
    context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const store of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, store, { get: refuse });
      }
      Object.defineProperty(document, 'cookie', { get: refuse, set: refuse });
    });

  it('E04: where storage throws, the chat works for the tab', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const person = await newPerson({ name: 'shopper' });
    await refusing(person.context);
    await person.page.goto(relay().url + PRODUCT);
    const panel = new Panel(person.page);
    await panel.ask('In a private window');
    await camille.desk.accept();
    await camille.desk.say('Welcome.');
    await expectOnceInOrder(panel.log, ['In a private window', 'Welcome.']);
    await panel.button('Close').click();
    await panel.open();
    await expectOnceInOrder(panel.log, ['In a private window', 'Welcome.']);
  });
});
