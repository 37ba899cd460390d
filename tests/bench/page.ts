// `npm run bench:page`: L13, what Salon costs a page on a mid phone (CPU slowed four times), against the same page
// without it, by turns. Scripting is the browser's own account; a long task counts only where the bare page has none.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../helpers/chromium.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { median } from './figures.ts';

const ROUNDS = 7;
const SLOWER = 4;
const PAGE = '/demo/silk/les-marees/';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

interface Load {
  scriptMs: number;
  longTasksMs: number;
  shift: number;
}

/** Loads the page once in a browser profile of its own, with the CPU slowed, until it has come to rest. */
async function load(browser: Browser, url: string, withSalon: boolean): Promise<Load & { page: Page }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  if (!withSalon) await page.route('**/salon.js', (route) => route.abort());
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'networkidle' });
  const { metrics } = await cdp.send('Performance.getMetrics');
  const scriptMs = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000;
  return { page, scriptMs, ...(await seen(page)) };
}

/** Runs in the page. */
function watch(): void {
  const seen = { longTasksMs: 0, shift: 0 };
  Reflect.set(window, '__seen', seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.longTasksMs += entry.duration - 50;
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += Number(Reflect.get(entry, 'value'));
  }).observe({ type: 'layout-shift', buffered: true });
}

const seen = (page: Page): Promise<Omit<Load, 'scriptMs'>> =>
  page.evaluate(() => Reflect.get(window, '__seen') as { longTasksMs: number; shift: number });

/** Milliseconds from the tap on the launcher to a composer that can be typed into; one of two taps. */
async function open(page: Page): Promise<number> {
  const startedAt = performance.now();
  await page.getByRole('button', { name: 'Talk to an associate' }).click();
  await page.getByRole('button', { name: 'Live chat' }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  return performance.now() - startedAt;
}

const relay = await RelayProcess.start();
const browser = await chromium.launch({ executablePath: ensureChromium(), args: FLAGS });
const bare: Load[] = [];
const salon: (Load & { openMs: number; openShift: number })[] = [];
try {
  for (let round = 0; round < ROUNDS; round++) {
    const without = await load(browser, relay.url + PAGE, false);
    bare.push(without);
    await without.page.context().close();
    const real = await load(browser, relay.url + PAGE, true);
    const openMs = await open(real.page);
    salon.push({ ...real, openMs, openShift: (await seen(real.page)).shift });
    await real.page.context().close();
  }
} finally {
  await browser.close();
  await relay.stop();
}

const of = <T>(from: readonly T[], pick: (one: T) => number) => median(from.map(pick));
const figures = {
  scriptingOverBareMs: of(salon, (one) => one.scriptMs) - of(bare, (one) => one.scriptMs),
  longTasksBareMs: of(bare, (one) => one.longTasksMs),
  longTasksMs: of(salon, (one) => one.longTasksMs),
  layoutShift: Math.max(...salon.map((one) => one.openShift)),
  layoutShiftBare: Math.max(...bare.map((one) => one.shift)),
  clickToComposerMs: of(salon, (one) => one.openMs),
};
const goals: Record<keyof typeof figures, string> = {
  scriptingOverBareMs: 'goal 40',
  longTasksBareMs: 'beyond 50 ms each',
  longTasksMs: 'goal: none that the bare page has not',
  layoutShift: 'goal 0',
  layoutShiftBare: '',
  clickToComposerMs: 'two taps and the driver included; goal 320',
};
const output = fileURLToPath(new URL('../output', import.meta.url));
mkdirSync(output, { recursive: true });
writeFileSync(`${output}/bench-page.json`, JSON.stringify(figures, null, 2));
console.log(`A product page, CPU slowed ${SLOWER} times, median of ${ROUNDS}`);
for (const [name, value] of Object.entries(figures)) {
  console.log(`  ${name.padEnd(22)}${value.toFixed(3).padStart(10)}   ${goals[name as keyof typeof figures]}`);
}
