import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectText, WITHIN } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, type Shopper, shopperOn } from '../helpers/shopper.ts';

describe('what is kept of a shopper', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  /** Everything that this browser keeps for the page's origin. */
  async function kept({ page, context }: Pick<Shopper, 'page' | 'context'>) {
    const inPage = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
    }));
    return { ...inPage, cookies: (await context.cookies()).map(({ name }) => name) };
  }
  const NOTHING = { local: [], session: [], databases: [], caches: [], cookies: [] };

  it('P04: before she acts nothing is kept and nothing is told, and nothing is kept before her first word', async () => {
    await associateAt(relay().url, newPerson);
    const person = await newPerson({ name: 'visitor' });
    const { page } = person;
    const asked: { path: string; headers: Record<string, string> }[] = [];
    page.on('request', async (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith('/demo/')) asked.push({ path: pathname, headers: await request.allHeaders() });
    });
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    // Where the shop asks nothing for itself, as it does for its invitation beside a product.
    await page.goto(`${relay().url}/demo/silk/`, { waitUntil: 'networkidle' });

    expect(asked.map(({ path }) => path.replace(/portrait.*/, 'portrait')).sort()).toSatisfy(
      (paths: string[]) => paths.length <= 3 && paths.every((path) => /salon\.js|\/api\/presence|portrait/.test(path)),
    );
    for (const { path, headers } of asked.filter((request) => request.path !== '/salon.js')) {
      expect(headers, path).not.toHaveProperty('cookie');
      expect(headers, path).not.toHaveProperty('referer');
      expect(headers, path).not.toHaveProperty('authorization');
    }
    expect(sockets).toEqual([]);
    expect(await kept(person)).toEqual(NOTHING);

    const panel = new Panel(page);
    await panel.open();
    await panel.choose('Live chat');
    await panel.message.fill('A draft, not sent');
    expect(await kept(person)).toEqual(NOTHING);
    await panel.button('Send').click();
    await expectText(panel.log, 'A draft, not sent');
    expect((await kept(person)).local).not.toEqual([]);
    expect((await kept(person)).cookies).toEqual([]);
  });

  it('P05: her token stands in no address and in no referrer', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    const said = overheard(shopper.page);
    await associateAt(relay().url, newPerson);
    await shopper.panel.ask('Good evening');
    await expectText(shopper.panel.dialog, /Camille/);
    await shopper.page.goto(`${relay().url}/demo/`);
    await shopper.panel.open();
    await expectText(shopper.panel.log, 'Good evening');

    const storage = await shopper.page.evaluate(() => JSON.stringify(localStorage));
    const tokens = storage.match(/[\w-]{43}/g) ?? [];
    expect(tokens).not.toEqual([]);
    expect(said.length).toBeGreaterThan(5);
    for (const token of tokens) expect(said.filter((line) => line.includes(token))).toEqual([]);
  });

  it('P06: on a shared device, after end and forget, the next visitor finds nothing and the old token is dead', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    await shopper.panel.ask('A gift, and a secret');
    await camille.desk.accept();
    await expectText(shopper.panel.dialog, 'Camille is with you');
    const [token] = (await shopper.page.evaluate(() => JSON.stringify(localStorage))).match(/[\w-]{43}/) ?? [];
    const asHer = () =>
      fetch(`${relay().url}/api/requests`, { headers: { authorization: `Bearer ${token}`, origin: relay().url } });
    expect((await asHer()).status).toBe(200);

    await shopper.panel.button('End and forget').click();
    await shopper.panel
      .button(/End and forget/)
      .last()
      .click();
    await expectText(shopper.panel.dialog, /Forgotten/);
    expect(await kept(shopper)).toEqual(NOTHING);
    // The browser is emptied first; the relay hears of it a moment later.
    await expect.poll(async () => (await asHer()).status, WITHIN).toBe(401);

    await shopper.page.reload();
    await shopper.panel.open();
    expect(await shopper.panel.dialog.innerText()).not.toContain('secret');
  });
});

/** Every address that the page asks for, sockets included, with the referrers it sends. */
function overheard(page: Page): string[] {
  const said: string[] = [];
  page.on('request', (request) => said.push(request.url(), request.headers().referer ?? ''));
  page.on('websocket', (socket) => said.push(socket.url()));
  page.on('framenavigated', (frame) => said.push(frame.url()));
  return said;
}
