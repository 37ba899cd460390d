import type { Bench } from './plan.ts';
import { rowsOf, type Together } from './round.ts';
import { eachOf, FLOORS, type Goal, type Row, type Section, type Three } from './section.ts';
import { startFloor, startRelay } from './subjects.ts';
import { inTurns, leave, speaking } from './turns.ts';

const CONVERSATIONS = 160;

interface Rate {
  perSecond: number;
  /** A commit for each message bears no more than some thousands a second. */
  withCommit: boolean;
  cost: Goal;
  p99?: Goal;
}
const RATES: readonly Rate[] = [
  { perSecond: 1_000, withCommit: true, cost: { of: 'ratio', least: 0.85 }, p99: { of: 'excess', most: 3 } },
  { perSecond: 10_000, withCommit: false, cost: { of: 'ratio', least: 0.75 } },
];

/** What a message costs at a given rate. */
export async function measureRates(bench: Bench): Promise<Section[]> {
  const { prefix, plan } = bench;
  const subjects = [await startFloor(prefix), await startFloor(prefix, true), await startRelay(prefix, CONVERSATIONS)];
  const all = await speaking(subjects, CONVERSATIONS, plan);
  const rows: Row[] = [];
  for (const rate of RATES) {
    const here = all.filter(({ kind }) => rate.withCommit || kind !== 'durable');
    rows.push(...rateRows(rate, await inTurns(here, `${rate.perSecond}/s`, rate.perSecond, bench)));
  }
  await leave(all);
  return [{ title: 'At a given rate', columns: FLOORS, rows }];
}

function rateRows({ perSecond, cost, p99 }: Rate, all: Three<Together | null>): Row[] {
  const name = `${perSecond}/s`;
  const missed = all[2]?.reached ? {} : { note: 'the rate was not reached: times are those of a full relay' };
  const cpu = eachOf(all, (one) => one.messagesPerCpuSecond);
  return [
    { name: `${name}: messages per CPU-second`, figures: cpu, digits: 0, goal: cost, ...missed },
    { name: `${name}: acknowledged a second`, figures: eachOf(all, (one) => one.perSecond), digits: 0 },
    ...rowsOf(name, all, p99 ? { p99 } : {}),
  ];
}
