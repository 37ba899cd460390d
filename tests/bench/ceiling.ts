import { highestRate } from './highest-rate.ts';
import { type Conversations, type Run, sendAtRate } from './load.ts';
import type { Bench, Plan } from './plan.ts';
import { eachOf, FLOORS, type Row, type Section } from './section.ts';
import { type Kind, type Subject, startFloor, startRelay } from './subjects.ts';
import { byKind, warm } from './turns.ts';

const CONVERSATIONS = 160;
const MOST_MS = 100;
const WARM_UP_MS = 400;

/** The highest rate at which the 99th of a hundred acknowledgements comes within 100 ms, nothing lost or doubled. */
export async function measureCeiling({ plan, prefix, say }: Bench): Promise<Section[]> {
  const found = new Map<Kind, Ceiling>();
  const starts = [() => startFloor(prefix), () => startFloor(prefix, true), () => startRelay(prefix, CONVERSATIONS)];
  for (const start of starts) {
    const subject = await start();
    found.set(subject.kind, await ceilingOf(subject, plan, say));
    await subject.stop();
  }
  const limited = [...found].filter(([, one]) => one.limited).map(([kind]) => kind);
  const note = limited.length > 0 ? { note: `at least: the load went no higher (${limited.join(', ')})` } : {};
  const all = byKind((kind) => found.get(kind) ?? null);
  const figures = eachOf(all, ({ rate }) => rate);
  const row: Row = { name: 'acknowledged a second', digits: 0, figures, goal: { of: 'ratio', least: 0.5 }, ...note };
  return [{ title: 'Highest rate with p99 under 100 ms', columns: FLOORS, rows: [row] }];
}

interface Ceiling {
  rate: number;
  /** What did not hold may have been the load. */
  limited: boolean;
}

async function ceilingOf(subject: Subject, plan: Plan, say: Bench['say']): Promise<Ceiling> {
  const talk = await subject.converse(CONVERSATIONS);
  await warm(talk, plan);
  let limited = false;
  const rate = await highestRate(async (perSecond) => {
    // Once may be somebody else's fault: a rate is given up when it fails twice.
    const first = await step(talk, perSecond, plan.stepMs);
    const run = holds(first) ? first : await step(talk, perSecond, plan.stepMs);
    if (!holds(run)) limited = run.load.limited;
    say(
      `${subject.kind} ${perSecond}/s: p99 ${run.acknowledged.p99.toFixed(1)} ms, ${holds(run) ? 'holds' : why(run)}`,
    );
    return holds(run);
  }, plan.search);
  talk.close();
  return { rate, limited };
}

async function step(talk: Conversations, perSecond: number, forMs: number): Promise<Run> {
  await sendAtRate(talk, perSecond, WARM_UP_MS);
  return sendAtRate(talk, perSecond, forMs);
}

const holds = (run: Run): boolean =>
  run.reached && run.lost === 0 && run.doubled === 0 && run.acknowledged.p99 < MOST_MS;

function why({ lost, doubled, perSecond, load }: Run): string {
  const fault = load.limited ? `, the load late by ${load.lateMs.toFixed(0)} ms at ${load.share.toFixed(2)}` : '';
  return `does not hold: ${perSecond.toFixed(0)}/s, lost ${lost}, doubled ${doubled}${fault}`;
}
