import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What on the page, shadow roots included, breaks a rule of WCAG 2.2 A and AA that axe can see, or one of `more`, once
 * nothing moves.
 */
export async function accessBreaches(page: Page, more: readonly string[] = []): Promise<string[]> {
  await atRest(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async (values) => {
      const engine = (globalThis as unknown as { axe: typeof axe }).axe;
      // axe runs its experiments too when rules are chosen by level.
      const rules = Object.fromEntries(
        engine.getRules(['experimental']).map(({ ruleId }) => [ruleId, { enabled: false }]),
      );
      const { violations } = await engine.run(document, { runOnly: { type: 'tag', values }, rules });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`),
      );
    },
    [...LEVELS, ...more],
  );
}

/** A sheet half-way in has half its contrast: waits for every animation and transition that ends by itself. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const moving = roots.flatMap((root) => root.getAnimations());
    const ending = moving.filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Infinity));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Asserts that axe finds nothing in this state of the page. */
export async function expectAccessible(page: Page, state: string, more: readonly string[] = []): Promise<void> {
  expect(await accessBreaches(page, more), `axe: ${state}`).toEqual([]);
}
