import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, shopperOn } from '../helpers/shopper.ts';

describe('T14: the first words of two tabs', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  /** Of people whose sessions live. */
  const conversations = (): number => {
    const store = new DatabaseSync(join(relay().dataDir, 'salon.db'), { readOnly: true, timeout: 5_000 });
    const rows = store
      .prepare('select c.id from conversations c join shoppers s on s.id = c.shopper where s.endedAt is null')
      .all();
    store.close();
    return rows.length;
  };

  it.each([
    ['with Web Locks', true],
    ['where there are none', false],
  ])('%s: one conversation, with both, however far apart they are', async (_, locks) => {
    const gaps = [0, 30, 100, 300];
    for (const [index, gap] of gaps.entries()) {
      const shopper = await shopperOn(`${relay().url}/`, newPerson);
      if (!locks) await shopper.context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'));
      const page = await shopper.context.newPage();
      const tabs = [shopper.panel, new Panel(page)] as const;
      for (const { page } of tabs) await page.goto(relay().url + PRODUCT);
      for (const tab of tabs) {
        await tab.open();
        await tab.choose('Live chat');
        await tab.message.waitFor();
      }
      const words = ['From the first tab', 'From the second tab'];
      // Which of them is first is turned about each time.
      const [first, second] = index % 2 === 0 ? tabs : [tabs[1], tabs[0]];
      await Promise.all([
        first.say(words[0] as string),
        second.page.waitForTimeout(gap).then(() => second.say(words[1] as string)),
      ]);
      for (const tab of tabs) {
        for (const text of words) await expect.poll(() => tab.log.getByText(text).count(), { timeout: 20_000 }).toBe(1);
        await expect.poll(() => tab.log.getByText('Sending').count(), { timeout: 20_000 }).toBe(0);
        expect(await tab.dialog.getByText('Not sent').count()).toBe(0);
      }
      // Where two have stood for a moment, the one that does not stay is ended once its words are with the other.
      await expect.poll(() => conversations(), { timeout: 20_000 }).toBe(index + 1);
      await shopper.context.close();
    }
  });
});
