import { residentKb } from './figures.ts';
import { inGroups, numbers } from './in-groups.ts';
import type { Line } from './line.ts';
import type { Bench, Plan } from './plan.ts';
import { type Round, round, together } from './round.ts';
import { eachOf, type Figure, FLOORS, type Goal, type Row, type Section } from './section.ts';
import { type Kind, type Subject, startFloor, startRelay } from './subjects.ts';
import { byKind } from './turns.ts';

const WARM = 100;
const TALKS = 20;
const TALKS_PER_SECOND = 100;

/** What an idle shopper weighs, and how others fare beside so many of them. */
export async function measureMemory({ plan, prefix, say }: Bench): Promise<Section[]> {
  const weighed = new Map<Kind, Weighed>();
  for (const start of [() => startFloor(prefix), () => startRelay(prefix, TALKS)]) {
    const subject = await start();
    say(`${plan.idle} idle on ${subject.kind}`);
    weighed.set(subject.kind, await weigh(subject, plan));
    await subject.stop();
  }
  const all = byKind((kind) => weighed.get(kind) ?? null);
  const row = (name: string, of: (one: Weighed) => Figure, goal: Goal): Row => ({
    name,
    figures: eachOf(all, of),
    goal,
  });
  const rows = [
    row('KB per idle shopper', ({ kb }) => kb, { of: 'ratio', most: 1.2 }),
    row(`L01: MB held with ${plan.idle} idle`, ({ mb }) => mb, { of: 'value', most: 600 }),
    row(`L01: delivered beside ${plan.idle} idle, p99 ms`, ({ p99 }) => p99, { of: 'value', most: 250 }),
    row('L01: lost or doubled', ({ wrong }) => wrong, { of: 'value', most: 0 }),
  ];
  return [{ title: 'Memory', columns: FLOORS, rows }];
}

interface Weighed {
  kb: number;
  mb: number;
  /** Null where the load itself was late. */
  p99: number | null;
  wrong: number;
}

async function weigh(subject: Subject, plan: Plan): Promise<Weighed> {
  // Sessions are made beforehand and in another life, so that their making is not weighed.
  const prepared = await inGroups(numbers(plan.idle + WARM), 20, () => subject.prepareIdle());
  await subject.refresh();
  const open = (some: readonly (() => Promise<Line>)[]) => inGroups(some, 20, (connect) => connect());
  const lines = await open(prepared.slice(0, WARM));
  const before = await settled(subject.pid());
  lines.push(...(await open(prepared.slice(WARM))));
  const held = await settled(subject.pid());
  const talk = await subject.converse(TALKS);
  const rounds: Round[] = [];
  for (let i = 0; i < plan.rounds; i++) rounds.push(await round([subject.pid()], talk, TALKS_PER_SECOND, plan));
  talk.close();
  for (const line of lines) line.close();
  const { limited, heard, lost, doubled } = together(rounds);
  return {
    kb: (held - before) / plan.idle,
    mb: held / 1_024,
    p99: limited ? null : heard.p99,
    wrong: lost + doubled,
  };
}

/** The least memory seen within three seconds, after what was allocated on the way has been given back. */
async function settled(pid: number): Promise<number> {
  const seen: number[] = [];
  for (let i = 0; i < 30; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen.push(residentKb(pid));
  }
  return Math.min(...seen);
}
