import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimit, slowDown } from '../../server/edge/rate-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('so many within so long, each key by itself, and the wait is what is left of that time', async () => {
  const limit = createRateLimit({ times: 2, withinMs: 500 });
  expect([await limit.take('one'), await limit.take('one')]).toEqual([null, null]);
  vi.advanceTimersByTime(200);
  expect(await limit.take('one')).toBe(300);
  expect(await limit.take('two')).toBeNull();
  vi.advanceTimersByTime(300);
  expect(await limit.take('one')).toBeNull();
});

test('several are taken together or refused together', async () => {
  const limit = createRateLimit({ times: 10, withinMs: 1_000 });
  expect(await limit.take('one', 8)).toBeNull();
  expect(await limit.take('one', 8)).toBe(1_000);
});

test('what was used beyond what was left is waited for, and asking for the wait counts nothing', async () => {
  const limit = createRateLimit({ times: 100, withinMs: 5_000 });
  for (let i = 0; i < 200; i++) expect(await limit.waitFor('one')).toBeNull();
  await limit.spend('one', 150);
  expect(await limit.waitFor('one')).toBe(5_000);
  vi.advanceTimersByTime(5_000);
  expect(await limit.waitFor('one')).toBeNull();
});

test('what is forgiven was never counted', async () => {
  const limit = createRateLimit({ times: 1, withinMs: 1_000 });
  await limit.take('one');
  await limit.forgive('one');
  expect(await limit.take('one')).toBeNull();
});

test('a clock that is set back makes nobody wait for longer than the whole time', async () => {
  const limit = createRateLimit({ times: 1, withinMs: 1_000 });
  await limit.take('one');
  vi.setSystemTime(Date.now() - 3600_000);
  expect(await limit.take('one')).toBe(1_000);
});

test('whoever comes beyond so many keys shares one count, and those who were there have their own', async () => {
  const limit = createRateLimit({ times: 2, withinMs: 1_000 }, undefined, 2);
  expect([await limit.take('one'), await limit.take('two')]).toEqual([null, null]);
  expect([await limit.take('three'), await limit.take('four')]).toEqual([null, null]);
  expect(await limit.take('five')).toBe(1_000);
  expect(await limit.take('one')).toBeNull();
  vi.advanceTimersByTime(1_001);
  expect([await limit.take('five'), await limit.take('three')]).toEqual([null, null]);
});

test('the refusal has one shape: when asking again makes sense', () => {
  expect(slowDown(null)).toBeNull();
  expect(slowDown(300)).toMatchObject({ ok: false, error: { code: 'slow_down', retryInMs: 300 } });
});
