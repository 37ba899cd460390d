import type { Browser, CDPSession, Page } from 'playwright-core';

/** A mid phone: the CPU slowed four times, and on request 150 ms of round trip and 1.6 Mbps. */
export interface Phone {
  page: Page;
  /** What the browser itself counts: scripting in ms, and the heap in KiB after everything dead was collected. */
  scriptingMs: () => Promise<number>;
  heapKib: () => Promise<number>;
  seen: () => Promise<Seen>;
  /** Waits for the composer without the driver's own scripts, which would weigh more than the widget. */
  composer: () => Promise<Seen>;
  slowNetwork: () => Promise<void>;
  end: () => Promise<void>;
}

/** What the page has seen since it began. */
export interface Seen {
  shift: number;
  /** Tasks over 50 ms in which a script of Salon's ran for 5 ms or more, longest first. */
  longTasksMs: number[];
  /** Tap on the page, and the composer in the document; ms since the navigation began. */
  tapAt: number;
  composerAt: number;
}

const SLOWER = 4;
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };

export async function phone(browser: Browser, withSalon: boolean): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('Network.enable');
  if (!withSalon) await cdp.send('Network.setBlockedURLs', { urls: ['*/salon.js'] });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watch);
  const seen = () => page.evaluate(() => (Reflect.get(window, '__seen') as () => Seen)());
  return {
    page,
    scriptingMs: async () => (await metric(cdp, 'ScriptDuration')) * 1_000,
    heapKib: async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await metric(cdp, 'JSHeapUsedSize')) / 1_024;
    },
    seen,
    composer: async () => {
      for (;;) {
        const now = await seen();
        if (now.composerAt > 0) return now;
      }
    },
    slowNetwork: async () => {
      await cdp.send('Network.emulateNetworkConditions', SLOW);
    },
    end: () => context.close(),
  };
}

async function metric(cdp: CDPSession, named: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === named)?.value ?? Number.NaN;
}

/** Runs in the page. */
function watch(): void {
  interface Script {
    sourceURL: string;
    startTime: number;
  }
  const tasks: PerformanceEntry[] = [];
  const scripts: Script[] = [];
  const seen = { shift: 0, tapAt: 0, composerAt: 0 };
  const follow = (type: string, hear: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  follow('longtask', (entry) => tasks.push(entry));
  follow('long-animation-frame', (entry) => scripts.push(...(Reflect.get(entry, 'scripts') as Script[])));
  follow('layout-shift', (entry) => {
    seen.shift += Number(Reflect.get(entry, 'value'));
  });
  addEventListener('click', (event) => (seen.tapAt ||= event.timeStamp), true);
  const look = () => {
    const root = document.querySelector('salon-widget')?.shadowRoot;
    if (root?.querySelector('textarea')) seen.composerAt ||= performance.now();
    else requestAnimationFrame(look);
    if (root && Reflect.get(window, '__atOnce')) {
      Reflect.set(window, '__atOnce', false);
      (Reflect.get(window, 'Salon') as { open: (channel: string) => void }).open('chat');
    }
  };
  look();
  Reflect.set(window, '__seen', () => {
    const ours = scripts.filter(({ sourceURL }) => /\/salon\.js|\/widget\//.test(sourceURL));
    const longTasksMs = tasks
      .filter((task) =>
        ours.some(({ startTime }) => startTime >= task.startTime && startTime < task.startTime + task.duration),
      )
      .map((task) => task.duration)
      .sort((a, b) => b - a);
    return { ...seen, longTasksMs };
  });
}
