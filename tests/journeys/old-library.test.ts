import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { zoneInDaytime } from '../helpers/daytime-zone.ts';
import { NO_JSON, OLD_LIBRARY } from '../helpers/old-library.ts';
import { shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';

const relay = useRelay();
const newPerson = useBrowser();
const GOODS = `<script type="application/ld+json">{"@type":"Product","name":"A scarf","sku":"S1","offers":[
  {"@type":"Offer","price":"120","priceCurrency":"EUR"}]}</script><h1>A scarf</h1>`;
const on = (html: string, options = {}) =>
  shopperOnOwn(relay().url, newPerson, { html, options: { timezoneId: zoneInDaytime(), ...options } });
/** Plain http has neither locks nor `randomUUID`. */
const WITHOUT_LOCKS = `<script>Object.defineProperty(navigator, 'locks', { value: undefined });</script>`;

describe('F9: a page whose library takes the language over', () => {
  it.each([
    ['Prototype.js', OLD_LIBRARY],
    ['Prototype.js, without locks', OLD_LIBRARY + WITHOUT_LOCKS],
    ['a JSON.stringify that throws, without locks', NO_JSON + WITHOUT_LOCKS],
  ])('%s: she writes, is answered, comes back, asks for a call, and is forgotten', async (_, library) => {
    const { desk } = await associateAt(relay().url, newPerson);
    const { page, panel } = await on(`${library}${GOODS}${TAG}`);
    await panel.ask('Is it "in stock"?');
    await expectText(panel.log, 'Sent');
    await desk.incoming.waitFor();
    await desk.accept();
    await expectText(desk.log, 'Is it "in stock"?');
    await expectText(desk.log, 'A scarf');
    await desk.say('It is, madam.');
    await expectText(panel.log, 'It is, madam.');

    relay().signal('SIGSTOP');
    await panel.say('And in blue?');
    await expectText(panel.log, 'Sending');
    // Left before it was answered, it waits for the next page.
    await page.reload({ waitUntil: 'commit' });
    relay().signal('SIGCONT');
    await panel.dialog.waitFor();
    await expectText(panel.log, 'It is, madam.');
    await expectText(desk.log, 'And in blue?');
    await expectText(panel.log, /Sent|Delivered|Read/);
    expect((await desk.log.innerText()).split('And in blue?').length).toBe(2);

    await panel.button('Back').click();
    await panel.choose('Call me back');
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill('+33 6 12 34 56 78');
    await panel.button('Ask for the call').click();
    await expectText(panel.dialog, /calls you/);

    await page.evaluate(() => (Reflect.get(window, 'Salon') as unknown as (name: string) => void)('forget'));
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('loaded behind Salon, in the middle of it, it changes nothing', async () => {
    const { page, panel } = await on(`${GOODS}${TAG}`);
    await panel.open();
    await panel.choose('Live chat');
    for (const script of [OLD_LIBRARY, NO_JSON])
      await page.evaluate(
        (text) => {
          const made = document.createElement('script');
          made.textContent = text;
          document.body.append(made);
        },
        script.replace(/<\/?script>/g, ''),
      );
    await panel.say('Good evening');
    await expectText(panel.log, 'Sent');
  });
});

describe('F9: what fails under her hand stays out of the page', () => {
  it('a Send that cannot be kept leaves her words in the field, and the next one goes', async () => {
    const { page, panel } = await on(`<h1>A page</h1>${TAG}`);
    await panel.open();
    await panel.choose('Live chat');
    await page.evaluate(() => {
      const make = crypto.getRandomValues;
      Object.assign(window, { mend: () => (crypto.getRandomValues = make) });
      crypto.getRandomValues = () => {
        throw new Error('no chance here');
      };
    });
    await panel.say('Good evening');
    expect(await panel.message.inputValue()).toBe('Good evening');
    await page.evaluate(() => Reflect.get(window, 'mend')());
    await panel.button('Send').click();
    await expectText(panel.log, 'Sent');
    await expect.poll(() => panel.message.inputValue()).toBe('');
  });

  it('no handler throws into the page, whatever the page has made throw', async () => {
    const { page, panel } = await on(`<h1>A page</h1>${TAG}`, PHONE);
    await panel.ask('Good evening');
    await expectText(panel.log, 'Sent');
    const warned = page.waitForEvent('console', (said) => said.text().includes('[Salon]'));
    await page.evaluate(() => {
      const fails = () => {
        throw new Error('not on this page');
      };
      Object.defineProperty(document, 'visibilityState', { get: fails });
      Event.prototype.stopPropagation = fails;
      for (const target of [window, document])
        for (const event of ['focus', 'online', 'pageshow', 'visibilitychange', 'change', 'scroll'])
          target.dispatchEvent(new Event(event));
    });
    await warned;
    await panel.message.press('a');
    await panel.message.dispatchEvent('keydown', { key: 'Escape', bubbles: true });
    await panel.say('Still here');
    await expectText(panel.log, 'Still here');
  });

  it('locks and storage that the browser refuses keep no word back', async () => {
    const { panel } = await on(
      `<script>
        navigator.locks.request = () => Promise.reject(new DOMException('denied here', 'SecurityError'));
        for (const name of ['getItem', 'setItem', 'removeItem', 'key'])
          Storage.prototype[name] = () => { throw new DOMException('denied here', 'SecurityError'); };
      </script><h1>A page</h1>${TAG}`,
    );
    await panel.ask('Good evening');
    await expectText(panel.log, 'Sent');
    await panel.say('Is it in stock?');
    await expect.poll(() => panel.log.innerText()).not.toContain('Sending');
    await expectText(panel.log, 'Is it in stock?');
  });
});
