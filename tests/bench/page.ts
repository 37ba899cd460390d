// `npm run bench:page`: L13, what Salon costs a page on a mid phone, against the same page without it, by turns. Every
// time is taken inside the page or by the browser, never through the driver.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium } from '../helpers/chromium.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { median } from './figures.ts';
import { type Phone, phone, type Seen } from './phone.ts';

const ROUNDS = Number(process.env.ROUNDS) || 7;
const PAGE = '/demo/silk/les-marees/';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** What is wanted, and above what it has failed. */
const GOALS = {
  scriptingBeforeMs: [40, 60],
  longTasksBefore: [0, 0],
  scriptingOfOpeningMs: [130, 170],
  longestTaskOfOpeningMs: [50, 50],
  layoutShift: [0, 0.001],
  clickToComposerMs: [320, 400],
  clickToComposerPreloadedMs: [100, 150],
  navigationToComposerMs: [1_500, 1_700],
  heapBeforeKib: [80, 120],
  heapOpenedKib: [700, 1_000],
} as const;
type Figure = keyof typeof GOALS;
type Figures = Record<Figure, number>;

async function rest(one: Phone, url: string): Promise<{ scriptingMs: number; heapKib: number }> {
  await one.page.goto(url, { waitUntil: 'networkidle' });
  await one.seen();
  return { scriptingMs: await one.scriptingMs(), heapKib: await one.heapKib() };
}

/** A link of the page that asks for the chat, as a brand may put one anywhere: nothing is fetched before it is tapped. */
async function tapForChat(one: Phone): Promise<Seen> {
  await tap(one);
  return one.composer();
}

async function tap({ page }: Phone): Promise<void> {
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('button'), { id: 'ask', textContent: 'Ask' });
    link.dataset.salonOpen = 'chat';
    link.style.cssText = 'position:fixed;inset:0 auto auto 0;block-size:48px;inline-size:96px;z-index:9';
    document.body.append(link);
  });
  await page.touchscreen.tap(24, 24);
}

const between = ({ tapAt, composerAt }: Seen): number => composerAt - tapAt;

/** One turn: the bare page, then with Salon at rest, opened, opened over a slow network, and clicked at once. */
async function turn(browser: Browser, url: string): Promise<Figures> {
  const bare = await phone(browser, false);
  const without = await rest(bare, url);
  await bare.end();

  const quick = await phone(browser, true);
  const before = await rest(quick, url);
  const longTasksBefore = (await quick.seen()).longTasksMs.length;
  await tapForChat(quick);
  await quick.page.waitForLoadState('networkidle');
  const opened = { heapKib: await quick.heapKib() };
  const { longTasksMs, shift } = await quick.seen();
  await quick.end();

  const traced = await phone(browser, true);
  await rest(traced, url);
  const scriptingOfOpeningMs = await traced.scriptOf(() => tap(traced));
  await traced.end();

  const cold = await phone(browser, true);
  await rest(cold, url);
  await cold.slowNetwork();
  const clickToComposerMs = between(await tapForChat(cold));
  await cold.end();

  const intent = await phone(browser, true);
  await rest(intent, url);
  await intent.slowNetwork();
  const mounted = intent.page.waitForResponse(/\/widget\/assets\/sheet-/);
  await intent.page.evaluate(() =>
    document
      .querySelector('salon-widget')
      ?.shadowRoot?.querySelector('button')
      ?.dispatchEvent(new Event('pointerenter')),
  );
  await (await mounted).finished();
  await intent.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const clickToComposerPreloadedMs = between(await tapForChat(intent));
  await intent.end();

  const atOnce = await phone(browser, true);
  await atOnce.slowNetwork();
  await atOnce.page.addInitScript(() => Reflect.set(window, '__atOnce', true));
  await atOnce.page.goto(url, { waitUntil: 'commit' });
  const navigationToComposerMs = (await atOnce.composer()).composerAt;
  await atOnce.end();

  return {
    scriptingBeforeMs: before.scriptingMs - without.scriptingMs,
    longTasksBefore,
    scriptingOfOpeningMs,
    longestTaskOfOpeningMs: longTasksMs[0] ?? 0,
    layoutShift: shift,
    clickToComposerMs,
    clickToComposerPreloadedMs,
    navigationToComposerMs,
    heapBeforeKib: before.heapKib - without.heapKib,
    heapOpenedKib: opened.heapKib - without.heapKib,
  };
}

const relay = await RelayProcess.start();
const browser = await chromium.launch({ executablePath: ensureChromium(), args: FLAGS });
const turns: Figures[] = [];
try {
  for (let round = 0; round < ROUNDS; round++) turns.push(await turn(browser, relay.url + PAGE));
} finally {
  await browser.close();
  await relay.stop();
}

const names = Object.keys(GOALS) as Figure[];
const report = names.map((name) => {
  const [goal, failsAbove] = GOALS[name];
  const value = median(turns.map((figures) => figures[name]));
  return { name, value, goal, failsAbove, verdict: value <= goal ? 'met' : value <= failsAbove ? 'over' : 'FAILS' };
});
const output = fileURLToPath(new URL('../output', import.meta.url));
mkdirSync(output, { recursive: true });
writeFileSync(`${output}/bench-page.json`, JSON.stringify({ rounds: ROUNDS, report, turns }, null, 2));
console.log(`A product page on a mid phone, CPU slowed 4 times, median of ${ROUNDS}`);
console.log(`  ${''.padEnd(28)}${['median', 'goal', 'fails above'].map((head) => head.padStart(13)).join('')}`);
for (const { name, value, goal, failsAbove, verdict } of report) {
  const cells = [value.toFixed(name === 'layoutShift' ? 3 : 0), `${goal}`, `${failsAbove}`];
  console.log(`  ${name.padEnd(28)}${cells.map((cell) => cell.padStart(13)).join('')}   ${verdict}`);
}
