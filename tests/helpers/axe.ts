import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What on the page, shadow roots included, breaks a rule of WCAG 2.2 A and AA that axe can see. */
export async function accessBreaches(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const engine = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await engine.run(document, { runOnly: { type: 'tag', values } });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`),
    );
  }, LEVELS);
}

/** Asserts that axe finds nothing in this state of the page. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  expect(await accessBreaches(page), `axe: ${state}`).toEqual([]);
}
