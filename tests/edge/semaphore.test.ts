import { expect, test } from 'vitest';
import { createSemaphore } from '../../server/edge/semaphore.ts';

test('works begin in the order they came, a few at once', async () => {
  const semaphore = createSemaphore(2);
  const begun: number[] = [];
  const over: (() => void)[] = [];
  for (let i = 0; i < 5; i++) {
    const entered = semaphore.enter();
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
  const semaphore = createSemaphore(1, 1);
  const leave = await semaphore.enter();
  const second = semaphore.enter();
  expect(second).not.toBeNull();
  expect(semaphore.enter()).toBeNull();
  leave?.();
  (await second)?.();
  expect(await semaphore.enter()).toBeTypeOf('function');
});
