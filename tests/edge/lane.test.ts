import { expect, test } from 'vitest';
import { createLane } from '../../server/edge/lane.ts';

test('works begin in the order they came, a few at once', async () => {
  const lane = createLane(2);
  const begun: number[] = [];
  const over: (() => void)[] = [];
  for (let i = 0; i < 5; i++) {
    const entered = lane.enter();
    void (async () => {
      const leave = await entered;
      if (!leave) return;
      begun.push(i);
      over.push(leave);
    })();
  }
  const settle = () => new Promise((go) => setImmediate(go));
  await settle();
  expect(begun).toEqual([0, 1]);
  over[1]?.();
  // Said twice is said once.
  over[1]?.();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  for (const leave of over) leave();
  await settle();
  for (const leave of over) leave();
  await settle();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test('no more wait than may', async () => {
  const lane = createLane(1, 1);
  const leave = await lane.enter();
  const second = lane.enter();
  expect(second).not.toBeNull();
  expect(lane.enter()).toBeNull();
  leave?.();
  (await second)?.();
  expect(await lane.enter()).toBeTypeOf('function');
});
