import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { settled, shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';

const relay = useRelay();
const newPerson = useBrowser();

describe('case 08: right to left by styles alone', () => {
  it.each(['body { direction: rtl }', 'html { direction: rtl }'])('%s turns all of it', async (css) => {
    const { desk } = await associateAt(relay().url, newPerson);
    const { page, panel } = await shopperOnOwn(relay().url, newPerson, {
      html: `<style>${css}</style><h1>A page</h1>${TAG}`,
    });
    await panel.launcher.waitFor();
    expect((await panel.launcher.boundingBox())?.x).toBeLessThan(100);
    await panel.ask('Good evening');
    await settled(page);
    await desk.accept();
    await desk.say('At your service.');
    await expectText(panel.log, 'At your service.');
    const dialog = await panel.dialog.boundingBox();
    expect(dialog?.x).toBe(0);
    // As where the page has the attribute: her words at the left edge, the sheet's own at the right, the arrow turned.
    const look = () =>
      panel.dialog.evaluate((sheet) => ({
        align: getComputedStyle(sheet).textAlign,
        arrow: getComputedStyle(sheet.querySelector('.back') as Element).transform,
        mine: getComputedStyle(sheet.querySelector('.mine') as Element).textAlign,
      }));
    expect(await look()).toEqual({ align: 'right', arrow: 'matrix(-1, 0, 0, 1, 0, 0)', mine: 'left' });
    // What is said stands at two edges: hers at the left, the answer at the right; turned back, the other way round.
    const middleOf = (said: string) =>
      panel.log.getByText(said, { exact: true }).evaluate((text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        const { left, right } = range.getBoundingClientRect();
        return (left + right) / 2;
      });
    const answerIsRightBy = async () => (await middleOf('At your service.')) - (await middleOf('Good evening'));
    expect(await answerIsRightBy()).toBeGreaterThan(100);
    // Turned back while it is open, it follows.
    await page.addStyleTag({ content: '.ltr, .ltr body { direction: ltr !important }' });
    await page.evaluate(() => document.documentElement.classList.add('ltr'));
    await expect.poll(look).toEqual({ align: 'left', arrow: 'none', mine: 'right' });
    expect(await answerIsRightBy()).toBeLessThan(-100);
  });
});
