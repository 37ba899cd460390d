import type { Bench } from './plan.ts';
import { rowsOf } from './round.ts';
import { FLOORS, type Goal, type Row, type Section } from './section.ts';
import { startFloor, startRelay } from './subjects.ts';
import { inTurns, leave, speaking } from './turns.ts';

const PER_SECOND = 1_000;
/** L02: 500 chats with two messages a second each. */
const L02 = { pairs: 500, heardP99: { of: 'value', most: 300 } satisfies Goal };

/** The same thousand messages a second among more and fewer shoppers who are connected. */
export async function measurePairs(bench: Bench): Promise<Section[]> {
  // From the most to the fewest, since leaving is cheap.
  const counts = [...bench.plan.pairs].sort((a, b) => b - a);
  const most = counts[0] ?? 0;
  bench.say(`${most} pairs sit down`);
  const subjects = [await startFloor(bench.prefix), await startRelay(bench.prefix, most)];
  const all = await speaking(subjects, most, bench.plan);
  const rows: Row[] = [];
  for (const pairs of counts) {
    for (const { talk } of all) talk.keep(pairs);
    const three = await inTurns(all, `${pairs} pairs`, PER_SECOND, bench);
    const isL02 = pairs === L02.pairs;
    rows.push(...rowsOf(`${isL02 ? 'L02: ' : ''}${pairs} pairs`, three, isL02 ? L02 : {}));
  }
  await leave(all);
  return [{ title: `Pairs, ${PER_SECOND} messages a second`, columns: FLOORS, rows }];
}
