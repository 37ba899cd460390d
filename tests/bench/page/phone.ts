import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { ASK } from './shop.ts';
import type { Met } from './subjects.ts';
import { SEEN, type Seen, TOLD, watch } from './watch.ts';

/** A page on a mid phone, the CPU slowed four times; its network is slow by where the page lies. */
export interface Phone {
  page: Page;
  cdp: CDPSession;
  /** Begins to go to the page. */
  go: () => Promise<void>;
  /** Goes to the page, and waits until nothing of it is under way and nothing runs. */
  settle: () => Promise<void>;
  /** Waits a moment in which whatever was begun comes to its end. */
  rest: () => Promise<void>;
  /** Script of the page so far in ms, and its heap in KiB after everything dead was collected: the browser counts them. */
  scriptingMs: () => Promise<number>;
  heapKib: () => Promise<number>;
  /** A pointer comes over the launcher. */
  intend: () => Promise<void>;
  /** A finger on the element that asks for the chat, or on the launcher. */
  press: (what: 'asking' | 'launcher') => Promise<void>;
  /** Waits for the composer without asking the page anything: that would be script too. */
  there: () => Promise<void>;
  seen: () => Promise<Seen>;
}

const SLOWER = 4;
const RESTS_MS = 2_000;
const PATIENCE_MS = 60_000;

/** Does `act` on a phone of its own, with nothing in its cache; `atOnce` where the page presses by itself. */
export async function onPhone<T>(
  browser: Browser,
  met: Met,
  act: (one: Phone) => Promise<T>,
  { atOnce = false } = {},
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return await act(await phone(page, met, atOnce));
  } finally {
    await context.close();
  }
}

async function phone(page: Page, met: Met, atOnce: boolean): Promise<Phone> {
  const { host, from, choice } = met;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: TOLD });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const told = Promise.withResolvers<void>();
  cdp.on('Runtime.bindingCalled', ({ name }) => name === TOLD && told.resolve());
  await page.addInitScript(watch, {
    host,
    from,
    choice,
    atOnce: atOnce ? `#${ASK.id}` : null,
    told: TOLD,
    asked: SEEN,
  });
  return {
    page,
    cdp,
    go: async () => void (await page.goto(met.page, { waitUntil: 'commit' })),
    settle: async () => {
      await page.goto(met.page, { waitUntil: 'networkidle' });
      await pause(RESTS_MS);
    },
    rest: () => pause(RESTS_MS),
    scriptingMs: async () => (await metric(cdp, 'ScriptDuration')) * 1_000,
    heapKib: async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await metric(cdp, 'JSHeapUsedSize')) / 1_024;
    },
    intend: () => page.locator(`${host} button`).first().dispatchEvent('pointerenter'),
    press: async (what) => {
      const { x, y } = what === 'asking' ? ASK : await middleOfLauncher(page, host);
      await page.touchscreen.tap(x, y);
    },
    there: () => {
      const late = setTimeout(() => told.reject(new Error(`no composer on ${met.page}`)), PATIENCE_MS);
      return told.promise.finally(() => clearTimeout(late));
    },
    seen: () => page.evaluate((asked) => (Reflect.get(window, asked) as () => Seen)(), SEEN),
  };
}

async function metric(cdp: CDPSession, named: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === named)?.value ?? Number.NaN;
}

const middleOfLauncher = (page: Page, host: string): Promise<{ x: number; y: number }> =>
  page.evaluate((named) => {
    const element = document.querySelector(named);
    const box = (element?.shadowRoot ?? element)?.querySelector('button')?.getBoundingClientRect();
    if (!box) throw new Error(`${named} has no button`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, host);
