import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

export const WITHIN = { timeout: 30_000 };

/** Waits until the text of `locator` contains each of `texts` exactly once, in this order. */
export async function expectOnceInOrder(locator: Locator, texts: readonly string[]): Promise<void> {
  await expect.poll(async () => pick(await locator.innerText(), texts), WITHIN).toEqual(texts);
}

/** The texts as they stand in `whole`: in their order there, each as often as it stands. */
function pick(whole: string, texts: readonly string[]): string[] {
  const found: { text: string; at: number }[] = [];
  for (const text of texts) {
    for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + text.length)) found.push({ text, at });
  }
  return found.sort((a, b) => a.at - b.at).map(({ text }) => text);
}

/** Waits until the text of `locator` fits. */
export async function expectText(locator: Locator, text: string | RegExp): Promise<void> {
  await expect.poll(() => locator.innerText(), WITHIN).toMatch(text);
}

/** Waits until as many elements are there. */
export async function expectCount(locator: Locator, count: number): Promise<void> {
  await expect.poll(() => locator.count(), WITHIN).toBe(count);
}
