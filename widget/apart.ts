import type { Page } from './page.ts';

/** What a house sets on its page for the widget, wherever on it. */
const ROLES = (
  'font font-display ink paper accent line radius z side offset scheme on-accent button-fill button-case ' +
  'button-tracking heading-case heading-weight heading-tracking'
)
  .split(' ')
  .map((name) => `--salon-${name}`);
/** What a role is where the house does not set it: the body's own. */
const ELSE: Readonly<Record<string, string>> = { '--salon-font': 'font-family', '--salon-scheme': 'color-scheme' };

const said = (style: CSSStyleDeclaration, role: string) =>
  style.getPropertyValue(role) || style.getPropertyValue(ELSE[role] ?? '');

/**
 * Has the host stand beside the body: what draws the body anew, or holds what is fixed in it, does not reach it there,
 * and neither does what the page makes inert behind a window of its own. A browser that cannot move it without taking
 * the keyboard down waits until she is not typing.
 */
export function standApart(page: Page): void {
  const { root } = page;
  if (!page.apart && (Reflect.has(root, 'moveBefore') || !root.activeElement?.matches('input,textarea'))) {
    page.apart = true;
    page.put();
  }
}

/** Beside the body the host inherits nothing from it: what it would have is set on it, unless its own rules say more. */
export function wearAsBody({ host, apart }: Page): void {
  const { body, documentElement } = document;
  const styles = [host, body, documentElement].map((one) => getComputedStyle(one));
  const [own, its, html] = styles as [CSSStyleDeclaration, CSSStyleDeclaration, CSSStyleDeclaration];
  host.dir = its.direction;
  if (!apart) return;
  host.removeAttribute('style');
  const worn = ROLES.map((role) => said(own, role) === said(html, role) && said(its, role));
  // By `forEach`: what some libraries have `entries` give are the values alone.
  worn.forEach((value, at) => {
    host.style.setProperty(ROLES[at] as string, value || '');
  });
}
