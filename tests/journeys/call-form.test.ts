import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyHouse, roundTheClock } from '../helpers/apply-house.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectCount, expectText, WITHIN } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { type Shopper, shopperOn } from '../helpers/shopper.ts';

const relay = useRelay({ per: 'file' });
const newPerson = useBrowser();
beforeAll(() => applyHouse(relay(), roundTheClock));

async function atTheForm(width = 360, height = 740): Promise<Shopper> {
  const shopper = await shopperOn(relay().url + PRODUCT, newPerson, { viewport: { width, height } });
  await shopper.panel.open();
  await shopper.panel.choose('Call me back');
  await times(shopper).first().waitFor();
  return shopper;
}
const times = ({ panel }: Shopper) => panel.dialog.getByRole('radiogroup').getByRole('radio');
const days = ({ panel }: Shopper) => panel.dialog.locator('.day');
const box = async (of: Locator) => {
  const { x, y, width, height } = (await of.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { left: x, right: x + width, top: y, foot: y + height };
};

describe('the form of a call', () => {
  it('2.1.1: Tab leads to the days and to their times, arrows choose among them', async () => {
    const shopper = await atTheForm();
    const { page, panel } = shopper;
    const at = () =>
      page.evaluate(() => {
        const field = document.activeElement?.shadowRoot?.activeElement as HTMLInputElement;
        return field.name || field.localName;
      });
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).focus();
    await page.keyboard.type('Ada');
    await page.keyboard.press('Tab');
    await page.keyboard.type('+33 6 12 34 56 78');
    const met: string[] = [];
    while (met.at(-1) !== 'slot' && met.length < 6) {
      await page.keyboard.press('Tab');
      met.push(await at());
    }
    expect(met).toEqual(['when', 'select', 'day', 'slot']);
    await page.keyboard.press('Shift+Tab');
    const day = await panel.dialog.getByRole('radiogroup').getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => panel.dialog.getByRole('radiogroup').getAttribute('aria-label'), WITHIN).not.toBe(day);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    expect(await times(shopper).nth(1).isChecked()).toBe(true);
    expect(await panel.dialog.getByRole('radio', { name: 'As soon as possible' }).isChecked()).toBe(false);
    await page.keyboard.press('Enter');
    await expectText(panel.dialog, /between \d/);
  });

  it('nothing scrolls within what scrolls, and the days say that there are more', async () => {
    for (const width of [360, 1440]) {
      const shopper = await atTheForm(width);
      const { page, panel } = shopper;
      const scrolls = await panel.dialog.evaluate((sheet) =>
        [...sheet.querySelectorAll('*')]
          .filter((one) => one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY))
          .map((one) => one.className),
      );
      expect(scrolls.filter((name) => name !== 'days')).toEqual(['view']);
      const row = await box(panel.dialog.locator('.days'));
      const all = await Promise.all((await days(shopper).all()).map(box));
      expect(all.at(-1)?.right).toBeGreaterThan(row.right);
      // One is cut by the edge, by a quarter at least, and shown by a quarter at least.
      const cut = all
        .map(({ left, right }) => (row.right - left) / (right - left))
        .filter((part) => part > 0 && part < 1);
      expect(cut).toEqual([expect.any(Number)]);
      expect(Math.abs((cut[0] ?? 0) - 0.5)).toBeLessThan(0.3);
      // By keyboard the last one comes whole.
      await days(shopper).first().locator('input').focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(async () => (await box(days(shopper).last())).right, WITHIN).toBeLessThanOrEqual(row.right);
    }
  });

  it('the button is in reach wherever she is, and never over the field that has the focus', async () => {
    const shopper = await atTheForm();
    const { page, panel } = shopper;
    const button = panel.button('Ask for the call');
    const view = panel.dialog.locator('.view');
    for (const top of [0, 200, 9_999]) {
      await view.evaluate((at, scrolled) => at.scrollTo({ top: scrolled, behavior: 'instant' }), top);
      expect((await box(button)).foot).toBeLessThanOrEqual(740);
    }
    await view.evaluate((at) => at.scrollTo({ top: 0, behavior: 'instant' }));
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).focus();
    // With a phone's keys up, and where there is next to no room: there it goes with the rest.
    for (const height of [740, 420, 256]) {
      await page.setViewportSize({ width: 320, height });
      const fields = await panel.dialog.locator('.view :is(input, select)').all();
      for (const field of [...fields.slice(0, 4), ...fields.slice(-1)]) {
        await field.focus();
        const [own, foot] = [await box(field), await box(panel.dialog.locator('.foot'))];
        expect(own.top).toBeGreaterThan(60);
        expect(own.foot).toBeLessThanOrEqual(height);
        expect(own.foot <= foot.top || own.top >= foot.foot, `${height}`).toBe(true);
      }
    }
  });

  it('the field that she types into stays in sight when a phone’s keys come up', async () => {
    const { page, panel } = await atTheForm();
    const phone = panel.dialog.getByRole('textbox', { name: 'Phone' });
    await phone.click();
    await page.setViewportSize({ width: 360, height: 360 });
    const inSight = async () => (await box(phone)).foot <= (await box(panel.dialog.locator('.foot'))).top;
    await expect.poll(inSight, WITHIN).toBe(true);
    expect((await box(panel.button('Ask for the call'))).foot).toBeLessThanOrEqual(360);
  });

  it('what is corrected is not called wrong any more, and what is not still is', async () => {
    const { panel } = await atTheForm();
    const [name, phone] = [/Your name/, /Phone/].map((label) => panel.dialog.getByRole('textbox', { name: label }));
    await panel.button('Ask for the call').click();
    await expectCount(panel.dialog.locator('[aria-invalid]'), 2);
    await phone?.pressSequentially('0');
    await expectCount(panel.dialog.locator('[aria-invalid]'), 1);
    expect(await name?.getAttribute('aria-invalid')).toBe('true');
    await name?.pressSequentially('A');
    await expectCount(panel.dialog.locator('[aria-invalid], .field .alarm'), 0);
  });

  it('while its times or the form itself are on their way, that is shown, and no sheet is empty', async () => {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson);
    const { page, panel } = shopper;
    /** Lets nothing pass before it is called. */
    const gate = async (address: string) => {
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      await page.route(address, async (route) => {
        await opened;
        await route.continue();
      });
      return () => open();
    };
    const here = await gate('**/callback-*.js');
    const come = await gate('**/api/slots?*');
    const shown = () =>
      panel.dialog
        .locator('.looking')
        .evaluateAll(
          (all) => all.filter((one) => one.clientHeight >= 12 && getComputedStyle(one).opacity === '1').length,
        );
    await panel.open();
    await panel.choose('Call me back');
    await panel.dialog.getByRole('heading', { name: 'Call me back' }).waitFor();
    await expect.poll(shown, WITHIN).toBe(1);
    here();
    const when = panel.dialog.getByRole('group', { name: 'When' });
    await when.waitFor();
    expect(await when.getAttribute('aria-busy')).toBe('true');
    await expect.poll(shown, WITHIN).toBe(2);
    await expectAccessible(page, 'the times are on their way');
    come();
    await times(shopper).first().waitFor();
    expect(await when.getAttribute('aria-busy')).toBe('false');
    expect(await shown()).toBe(0);
  });
});
