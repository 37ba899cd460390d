import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { NewPerson } from './browser.ts';
import { Panel, RELAY_GONE, type Shopper } from './shopper.ts';

const CHROME_SAYS = /Failed to load resource.*favicon|favicon/;

export interface OwnPage {
  /** What stands in the body before the tag; the whole document where it begins with a doctype. */
  html: string;
  path?: string;
  options?: Parameters<NewPerson>[0];
}

const written = (html: string) =>
  /^<!doctype/i.test(html)
    ? html
    : `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body>${html}</body></html>`;

/** The tag as the README gives it. */
export const TAG = '<script async crossorigin src="/salon.js" data-brand="maison-aurele"></script>';

/** A shopper on a page that a test writes itself, at the relay's own address; `TAG` stands in it where it says so. */
export async function shopperOnOwn(relay: string, newPerson: NewPerson, page: OwnPage): Promise<Shopper> {
  const { html, path = '/page', options = {} } = page;
  const person = await newPerson({ name: 'shopper', ...options });
  person.expects(CHROME_SAYS, RELAY_GONE);
  const body = written(html);
  await person.context.route(relay + path, (route) => route.fulfill({ contentType: 'text/html', body }));
  await person.page.goto(relay + path);
  return { ...person, panel: new Panel(person.page) };
}

/** Once the part that follows the first frame has placed the sheet. */
export const settled = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.querySelector('salon-widget')?.parentElement?.localName)).toBe('html');
