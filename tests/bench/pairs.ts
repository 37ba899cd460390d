import type { Bench } from './plan.ts';
import { type Round, round, rowsOf, type Together, together } from './round.ts';
import { FLOORS, type Goal, type Row, type Section } from './section.ts';
import { startFloor, startRelay } from './subjects.ts';

const PER_SECOND = 1_000;
/** L02: 500 chats with two messages a second each. */
const LOAD_ROW = { pairs: 500, goal: { of: 'value', most: 300 } satisfies Goal };

/** The same thousand messages a second among more and fewer shoppers who are connected. */
export async function measurePairs({ plan, prefix, say }: Bench): Promise<Section[]> {
  const most = Math.max(...plan.pairs);
  const subjects = [await startFloor(prefix), await startRelay(prefix, most)];
  const talks = [];
  for (const subject of subjects) {
    say(`${most} pairs on ${subject.kind}`);
    talks.push({ pid: subject.pid, talk: await subject.converse(most) });
  }
  const rows: Row[] = [];
  // From the most to the fewest, since leaving is cheap.
  for (const pairs of [...plan.pairs].sort((a, b) => b - a)) {
    const turns = talks.map((): Round[] => []);
    for (const { talk } of talks) talk.keep(pairs);
    for (let i = 0; i < plan.rounds; i++) {
      for (const [which, { pid, talk }] of talks.entries()) {
        say(`${pairs} pairs, turn ${i + 1}, ${subjects[which]?.kind}`);
        turns[which]?.push(await round([pid], talk, PER_SECOND, plan));
      }
    }
    const [floor, relay] = turns.map(together) as [Together, Together];
    const name = `${pairs === LOAD_ROW.pairs ? 'L02: ' : ''}${pairs} pairs`;
    rows.push(...rowsOf(name, [floor, null, relay], pairs === LOAD_ROW.pairs ? { heardP99: LOAD_ROW.goal } : {}));
  }
  for (const { talk } of talks) talk.close();
  await Promise.all(subjects.map((subject) => subject.stop()));
  return [{ title: `Pairs, ${PER_SECOND} messages a second`, columns: FLOORS, rows }];
}
