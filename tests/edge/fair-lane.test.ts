import { expect, test } from 'vitest';
import { createFairLane } from '../../server/edge/fair-lane.ts';

const settle = () => new Promise((go) => setImmediate(go));

/** Enters for each key in turn, and says who was let in and who was told to come back. */
function row(limits: { atOnce: number; waiting: number }) {
  const lane = createFairLane({ ...limits, eachMs: 30 });
  const begun: string[] = [];
  const refused: string[] = [];
  const leaves: (() => void)[] = [];
  const enter = (key: string) =>
    void lane.enter(key).then((entered) => {
      if (typeof entered === 'number') return refused.push(key);
      leaves.push(entered);
      return begun.push(key);
    });
  const step = async () => {
    leaves.shift()?.();
    await settle();
  };
  return { begun, refused, enter, step };
}

test('however many one brings, another waits for one of each', async () => {
  const { begun, enter, step } = row({ atOnce: 1, waiting: 100 });
  for (const key of ['a', 'a', 'a', 'a', 'b', 'a', 'c']) enter(key);
  await settle();
  for (let i = 0; i < 7; i++) await step();
  expect(begun).toEqual(['a', 'a', 'b', 'c', 'a', 'a', 'a']);
});

test('where too many wait, the last of whoever has most is told to come back', async () => {
  const { begun, refused, enter, step } = row({ atOnce: 1, waiting: 3 });
  for (const key of ['a', 'a', 'a', 'a', 'a', 'b']) enter(key);
  await settle();
  expect(refused).toEqual(['a', 'a']);
  for (let i = 0; i < 5; i++) await step();
  expect(begun).toEqual(['a', 'a', 'b', 'a']);
});

test('many keys that bring one each are bounded too', async () => {
  const { begun, refused, enter } = row({ atOnce: 2, waiting: 10 });
  for (let i = 0; i < 400; i++) enter(`key ${i}`);
  await settle();
  expect([begun.length, refused.length]).toEqual([2, 388]);
});
