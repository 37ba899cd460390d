import { cpuMs, median } from './figures.ts';
import { type Conversations, type Run, sendAtRate } from './load.ts';
import type { Plan } from './plan.ts';
import { eachOf, type Goal, type Row, type Three } from './section.ts';
import type { Spread } from './tally.ts';

/** One turn at one rate, and what it cost. */
export interface Round extends Run {
  cpuMs: number;
}

export async function round(
  pids: readonly number[],
  conversations: Conversations,
  perSecond: number,
  { warmUpMs, measureMs }: Plan,
): Promise<Round> {
  await sendAtRate(conversations, perSecond, warmUpMs);
  const used = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const before = used();
  const run = await sendAtRate(conversations, perSecond, measureMs);
  return { ...run, cpuMs: used() - before };
}

/** Several turns as one. */
export interface Together {
  messagesPerCpuSecond: number;
  perSecond: number;
  reached: boolean;
  acknowledged: Spread;
  heard: Spread;
  lost: number;
  doubled: number;
  share: number;
  lateMs: number;
  /** In most turns the load had no time left, so that times say nothing of the relay. */
  limited: boolean;
}

export function together(rounds: readonly Round[]): Together {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, each) => total + of(each), 0);
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  const spread = (of: (round: Round) => Spread) => ({
    p50: middle((each) => of(each).p50),
    p99: middle((each) => of(each).p99),
  });
  return {
    messagesPerCpuSecond: (sum(({ messages }) => messages) * 1_000) / sum((each) => each.cpuMs),
    perSecond: middle((each) => each.perSecond),
    reached: rounds.every(({ reached }) => reached),
    acknowledged: spread((each) => each.acknowledged),
    heard: spread((each) => each.heard),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    share: middle(({ load }) => load.share),
    lateMs: middle(({ load }) => load.lateMs),
    limited: rounds.filter(({ load }) => load.limited).length * 2 > rounds.length,
  };
}

/** The rows that every rate has; times that the load itself limited are left out. */
export function rowsOf(name: string, all: Three<Together | null>, goals: { p99?: Goal; heardP99?: Goal } = {}): Row[] {
  const time = (of: (one: Together) => number) => eachOf(all, (one) => (one.limited ? null : of(one)));
  const late = Math.max(...all.map((one) => (one?.limited ? one.lateMs : 0)));
  const note = late > 0 ? { note: `left out: the load itself was late (p99 ${late.toFixed(0)} ms)` } : {};
  const none: Goal = { of: 'value', most: 0 };
  const [p99, heardP99] = [goals.p99, goals.heardP99].map((goal) => (goal ? { goal } : {}));
  return [
    { name: `${name}: acknowledged, p50 ms`, figures: time((one) => one.acknowledged.p50), digits: 2, ...note },
    { name: `${name}: acknowledged, p99 ms`, figures: time((one) => one.acknowledged.p99), ...p99, ...note },
    { name: `${name}: delivered, p50 ms`, figures: time((one) => one.heard.p50), digits: 2, ...note },
    { name: `${name}: delivered, p99 ms`, figures: time((one) => one.heard.p99), ...heardP99, ...note },
    { name: `${name}: lost`, figures: eachOf(all, (one) => one.lost), digits: 0, goal: none },
    { name: `${name}: doubled`, figures: eachOf(all, (one) => one.doubled), digits: 0, goal: none },
    { name: `${name}: the load's share of its core`, figures: eachOf(all, (one) => one.share), digits: 2 },
  ];
}
