import type { Bench } from './plan.ts';
import { type Round, round, rowsOf, type Three, together } from './round.ts';
import { FLOORS, type Goal, type Row, type Section } from './section.ts';
import { startFloor, startRelay } from './subjects.ts';

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

/** What a message costs at a given rate. All take turns, so that a busy machine is busy for all. */
export async function measureRates({ plan, prefix, say }: Bench): Promise<Section[]> {
  const subjects = [await startFloor(prefix), await startFloor(prefix, true), await startRelay(prefix, CONVERSATIONS)];
  const talks: { pid: number; talk: Awaited<ReturnType<(typeof subjects)[number]['converse']>> }[] = [];
  for (const subject of subjects) talks.push({ pid: subject.pid, talk: await subject.converse(CONVERSATIONS) });
  const rows: Row[] = [];
  for (const rate of RATES) {
    const turns = talks.map((): Round[] => []);
    for (let i = 0; i < plan.rounds; i++) {
      for (const [which, { pid, talk }] of talks.entries()) {
        if (which === 1 && !rate.withCommit) continue;
        say(`${rate.perSecond}/s, turn ${i + 1}, ${FLOORS[which]}`);
        turns[which]?.push(await round([pid], talk, rate.perSecond, plan));
      }
    }
    rows.push(...rateRows(rate, turns.map((each) => (each.length > 0 ? together(each) : null)) as unknown as Three));
  }
  for (const { talk } of talks) talk.close();
  await Promise.all(subjects.map((subject) => subject.stop()));
  return [{ title: 'At a given rate', columns: FLOORS, rows }];
}

function rateRows({ perSecond, cost, p99 }: Rate, all: Three): Row[] {
  const name = `${perSecond}/s`;
  const cpu = all.map((one) => one?.messagesPerCpuSecond ?? null) as unknown as Row['figures'];
  const reached = all.map((one) => one?.perSecond ?? null) as unknown as Row['figures'];
  const missed = all[2]?.reached ? {} : { note: 'the rate was not reached: times are those of a full relay' };
  return [
    { name: `${name}: messages per CPU-second`, figures: cpu, digits: 0, goal: cost, ...missed },
    { name: `${name}: acknowledged a second`, figures: reached, digits: 0 },
    ...rowsOf(name, all, p99 ? { p99 } : {}),
  ];
}
