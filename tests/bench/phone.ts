import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** A mid phone: the CPU slowed four times, and on request 150 ms of round trip and 1.6 Mbps. */
export interface Phone {
  page: Page;
  /** What the browser itself counts: scripting in ms, and the heap in KiB after everything dead was collected. */
  scriptingMs: () => Promise<number>;
  heapKib: () => Promise<number>;
  /** Script on the page's main thread from the tap that `act` makes until 500 ms after the composer, in ms. */
  scriptOf: (act: () => Promise<void>) => Promise<number>;
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

const TRACED = ['devtools.timeline', 'v8', 'v8.execute'];
const SETTLED_MS = 3_000;
const AFTERWARDS_MS = 500;
/** Whatever runs script, promise callbacks and modules too; the layout that a script asks for is part of it. */
const SCRIPT =
  /^(FunctionCall|EvaluateScript|v8\.(run|compile|evaluateModule|compileModule)|RunMicrotasks|FireAnimationFrame|TimerFire)$/;

/** An event of a trace; times in microseconds. */
interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  args: { data?: { type?: string } };
}

/** What a trace holds of script between the first tap and so long after, each stretch counted once. */
function scriptIn(events: readonly Traced[], lastsMs: number): number {
  const tap = events.find(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'click');
  if (!tap) throw new Error('nobody tapped');
  const last = tap.ts + lastsMs * 1_000;
  const script = events
    .filter(({ pid, tid, ph, name }) => pid === tap.pid && tid === tap.tid && ph === 'X' && SCRIPT.test(name))
    .filter(({ ts }) => ts >= tap.ts && ts < last)
    .sort((a, b) => a.ts - b.ts);
  let counted = tap.ts;
  let sum = 0;
  for (const { ts, dur } of script) {
    const end = Math.min(ts + dur, last);
    sum += Math.max(0, end - Math.max(ts, counted));
    counted = Math.max(counted, end);
  }
  return sum / 1_000;
}

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
    scriptOf: async (act) => {
      const events: Traced[] = [];
      cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Traced[])));
      await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: TRACED } });
      await act();
      // The page is left alone meanwhile: to ask it anything is script too.
      await setTimeout(SETTLED_MS);
      const { tapAt, composerAt } = await seen();
      const toldMs = composerAt - tapAt + AFTERWARDS_MS;
      if (!composerAt || toldMs > SETTLED_MS) throw new Error('the composer was not there in time');
      const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
      await cdp.send('Tracing.end');
      await ended;
      return scriptIn(events, toldMs);
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
