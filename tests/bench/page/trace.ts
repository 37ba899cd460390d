import { setTimeout } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';

/** An event of a trace; times in microseconds. */
export interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
}

/** What opening cost the page's main thread, in ms, from the press until `AFTERWARDS_MS` after the composer. */
export interface Opening {
  scriptUntilMs: number;
  scriptAfterMs: number;
  /** The longest task that began once the composer was there. */
  longestTaskAfterMs: number;
  /** Tasks over 50 ms from the press on. */
  longTasks: number;
}

const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.execute', 'blink.user_timing'];
const LONG_MS = 50;
/** The line to the relay stands by then, and what it first brought is drawn. */
export const AFTERWARDS_MS = 2_000;
/** Whatever runs script, promise callbacks and modules too; the layout that a script asks for is part of it. */
const SCRIPT =
  /^(FunctionCall|EvaluateScript|v8\.(run|compile|evaluateModule|compileModule)|RunMicrotasks|FireAnimationFrame|TimerFire)$/;

/** Traces while `act` has the composer come, and a while longer. The page is left alone meanwhile. */
export async function traced(cdp: CDPSession, act: () => Promise<unknown>): Promise<Opening> {
  const events: Traced[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Traced[])));
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: TRACED } });
  await act();
  await setTimeout(AFTERWARDS_MS);
  const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await ended;
  return openingIn(events);
}

/** Each stretch counts once. The page itself marks the press and the composer. */
export function openingIn(events: readonly Traced[]): Opening {
  const pressed = markOf(events, 'pressed');
  const composer = markOf(events, 'composer');
  const spans = events
    .filter(({ pid, tid, ph }) => pid === pressed.pid && tid === pressed.tid && ph === 'X')
    .map(({ name, ts, dur = 0 }) => ({ name, from: ts, until: ts + dur }));
  const tasks = spans.filter(({ name }) => name === 'RunTask');
  const scripts = spans.filter(({ name }) => SCRIPT.test(name)).sort((a, b) => a.from - b.from);
  // The page marks the press when its first listener runs: what came before in that task is of the press too.
  const first = tasks.find(({ from, until }) => from <= pressed.ts && until >= pressed.ts)?.from ?? pressed.ts;
  const last = composer.ts + AFTERWARDS_MS * 1_000;
  const during = tasks.filter(({ from, until }) => until > first && from < last);
  const lengths = (some: typeof tasks) => some.map(({ from, until }) => (until - from) / 1_000);
  return {
    scriptUntilMs: covered(scripts, first, composer.ts),
    scriptAfterMs: covered(scripts, composer.ts, last),
    longestTaskAfterMs: Math.max(0, ...lengths(during.filter(({ from }) => from >= composer.ts))),
    longTasks: lengths(during).filter((ms) => ms > LONG_MS).length,
  };
}

function markOf(events: readonly Traced[], named: string): Traced {
  const mark = events.find(({ name, ph }) => name === named && 'RIin'.includes(ph));
  if (!mark) throw new Error(`the trace has no mark "${named}"`);
  return mark;
}

/** How much of the time between `first` and `last`, in microseconds, the spans cover, in ms. */
function covered(spans: readonly { from: number; until: number }[], first: number, last: number): number {
  let counted = first;
  let sum = 0;
  for (const { from, until } of spans) {
    const end = Math.min(until, last);
    sum += Math.max(0, end - Math.max(from, counted));
    counted = Math.max(counted, end);
  }
  return sum / 1_000;
}
