import { expect, test } from 'vitest';
import { createAcquaintances } from '../../server/edge/acquaintances.ts';
import { createFairSemaphore } from '../../server/edge/fair-semaphore.ts';

const settle = () => new Promise((go) => setImmediate(go));

/** Enters for each key in turn, and says who was let in and who was told to come back. */
function row(limits: { atOnce: number; waiting: number }) {
  const semaphore = createFairSemaphore({ ...limits, eachMs: 30 });
  const begun: string[] = [];
  const refused: string[] = [];
  const leaves: (() => void)[] = [];
  const enter = (key: string, known = false) =>
    void semaphore.enter(key, known).then((entered) => {
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

test('F14: of 400 strangers none keeps out who is known, though each brings but one', async () => {
  const { begun, refused, enter, step } = row({ atOnce: 2, waiting: 100 });
  for (let i = 0; i < 400; i++) enter(`stranger ${i}`);
  enter('camille', true);
  for (let i = 400; i < 800; i++) enter(`stranger ${i}`);
  await settle();
  expect(refused).not.toContain('camille');
  await step();
  await step();
  expect(begun).toContain('camille');
});

test('who is known and brings many is as a stranger with the rest, and strangers have every second turn', async () => {
  const { begun, refused, enter, step } = row({ atOnce: 1, waiting: 10 });
  enter('inside');
  for (let i = 0; i < 10; i++) enter(`stranger ${i}`);
  for (let i = 0; i < 50; i++) enter('camille', true);
  await settle();
  expect(refused.filter((key) => key.startsWith('stranger'))).toHaveLength(3);
  for (let i = 0; i < 6; i++) await step();
  expect(begun.slice(1).filter((key) => key === 'camille')).toHaveLength(3);
  expect(begun.slice(1).filter((key) => key.startsWith('stranger'))).toHaveLength(3);
});

test('many who are known do not keep out all strangers', async () => {
  const { begun, enter, step } = row({ atOnce: 1, waiting: 100 });
  for (let i = 0; i < 90; i++) enter(`known ${i}`, true);
  enter('stranger');
  await settle();
  for (let i = 0; i < 2; i++) await step();
  expect(begun).toContain('stranger');
});

test('who came in last is known, and the oldest is forgotten', () => {
  const known = createAcquaintances(2);
  for (const who of ['a', 'b', 'a', 'c']) known.remember(who);
  expect(['a', 'b', 'c'].filter(known.knows)).toEqual(['a', 'c']);
});
