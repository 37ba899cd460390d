import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { shopperOn } from '../helpers/shopper.ts';

const ADDRESS = 'https://aurele.example/azur';
const ARABIC = `مرحبا ${ADDRESS} شكرا`;

/** The pieces of a line in the order in which eyes meet them from the left, each by its first letters. */
const fromLeft = (line: Locator) =>
  line.evaluate((element) => {
    const pieces: [left: number, text: string][] = [];
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.nodeValue?.trim() ?? '';
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      if (text) pieces.push([range.getBoundingClientRect().left, text.replace('https://', '').slice(0, 6)]);
    }
    return pieces.sort(([a], [b]) => a - b).map(([, text]) => text);
  });

describe('Arabic around an address, on an English page', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  it('runs from the right in her letter, in the ring, in the log and in the list', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const { panel } = await shopperOn(relay().url + PRODUCT, newPerson);
    await panel.open();
    await panel.choose('Live chat');
    await panel.say(ARABIC);
    await expectText(panel.log, 'شكرا');
    await panel.log.getByRole('link').waitFor();
    await expect.poll(() => fromLeft(panel.log.locator('.text'))).toEqual(['شكرا', 'aurele', 'مرحبا']);

    const { desk, page } = camille;
    const quote = desk.incoming.locator('blockquote');
    await quote.waitFor();
    await expect.poll(() => fromLeft(quote)).toEqual(['شكرا', 'aurele', 'مرحبا']);
    await desk.accept();
    const line = desk.log.locator('.said-text').first();
    await line.waitFor();
    await expect.poll(() => fromLeft(line)).toEqual(['شكرا', 'aurele', 'مرحبا']);
    await expect.poll(() => fromLeft(page.locator('.line-last > bdi').first())).toEqual(['شكرا', 'aurele', 'مرحبا']);

    await desk.say(`${ADDRESS} هنا`);
    await expectText(panel.log, 'هنا');
    await expect.poll(() => fromLeft(panel.log.locator('.text').last())).toEqual(['هنا', 'aurele']);
    // English around an address still runs from the left.
    await desk.say(`Here ${ADDRESS} it is`);
    await expectText(panel.log, 'it is');
    await expect.poll(() => fromLeft(panel.log.locator('.text').last())).toEqual(['Here', 'aurele', 'it is']);
    expect(await panel.log.locator('.text').last().getAttribute('lang')).toBe('');
  });
});
