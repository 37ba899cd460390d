import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { applyHouse, roundTheClock } from '../helpers/apply-house.ts';
import { associateAt, CAMILLE } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { LIVE, listenTo } from '../helpers/read-aloud.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { RELAY_GONE } from '../helpers/shopper.ts';
import type { End } from '../helpers/wire-end.ts';
import { wireMessage, wireShopper } from '../helpers/wire-shopper.ts';

const NOURA = 'نورة الهاشمي';
const LEYLA = 'ليلى حداد';
const FRIEDERIKE = 'Friederike von Hohenlohe-Langenburg';
/** Eight who wait, in the order in which they came. */
const CLIENTS = [
  ['Eleanor Whitcombe', 'Good afternoon. Is the Rivoli still to be found, in midnight blue and in size 38?'],
  [NOURA, 'مساء الخير، هل هذا الوشاح متوفر باللون الأزرق في متجركم في باريس، وهل يمكن حجزه حتى الغد؟'],
  ['山田 花子', 'こちらの商品は店頭にございますか。'],
  [FRIEDERIKE, 'Guten Tag, lässt sich die Länge der Kette anpassen?'],
  ['Claire', 'Bonjour'],
  ['Benoît Favre', 'Je passe demain à Paris.'],
  ['Margaux Delacroix', 'Merci'],
  ['Odile', 'À tout à l’heure'],
] as const;
const SMALL = { viewport: { width: 360, height: 780 }, hasTouch: true } as const;

const relay = useRelay({ per: 'file', env: { MESSAGES_PER_MIN: '600' } });
const newPerson = useBrowser();
const shoppers: End<'shopper'>[] = [];
afterAll(() => {
  for (const shopper of shoppers) shopper.close();
});

const ask = { locale: 'fr-FR', zone: 'Europe/Paris', notice: '1' } as const;

/** Somebody asks for a chat, and Camille takes it. */
async function chats(desk: Awaited<ReturnType<typeof associateAt>>['desk'], name: string, text: string) {
  const shopper = await wireShopper(relay().url);
  shoppers.push(shopper);
  const product = { name: 'Le carré « Jardin d’hiver »' };
  const entries = [wireMessage(text)];
  const opened = await shopper.ok('request.open', {
    ...{ ...ask, id: makeId(Date.now()), kind: 'chat', name, product, entries },
  });
  await desk.accept();
  return { shopper, conversation: opened.request.conversation };
}

/** Where an element's text stands on the screen. */
const textBox = (of: Locator) =>
  of.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return { left, right, top, bottom, box: { left: box.left, right: box.right } };
  });

/** Whatever the direction of their words; those that are cut fill their line. */
async function beginWhereTheirLinesDo(all: Locator): Promise<void> {
  for (const one of await all.all()) {
    const { left, box } = await textBox(one);
    expect(Math.round(left - box.left), (await one.textContent()) ?? '').toBeLessThanOrEqual(1);
  }
}

const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('a full desk', () => {
  beforeAll(async () => {
    await applyHouse(relay(), (house) => {
      const open = roundTheClock(house);
      const patience = { firstWordMs: 1_000, nextWordMs: 600_000, offerOnMs: 7_200_000, boundMs: 600_000 };
      return {
        ...open,
        policy: { ...open.policy, ...patience },
        people: open.people.map((one) => (one.email === CAMILLE ? { ...one, capacity: 12 } : one)),
      };
    });
  });

  test('Home tells eight clients once each, the longest wait first, one in red, each name where its line begins', async () => {
    const { desk, page } = await associateAt(relay().url, newPerson, SMALL);
    for (const [name, text] of CLIENTS) await chats(desk, name, text);
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    const asked = page.getByRole('region', { name: 'Asked of you now' });
    await expect.poll(() => asked.locator('.name').allTextContents()).toEqual(CLIENTS.map(([name]) => name));
    await expect.poll(() => page.locator('.home .line').count()).toBe(CLIENTS.length);
    await expect.poll(() => asked.getByText('Answer, or a colleague is asked.').count()).toBe(1);
    const red = await page.evaluate(() => {
      const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent');
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = accent;
      const { color } = getComputedStyle(probe);
      probe.remove();
      const lines = [...document.querySelectorAll('.home .line')];
      const isRed = (line: Element) =>
        [line, ...line.querySelectorAll('*')].some((one) => getComputedStyle(one).color === color);
      return lines.filter(isRed).map((line) => line.querySelector('.name')?.textContent);
    });
    expect(red).toEqual(['Eleanor Whitcombe']);
    await beginWhereTheirLinesDo(asked.locator('.name, .line-last > bdi'));
    // Of words that are cut, what was said first stands.
    const words = await asked
      .locator('.line-last > bdi')
      .nth(1)
      .evaluate((bdi) => {
        const range = document.createRange();
        range.setStart(bdi.firstChild as Node, 0);
        range.setEnd(bdi.firstChild as Node, 4);
        const first = range.getBoundingClientRect();
        const box = bdi.getBoundingClientRect();
        return {
          inside: first.left >= box.left && first.right <= box.right + 1,
          cut: bdi.scrollWidth > bdi.clientWidth,
        };
      });
    expect(words).toEqual({ inside: true, cut: true });
    expect(await tooWide(page)).toBe(0);
    const caller = await wireShopper(relay().url);
    shoppers.push(caller);
    const call = { ...ask, kind: 'callback', phone: '06 12 34 56 78', when: { kind: 'asap' } } as const;
    await caller.ok('request.open', { ...call, id: makeId(Date.now()), name: LEYLA });
    await desk.accept();
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 780 });
      for (const screen of ['Conversations', 'Promises'] as const) {
        await desk.goTo(screen);
        await page.locator('main .name').getByText(LEYLA).first().waitFor();
        await beginWhereTheirLinesDo(page.locator('main .name, main .line-last > bdi'));
      }
    }
  });

  test('a long name is whole beside Done', async () => {
    const { desk, page } = await associateAt(relay().url, newPerson, { ...SMALL, available: false });
    await desk.goTo('Conversations');
    await page.getByRole('link', { name: FRIEDERIKE }).click();
    const name = page.getByRole('heading', { level: 1, name: FRIEDERIKE });
    await name.waitFor();
    const { left, right, box } = await textBox(name);
    expect([left >= box.left, right <= box.right + 1]).toEqual([true, true]);
    const done = await desk.button('Done').boundingBox();
    expect(right).toBeLessThanOrEqual(done?.x ?? 0);
  });

  test('a ring is read whole on a low screen; how it ended stands in a place of its own: nothing that she may press lies under it', async () => {
    const { desk, page } = await associateAt(relay().url, newPerson, { ...SMALL, available: false });
    const shopper = await wireShopper(relay().url);
    shoppers.push(shopper);
    const entries = [wireMessage('Bonsoir')];
    const { request } = await shopper.ok('request.open', {
      ...{ ...ask, id: makeId(Date.now()), kind: 'chat', entries },
    });
    await desk.incoming.waitFor();
    await page.setViewportSize({ width: 320, height: 256 });
    await expectAccessible(page, 'ringing at 400 %');
    const inside = (of: Locator) => of.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight);
    expect(await inside(desk.incoming.getByRole('button', { name: 'Accept' }))).toBe(true);
    for (let presses = 0; presses < 20; presses++) await page.keyboard.press('ArrowDown');
    const quote = desk.incoming.locator('blockquote');
    await expect.poll(() => quote.evaluate((one) => one.getBoundingClientRect().top < innerHeight - 80)).toBe(true);
    await page.setViewportSize(SMALL.viewport);
    await shopper.ok('request.withdraw', { request: request.id });
    const end = page.locator('.ring-end p');
    await end.waitFor();
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 780 });
      const covered = await end.evaluate((line) => {
        const box = line.getBoundingClientRect();
        const all = [...document.querySelectorAll('a, button, input, h1, .availability-said')];
        const others = all.filter((one) => !line.contains(one) && one.getClientRects().length > 0);
        const main = document.querySelector('main')?.getBoundingClientRect();
        return others
          .filter((one) => {
            const { left, right, top, bottom } = one.getBoundingClientRect();
            const floor =
              document.querySelector('main')?.contains(one) && main ? Math.min(bottom, main.bottom) : bottom;
            return left < box.right && right > box.left && top < box.bottom && floor > box.top;
          })
          .map((one) => one.textContent);
      });
      expect(covered, `at ${width}`).toEqual([]);
    }
  });

  test('every screen has its headings in order and all of it in regions that have names', async () => {
    const { desk, page } = await associateAt(relay().url, newPerson, { available: false });
    const isOrdered = async (state: string) => {
      await expectAccessible(page, state, ['best-practice']);
      const levels = await page.evaluate(() =>
        [...document.querySelectorAll('h1, h2, h3, h4')]
          .filter((one) => one.checkVisibility())
          .map((one) => one.localName),
      );
      expect(levels[0], state).toBe('h1');
      for (const [i, level] of levels.entries())
        if (i > 0) expect(Number(level[1]) - Number(levels[i - 1]?.[1]), state).toBeLessThanOrEqual(1);
    };
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const screen of ['Home', 'Conversations', 'Promises', 'You']) {
        await page.getByRole('navigation').getByRole('link', { name: screen }).click();
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await isOrdered(`${screen} at ${width}`);
      }
      await desk.goTo('Conversations');
      await page.getByRole('link', { name: NOURA }).click();
      await page.getByRole('log').getByText('مساء').first().waitFor();
      if (width === 360) await desk.button('Client').click();
      await page.getByRole('complementary', { name: 'The client' }).waitFor();
      await isOrdered(`thread at ${width}`);
      if (width === 360) await desk.button('Close').click();
    }
  });

  test('a reader’s own size of letters counts everywhere, and nothing is lost by it', async () => {
    const { desk, page, context } = await associateAt(relay().url, newPerson, { ...SMALL, available: false });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    await page.reload();
    await desk.available.waitFor();
    expect(await page.locator('.home h1').evaluate((h1) => getComputedStyle(h1).fontSize)).toBe('56px');
    for (const screen of ['Home', 'Conversations', 'Promises', 'You'] as const) {
      await page.getByRole('navigation').getByRole('link', { name: screen }).click();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await tooWide(page), screen).toBe(0);
      const small = await page.evaluate(() => {
        const texts = [...document.querySelectorAll('body *')].filter(
          (one) =>
            one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
        );
        return texts
          .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 24)
          .map((one) => one.textContent);
      });
      expect(small, screen).toEqual([]);
    }
    await desk.goTo('Conversations');
    await page.getByRole('link', { name: FRIEDERIKE }).click();
    await desk.message.waitFor();
    expect(await tooWide(page), 'thread').toBe(0);
    for (const part of [desk.message, desk.button('Send'), desk.button('Done')]) {
      const box = await part.boundingBox();
      expect([box && box.y >= 0, box && box.y + box.height <= 780]).toEqual([true, true]);
    }
    await page.getByRole('link', { name: 'Back' }).click();
    // A wide screen whose letters are twice as large has the room of one half as wide.
    await page.setViewportSize({ width: 1440, height: 900 });
    const nav = await page.getByRole('navigation').boundingBox();
    expect(nav?.width).toBe(1440);
  });

  test('at 400 % she reaches what is asked of her, and the field she writes in', async () => {
    const zoomed = { viewport: { width: 320, height: 256 } } as const;
    const { desk, page } = await associateAt(relay().url, newPerson, { ...zoomed, available: false });
    const seen = (of: Locator) =>
      of.evaluate((element) => {
        element.scrollIntoView({ block: 'nearest' });
        const box = element.getBoundingClientRect();
        const points = [box.top + 2, box.bottom - 2].map((y) => document.elementFromPoint(box.left + box.width / 2, y));
        return points.every((at) => at !== null && (element.contains(at) || at.contains(element)));
      });
    const line = page.locator('.home .line').nth(2);
    await line.waitFor();
    expect(await seen(line)).toBe(true);
    await line.click();
    await desk.message.waitFor();
    expect(await seen(desk.message)).toBe(true);
    expect(await seen(desk.button('Send'))).toBe(true);
    expect(await tooWide(page)).toBe(0);
    await page.setViewportSize({ width: 320, height: 640 });
    await desk.goTo('Conversations');
    await page.getByRole('link', { name: LEYLA }).click();
    const number = page.getByRole('link', { name: /^Call \+33/ });
    await number.waitFor();
    const lines = await number.evaluate((link) =>
      [...link.children].map((one) => one.getBoundingClientRect().height).filter((height) => height > 30),
    );
    expect(lines, 'the number to dial stands on one line').toEqual([]);
  });

  test('4.1.3: she hears what a client says now, once and as one sentence; nothing of her own, nothing old', async () => {
    const { desk, page } = await associateAt(relay().url, newPerson, { available: false });
    const { shopper, conversation } = await chats(desk, 'Hélène', 'Bonjour');
    for (let from = 0; from < 60; from += 20) {
      const entries = Array.from({ length: 20 }, (_, i) => wireMessage(`old ${from + i}.`));
      await shopper.ok('entries.append', { conversation, entries });
    }
    await desk.log.getByText('old 59.').waitFor();
    await page.addInitScript(`const LIVE = ${JSON.stringify(LIVE)}; window.told = (${listenTo})(document);`);
    await page.reload();
    await desk.log.getByText('old 59.').waitFor();
    await desk.button('Show earlier words').click();
    await desk.log.getByText('old 5.').waitFor();
    await desk.say('Avec plaisir.');
    await page.getByText('Sent', { exact: true }).waitFor();
    const heard = () => page.evaluate(() => (window as unknown as { told(): string[] }).told());
    expect((await heard()).filter((text) => /old|Bonjour|plaisir|Sent/.test(text))).toEqual([]);
    await shopper.ok('entries.append', { conversation, entries: [wireMessage('Merci.'), wireMessage('À demain.')] });
    await desk.log.getByText('À demain.').waitFor();
    const words = async () =>
      (await heard()).filter((text) => /Merci|demain/.test(text)).map((text) => text.replace(/\s+/g, ' '));
    await expect.poll(words).toEqual(['Hélène: Merci. À demain.']);
  });

  test('Y08: what is seldom seen passes axe too, by day and by night: full, offline, help, done, signed out', async () => {
    const { desk, page, context, expects } = await associateAt(relay().url, newPerson, { ...SMALL, available: false });
    expects(RELAY_GONE);
    const isFit = async (state: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `${state}, ${colorScheme}`);
      }
      expect(await tooWide(page), state).toBe(0);
    };
    const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
    await page.locator('.home .line').first().waitFor();
    await isFit('home, full');
    await go('Conversations');
    await isFit('conversations, full');
    await page.getByRole('link', { name: LEYLA }).click();
    await desk.button('No answer').click();
    await desk.button('Ring again now').waitFor();
    await isFit('the next try');
    await context.setOffline(true);
    await page.getByText('You are not connected.').first().waitFor();
    await isFit('not connected');
    await context.setOffline(false);
    await page.getByText('You are not connected.').first().waitFor({ state: 'hidden' });
    await go('You');
    await page.getByRole('heading', { level: 1, name: 'Camille' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    await isFit('shortcuts');
    await page.keyboard.press('Escape');
    await desk.button('Sign out').click();
    await page.getByText('Nothing of yours stays on this device.').waitFor();
    await isFit('signed out');
  });

  test('in the dark no frame of it is white: not before its styles are there, nor before its script is', async () => {
    const { page, context } = await newPerson({ ...SMALL, colorScheme: 'dark' });
    const gate = () => {
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      return { open, opened };
    };
    const styles = gate();
    const script = gate();
    await context.route(/\/console\/assets\/.*\.(css|js)$/, async (route) => {
      await (route.request().url().endsWith('.css') ? styles : script).opened;
      await route.continue();
    });
    await page.goto(`${relay().url}/console/`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.body !== null);
    const brightest = (of: 'Canvas' | 'html') =>
      page.evaluate((name) => {
        const probe = document.createElement('i');
        probe.style.backgroundColor = 'Canvas';
        const box = name === 'html' ? document.documentElement : document.body.appendChild(probe);
        const color = getComputedStyle(box).backgroundColor;
        probe.remove();
        return Math.max(...(color.match(/[\d.]+/g) ?? ['255']).slice(0, 3).map(Number));
      }, of);
    expect(await brightest('Canvas')).toBeLessThan(40);
    styles.open();
    await expect.poll(() => page.evaluate(() => document.styleSheets.length)).toBe(1);
    expect(await brightest('html')).toBeLessThan(40);
    script.open();
  });
});
