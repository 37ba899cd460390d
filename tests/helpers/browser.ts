import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.ts';

const output = fileURLToPath(new URL('../output', import.meta.url));
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const DESK = { viewport: { width: 1280, height: 800 } } as const;

/** One person at one browser of her own: nothing is shared with anybody else. */
export interface Person {
  context: BrowserContext;
  page: Page;
  /** Errors in the console, uncaught exceptions and violations of the page's policy, on all her pages. */
  complaints: string[];
  /** Complaints that this test expects, such as refused connections while the relay is down. */
  expects(...patterns: RegExp[]): void;
}

export type NewPerson = (options?: BrowserContextOptions & { name?: string }) => Promise<Person>;

/**
 * Opens Chromium for a test file. Everybody goes home after each test, and unexpected complaints fail it. Call it after
 * `useRelay`, so that they go before the relay does.
 */
export function useBrowser(): NewPerson {
  let browser: Browser | undefined;
  let guests: Guest[] = [];
  beforeAll(async () => {
    const executablePath = findChromium();
    if (!executablePath) throw new Error(HOW_TO_GET_CHROMIUM);
    browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    const leaving = guests;
    guests = [];
    for (const guest of leaving) {
      if (task.result?.state === 'fail') await picture(guest.page, `${task.name} - ${guest.name}`);
      await guest.context.close();
    }
    expect(leaving.flatMap(unexpected)).toEqual([]);
  });

  return async ({ name = 'person', ...options } = {}) => {
    if (!browser) throw new Error('the browser is not open');
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Paris', ...DESK, ...options });
    context.setDefaultTimeout(15_000);
    const guest: Guest = { name, context, complaints: listen(context), expected: [], page: await context.newPage() };
    guests.push(guest);
    const { page, complaints, expected } = guest;
    return { context, page, complaints, expects: (...patterns) => expected.push(...patterns) };
  };
}

interface Guest {
  name: string;
  context: BrowserContext;
  page: Page;
  complaints: string[];
  expected: RegExp[];
}

const unexpected = ({ name, complaints, expected }: Guest): string[] =>
  complaints.filter((text) => !expected.some((pattern) => pattern.test(text))).map((text) => `${name}: ${text}`);

function listen(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => complaints.push(`uncaught: ${event.error().stack ?? event.error().message}`));
  return complaints;
}

async function picture(page: Page, title: string): Promise<void> {
  mkdirSync(output, { recursive: true });
  const path = join(output, `${title.replace(/[^\w-]+/g, '-').slice(0, 100)}.png`);
  await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
}
