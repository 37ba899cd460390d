import type { Browser } from 'playwright-core';
import { onPhone } from './phone.ts';
import type { Met } from './subjects.ts';

/** A script that the page fetched from the subject's origin: its path there, and what of it came over the line. */
export interface Fetched {
  path: string;
  bytes: number;
}

export interface Bytes {
  loaderBytes: number;
  /** All that the composer in the page's language waits for, which a loader names. */
  firstFileBytes: number;
  openingAndChattingBytes: number;
}

/** Of Salon: the app, and the language's words where they lie in a file of their own. Of the floor: the panel. */
const FIRST = /\/(app|en|panel)\b[^/]*\.js$/;
const LOADER = /\/(salon|loader)\.js$/;

/** All scripts that the page fetches of the subject while the chat is opened and something is said in it. */
export function fetched(browser: Browser, met: Met): Promise<Fetched[]> {
  return onPhone(browser, met, async (one) => {
    await one.settle();
    await one.press('asking');
    await one.there();
    await one.rest();
    const composer = one.page.locator(`${met.host} textarea`);
    await composer.fill('Good evening');
    await composer.press('Enter');
    await one.rest();
    return one.page.evaluate(
      (from) =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => name.startsWith(from) && new URL(name).pathname.endsWith('.js'))
          .map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize })),
      met.from,
    );
  });
}

export function bytesOf(scripts: readonly Fetched[]): Bytes {
  const sum = (which: RegExp) =>
    scripts.filter(({ path }) => which.test(path)).reduce((all, { bytes }) => all + bytes, 0);
  return { loaderBytes: sum(LOADER), firstFileBytes: sum(FIRST) || Number.NaN, openingAndChattingBytes: sum(/./) };
}
