import { describe, expect, it } from 'vitest';
import { type Associate, associateAt } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectCount, expectText, WITHIN } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { RELAY_GONE, type Shopper, shopperOn } from '../helpers/shopper.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } as const;

/** What a screen reader would say on her page from now on: text that is new in a live region that stood there before. */
async function listenOn({ page }: Shopper): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const root = document.querySelector('salon-widget')?.shadowRoot as ShadowRoot;
    const heard: string[] = [];
    const before = new WeakMap<Element, string>();
    const hear = (records: MutationRecord[]) => {
      for (const { target } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          '[role=status],[role=alert],[role=log],[aria-live]',
        );
        const text = region?.textContent?.trim() ?? '';
        if (!region || region.getAttribute('aria-live') === 'off' || before.get(region) === text) continue;
        before.set(region, text);
        if (text) heard.push(text);
      }
    };
    const observer = new MutationObserver(hear);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    Object.assign(window, {
      heard: () => {
        hear(observer.takeRecords());
        return heard.splice(0);
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { heard: () => string[] }).heard());
}

const scroller = ({ panel }: Shopper) => panel.dialog.locator('.page');
/** How far the end of the log lies below what is seen. */
const toEnd = (shopper: Shopper) =>
  scroller(shopper).evaluate((at) => Math.round(at.scrollHeight - at.scrollTop - at.clientHeight));
const expectEnd = (shopper: Shopper) => expect.poll(() => toEnd(shopper), WITHIN).toBeLessThanOrEqual(1);
async function readAbove(shopper: Shopper): Promise<void> {
  await scroller(shopper).evaluate((at) => {
    at.scrollTop = 0;
  });
  await expect.poll(() => scroller(shopper).evaluate((at) => at.scrollTop), WITHIN).toBe(0);
}
/** Whether all of it lies within what is seen. */
async function isSeen(shopper: Shopper, part: '.send' | '.grow'): Promise<boolean> {
  const box = await shopper.panel.dialog.locator(part).boundingBox();
  const size = shopper.page.viewportSize();
  return !!box && !!size && box.y >= 0 && box.y + box.height <= size.height && box.x + box.width <= size.width;
}

const expectSeen = (shopper: Shopper) =>
  expect
    .poll(async () => [await isSeen(shopper, '.send'), await isSeen(shopper, '.grow')], WITHIN)
    .toEqual([true, true]);

describe('the conversation', () => {
  const relay = useRelay({ per: 'file' });
  const newPerson = useBrowser();
  let camille: Associate;

  const withCamille = async (options: object = {}): Promise<Shopper> => {
    camille = await associateAt(relay().url, newPerson);
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson, options);
    await shopper.panel.ask('Good evening');
    await camille.desk.accept();
    await expectText(shopper.panel.dialog, 'Camille is with you');
    return shopper;
  };
  /** She is with nobody, and not there, for the next test. */
  const leave = async () => {
    await camille.desk.button(/^Done/).click();
    await camille.desk.available.click();
    await camille.page.getByRole('switch', { name: 'Available', checked: false }).waitFor();
  };
  const talk = async (shopper: Shopper, lines: number) => {
    for (let i = 1; i <= lines; i++)
      await shopper.panel.say(`Word ${i} of hers, which is longer than a phone is wide.`);
    await expectText(camille.desk.log, `Word ${lines} of hers`);
    await expectText(shopper.panel.log, /Sent|Delivered|Read/);
  };

  it('the end is kept over a phone’s keys, her own words are brought into view, and words below are told', async () => {
    const shopper = await withCamille(PHONE);
    await talk(shopper, 8);
    await expectEnd(shopper);
    await shopper.page.setViewportSize({ width: 360, height: 420 });
    await expectEnd(shopper);
    // On one that lies, too, her last words are what is seen.
    await shopper.page.setViewportSize({ width: 640, height: 200 });
    await expectEnd(shopper);
    const last = shopper.panel.log.getByText('Word 8 of hers');
    const [word, seen] = await Promise.all([last.boundingBox(), scroller(shopper).boundingBox()]);
    expect((word?.y ?? 0) + (word?.height ?? 0)).toBeGreaterThan((seen?.y ?? 0) + 20);
    await shopper.page.setViewportSize({ width: 360, height: 420 });
    await expectEnd(shopper);
    await shopper.panel.message.fill('One\nmore\nthought');
    await expectEnd(shopper);
    await shopper.panel.message.fill('');
    await shopper.page.setViewportSize({ width: 360, height: 740 });
    await expectEnd(shopper);

    await readAbove(shopper);
    await camille.desk.say('Here it is.');
    const below = shopper.panel.button('Camille has answered');
    await below.waitFor();
    expect(await scroller(shopper).evaluate((at) => at.scrollTop)).toBe(0);
    expect(await camille.desk.log.innerText()).not.toMatch(/Here it is\.[\s\S]*Read/);
    await expectAccessible(shopper.page, 'words below what she reads');
    await below.focus();
    await shopper.page.keyboard.press('Enter');
    await expectCount(below, 0);
    await expectEnd(shopper);
    await expect.poll(() => shopper.panel.log.evaluate((at) => at.matches(':focus')), WITHIN).toBe(true);

    // Times of her own words: all of them where she has come by keys, each where her hand is, and else none.
    const words = shopper.panel.dialog.locator('.said.mine');
    const shown = () =>
      words.evaluateAll((all) => all.map((one) => getComputedStyle(one.querySelector('.also') as Element).opacity));
    expect(new Set(await shown())).toEqual(new Set(['1']));
    await shopper.panel.message.click();
    const place = await words.last().boundingBox();
    expect(new Set(await shown())).toEqual(new Set(['0']));
    await words.last().hover();
    expect((await shown()).filter((opacity) => opacity === '1')).toHaveLength(1);
    const time = await words.last().locator('time').boundingBox();
    expect(time?.x).toBeGreaterThanOrEqual(0);
    expect((time?.x ?? 0) + (time?.width ?? 360)).toBeLessThanOrEqual(place?.x ?? 0);
    expect(await words.last().boundingBox()).toEqual(place);
    await expectAccessible(shopper.page, 'the time of her words');

    await readAbove(shopper);
    await shopper.panel.say('Thank you');
    await expectEnd(shopper);
    await leave();
  });

  it('at four hundred percent, and on a phone that lies, the field and Send are seen, and a line of the log', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson, PHONE);
    await shopper.panel.open();
    await shopper.panel.choose('Live chat');
    await shopper.panel.dialog.getByText('Goes with your words').waitFor();
    for (const [width, height] of [
      [320, 256],
      [640, 200],
    ] as const) {
      await shopper.page.setViewportSize({ width, height });
      await expectSeen(shopper);
      expect(await scroller(shopper).evaluate((at) => at.clientHeight)).toBeGreaterThan(24);
      await shopper.panel.message.fill('A\nlong\nthought\nof\nmany\nlines\nthat\ngoes\non');
      await expectSeen(shopper);
      await shopper.panel.message.fill('');
    }
  });

  it('is heard once: her own words never, a reply as it comes, and nothing of it after a reload', async () => {
    const shopper = await withCamille();
    shopper.expects(RELAY_GONE);
    let heard = await listenOn(shopper);
    await shopper.panel.say('Is it in stock?');
    await expectText(shopper.panel.log, /Is it in stock[\s\S]*(Delivered|Read)/);
    expect(await heard()).toEqual([]);
    await camille.desk.say('It is.');
    await expectText(shopper.panel.log, 'It is.');
    expect(await heard()).toEqual(['Camille: It is.']);

    for (let i = 1; i <= 60; i++) await camille.desk.say(`Piece ${i}`);
    await expectText(shopper.panel.log, 'Piece 60');
    await shopper.page.reload();
    heard = await listenOn(shopper);
    await expectText(shopper.panel.log, 'Piece 60');
    expect(await heard()).toEqual([]);

    // She asks for earlier words by the keyboard: what she reads stays where it is, and the focus in the log.
    const line = shopper.panel.log.getByText('Piece 30', { exact: true });
    const earlier = shopper.panel.button('Earlier words');
    await earlier.focus();
    const before = await line.boundingBox();
    await shopper.page.keyboard.press('Enter');
    await expectText(shopper.panel.log, 'Good evening');
    expect(await heard()).toEqual([]);
    expect(Math.abs(((await line.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
    const inLog = () => shopper.panel.log.evaluate((at) => at.contains((at.getRootNode() as ShadowRoot).activeElement));
    expect(await inLog()).toBe(true);

    await shopper.context.setOffline(true);
    await shopper.panel.dialog.getByText('You are not connected.').waitFor();
    const lost = shopper.panel.dialog.locator('form').getByText('You are not connected.');
    expect([await lost.count(), await shopper.panel.dialog.getByText('You are not connected.').count()]).toEqual([
      1, 1,
    ]);
    await camille.desk.say('Are you still there?');
    await shopper.context.setOffline(false);
    await shopper.page.evaluate(() => dispatchEvent(new Event('online')));
    await expectText(shopper.panel.log, 'Are you still there?');
    expect((await heard()).filter((said) => !/^You are not connected/.test(said))).toEqual([
      'Camille: Are you still there?',
    ]);
    await leave();
  });

  it('a reply while the sheet is closed stands on the launcher in words, told once, on the next page too', async () => {
    const shopper = await withCamille();
    const { page, panel } = shopper;
    await panel.button('Close').click();
    const heard = await listenOn(shopper);
    await camille.desk.say('It is here.');
    const launcher = page.getByRole('button', { name: 'Camille has answered' });
    await launcher.waitFor();
    await camille.desk.say('I have put it aside.');
    await expect.poll(heard, WITHIN).toEqual(['Camille has answered']);
    expect(await launcher.innerText()).toBe('Camille has answered');
    // To be read, also where it would rest as a face, on a page that has a place of its own for it.
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 740 });
      const readable = () =>
        launcher
          .locator('span')
          .last()
          .evaluate((at) => at.getBoundingClientRect().width > 100 && !at.parentElement?.matches('.aside'));
      await expect.poll(readable, WITHIN).toBe(true);
    }
    await page.goto(`${relay().url}/demo/`);
    await launcher.waitFor();
    await expectAccessible(page, 'a reply at the launcher');
    await launcher.click();
    await expectText(panel.log, 'I have put it aside.');
    await panel.button('Close').click();
    await panel.launcher.waitFor();
    await leave();
  });

  it('a product that goes along is as wide as the log; ended, it keeps her face, name and place', async () => {
    const shopper = await withCamille();
    await shopper.panel.say('And in green?');
    await camille.desk.say('In green, too.');
    await expectText(shopper.panel.log, 'In green, too.');
    // The product that goes along is as wide as the log.
    const [card, log] = await Promise.all([
      shopper.panel.log.locator('.product').boundingBox(),
      shopper.panel.log.boundingBox(),
    ]);
    expect(card?.width).toBe(log?.width);
    await expectText(shopper.panel.log, 'Saffron');
    await leave();
    await expectText(shopper.panel.log, 'The conversation rests here.');
    await expectCount(shopper.panel.dialog.locator('.holder').filter({ hasText: /Camille[\s\S]*Paris/ }), 2);
    await expectAccessible(shopper.page, 'ended');
    await shopper.page.reload();
    await expectCount(shopper.panel.dialog.locator('.holder').filter({ hasText: /Camille[\s\S]*Paris/ }), 2);
  });
});
