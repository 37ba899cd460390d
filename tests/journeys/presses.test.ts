import { readFileSync } from 'node:fs';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { TAG } from '../helpers/own-page.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { Panel, RELAY_GONE, type Shopper } from '../helpers/shopper.ts';

const relay = useRelay({ per: 'file' });
const newPerson = useBrowser();

/** A shopper whose page is not loaded yet, so that what it fetches can be held up or cut. */
async function shopper(options: Parameters<typeof newPerson>[0] = {}): Promise<Shopper> {
  const person = await newPerson({ name: 'shopper', ...options });
  person.expects(RELAY_GONE);
  return { ...person, panel: new Panel(person.page) };
}

/** Holds every answer to `pattern` until it is let go; resolves `asked` at the first. */
async function heldUp(context: BrowserContext, pattern: RegExp, answer?: (route: Route) => Promise<void>) {
  let letGo = () => {};
  let seen = () => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const asked = new Promise<void>((resolve) => (seen = resolve));
  await context.route(pattern, async (route) => {
    seen();
    await free;
    await (answer?.(route) ?? route.continue());
  });
  return { letGo, asked };
}

/** The first request for `pattern` fails, as on a bad line; the next ones go through. */
async function failsOnce(context: BrowserContext, pattern: RegExp) {
  let failed = 0;
  await context.route(pattern, (route) => (failed++ === 0 ? route.abort('connectionreset') : route.continue()));
  return () => failed;
}

/** The page says something by `window.Salon`. */
const call = (page: Page, method: string, ...given: unknown[]) =>
  page.evaluate(
    (said) => {
      (Reflect.get(window, 'Salon') as unknown as (...said: unknown[]) => unknown)(...said);
    },
    [method, ...given],
  );

/** Presses in the middle of the launcher and does not let go. */
async function pressLauncher({ page, panel }: Shopper): Promise<void> {
  await panel.launcher.waitFor();
  const box = await panel.launcher.boundingBox();
  if (!box) throw new Error('no launcher is there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

const free = {
  ok: true,
  protocol: 1,
  brand: { id: 'maison-aurele', name: 'Maison Aurèle' },
  notice: { version: '1', url: null },
  free: true,
  people: [
    {
      id: '01890000-0000-7000-8000-000000000001',
      name: 'Camille',
      title: 'Silk',
      portrait: '/portraits/press.svg',
      languages: ['en'],
      place: { id: 'paris', name: 'Paris', city: 'Paris', zone: 'Europe/Paris', kind: 'boutique' },
    },
  ],
  answers: null,
  channels: ['chat', 'callback'],
};
const FACE = '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36"/></svg>';

describe('a press on the launcher is never lost', () => {
  it('D1: when the answer who is there arrives while she presses', async () => {
    const her = await shopper();
    const presence = await heldUp(her.context, /api\/presence/);
    await her.page.goto(relay().url + PRODUCT);
    await presence.asked;
    await pressLauncher(her);
    const answered = her.page.waitForResponse(/api\/presence/);
    presence.letGo();
    await (await answered).finished();
    await her.page.evaluate(() => new Promise(requestAnimationFrame));
    await her.page.mouse.up();
    await her.panel.dialog.waitFor();
  });

  it('D1: when the portrait arrives while she presses', async () => {
    const her = await shopper();
    await her.context.route(/api\/presence/, (route) => route.fulfill({ json: free }));
    const portrait = await heldUp(her.context, /portraits\/press/, (route) =>
      route.fulfill({
        body: FACE,
        contentType: 'image/svg+xml',
        headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
      }),
    );
    // Its page has not loaded before the portrait has.
    await her.page.goto(relay().url + PRODUCT, { waitUntil: 'commit' });
    await portrait.asked;
    await pressLauncher(her);
    portrait.letGo();
    await her.panel.launcher.locator('img').waitFor();
    await her.page.mouse.up();
    await her.panel.dialog.waitFor();
  });

  it('when the page moves on under her finger, so that the pill would step aside', async () => {
    const her = await shopper();
    await her.page.goto(relay().url + PRODUCT);
    await pressLauncher(her);
    await her.page.evaluate(async () => {
      for (let frame = 0; frame < 12; frame++) {
        scrollBy({ top: 60, behavior: 'instant' });
        await new Promise(requestAnimationFrame);
      }
    });
    await her.page.mouse.up();
    await her.panel.dialog.waitFor();
  });

  it('when the app cannot be fetched at first: it is tried again by itself, and opens', async () => {
    const her = await shopper();
    // An app that is gone has a name of every day, and that fails with it.
    await failsOnce(her.context, /widget\/en\/app\.js/);
    const failed = await failsOnce(her.context, /assets\/app-/);
    await her.page.goto(relay().url + PRODUCT);
    await her.panel.launcher.click();
    await her.panel.dialog.waitFor();
    expect(failed()).toBeGreaterThan(1);
  });

  it.each([
    ['as the page stands', ''],
    ['with everything on top', 'header, footer { position: relative; z-index: 2147483647 !important }'],
  ])('E05: on a machine six times as slow, %s, clicked as soon as it is there', async (_, css) => {
    const her = await shopper({ ...PHONE, bypassCSP: true });
    const devtools = await her.context.newCDPSession(her.page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await her.page.goto(relay().url + PRODUCT, { waitUntil: 'commit' });
    await her.panel.launcher.waitFor();
    if (css) await her.page.addStyleTag({ content: css });
    await her.panel.launcher.tap();
    await her.panel.dialog.waitFor();
    await her.panel.button('Live chat').tap();
    await her.panel.say('On an old telephone');
    await expectText(her.panel.log, 'On an old telephone');
  });
});

describe('a press on an element of the page that is to open the chat', () => {
  const lines =
    readFileSync('README.md', 'utf8').match(/^ {4}(window\.Salon \?\?=|addEventListener\('click').*$/gm) ?? [];
  /** A page that keeps presses as the README says, and a link on it. */
  const page = `<script>${lines.join('\n')}</script><a href="/contact" data-salon-open="chat">Ask us</a>${TAG}`;
  async function shopperBefore(script: (context: BrowserContext) => Promise<unknown>) {
    const her = await shopper();
    const at = relay().url;
    for (const [path, html] of Object.entries({ '/page': page, '/contact': '<h1>Write to us</h1>' }))
      await her.context.route(at + path, (route) =>
        route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><body>${html}` }),
      );
    await script(her.context);
    return { ...her, arrives: () => her.page.goto(`${at}/page`, { waitUntil: 'commit' }) };
  }

  it('is kept until the loader is there, where the page has the line for it', async () => {
    expect(lines).toHaveLength(2);
    let letGo = () => {};
    const her = await shopperBefore(async (context) => {
      ({ letGo } = await heldUp(context, /salon\.js/));
    });
    await her.arrives();
    await her.page.getByText('Ask us').click();
    letGo();
    await her.panel.message.waitFor();
    expect(new URL(her.page.url()).pathname).toBe('/page');
  });

  it('leads where the link leads, where the loader never comes', async () => {
    const her = await shopperBefore((context) => context.route(/salon\.js/, (route) => route.abort()));
    await her.page.clock.install();
    await her.arrives();
    await her.page.getByText('Ask us').click();
    await her.page.clock.fastForward(3_900);
    expect(new URL(her.page.url()).pathname).toBe('/page');
    await her.page.clock.fastForward(200);
    await her.page.getByText('Write to us').waitFor();
  });

  it('has the app on its way before the finger is up again', async () => {
    const her = await shopperBefore(async () => {});
    await her.arrives();
    await her.panel.launcher.waitFor();
    const app = her.page.waitForRequest(/assets\/app-/);
    await her.page.getByText('Ask us').hover();
    await her.page.mouse.down();
    await app;
    await her.page.mouse.up();
    await her.panel.message.waitFor();
  });
});

describe('what she chose, and what the page said, outlasts a part that cannot be fetched', () => {
  it('the chat, asked for once, comes by itself', async () => {
    const her = await shopper();
    await failsOnce(her.context, /assets\/chat-/);
    await her.page.goto(relay().url + PRODUCT);
    await her.panel.ask('On a bad line');
    await expectText(her.panel.log, 'Sent');
  });

  it('the page around is looked at and heard all the same, once its part comes', async () => {
    const her = await shopper();
    const failed = await failsOnce(her.context, /assets\/sheet-/);
    await her.page.goto(relay().url + PRODUCT);
    await her.panel.open();
    await expect.poll(failed).toBe(1);
    await call(her.page, 'context', { product: { name: 'A scarf that the page names', sku: 'X1' } });
    await expectText(her.panel.dialog, 'A scarf that the page names');
    await call(her.page, 'close');
    await her.panel.dialog.waitFor({ state: 'hidden' });
  });

  it('an end to it all, said before anything was fetched, is an end to it all', async () => {
    const her = await shopper();
    await failsOnce(her.context, /assets\/sheet-/);
    await her.page.goto(relay().url + PRODUCT);
    await her.panel.launcher.waitFor();
    await call(her.page, 'shutdown');
    await expect.poll(() => her.page.locator('salon-widget').count(), { timeout: 15_000 }).toBe(0);
  });

  it('another language is asked for again, and the last one asked for stands', async () => {
    const her = await shopper();
    await her.page.goto(relay().url + PRODUCT);
    await her.panel.open();
    await failsOnce(her.context, /assets\/fr-/);
    await call(her.page, 'setLocale', 'fr');
    await her.page.getByRole('dialog', { name: 'Parler à un conseiller' }).waitFor();
    const french = await heldUp(her.context, /assets\/fr-/);
    await her.page.reload();
    await her.panel.open();
    await call(her.page, 'setLocale', 'fr');
    await french.asked;
    await call(her.page, 'setLocale', 'en');
    french.letGo();
    await her.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(await her.panel.dialog.getAttribute('aria-label')).toBe('Talk to an associate');
  });

  it('opened and closed by the page before it is there, it stays closed', async () => {
    const her = await shopper();
    const app = await heldUp(her.context, /assets\/app-/);
    await her.page.goto(relay().url + PRODUCT);
    await her.panel.launcher.waitFor();
    await her.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const salon = Reflect.get(window, 'Salon') as unknown as (...call: unknown[]) => unknown;
      for (const event of ['open', 'close']) salon('on', event, () => said.push(event));
      salon('open', 'chat');
      salon('close');
    });
    app.letGo();
    await expect.poll(() => her.page.evaluate(() => Reflect.get(window, 'said'))).toEqual(['open', 'close']);
    expect(await her.panel.dialog.isVisible()).toBe(false);
    await call(her.page, 'open');
    await her.panel.dialog.waitFor();
  });
});
