import { expect, test } from 'vitest';
import { createClock } from '../../server/clock.ts';

function hands(notBefore = 0) {
  const hand = { wallAt: 1_000_000, monotonicAt: 50 };
  const clock = createClock({ wall: () => hand.wallAt, monotonic: () => hand.monotonicAt });
  clock.notBefore(notBefore);
  return {
    hand,
    clock,
    pass(ms: number, wallMs = ms) {
      hand.monotonicAt += ms;
      hand.wallAt += wallMs;
    },
  };
}

test('a clock that runs with the wall tells the wall’s time', () => {
  const { clock, pass } = hands();
  pass(90_000);
  expect(clock.now()).toBe(1_090_000);
});

test('a wall that jumps an hour moves it by at most a second a minute, either way', () => {
  for (const jumpMs of [3_600_000, -3_600_000]) {
    const { clock, pass } = hands();
    pass(0, jumpMs);
    expect(clock.now()).toBe(1_000_000);
    pass(60_000);
    expect(Math.abs(clock.now() - 1_060_000)).toBeLessThanOrEqual(1_001);
  }
});

test('it never goes back, however often it is asked', () => {
  const { clock, pass } = hands();
  let before = clock.now();
  for (let i = 0; i < 200; i++) {
    pass(i % 7, -(i % 5) * 100);
    const now = clock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    before = now;
  }
});

test('it does not go back across a restart: a wall set back meanwhile is followed gently', () => {
  const { clock, pass } = hands(1_000_000 + 3_600_000);
  expect(clock.now()).toBe(4_600_000);
  pass(60_000);
  expect(clock.now()).toBeGreaterThan(4_600_000);
  expect(clock.now()).toBeLessThan(4_660_000);
});

test('a heartbeat of days ahead was written by a wrong clock, and is not followed', () => {
  expect(hands(1_000_000 + 48 * 3_600_000).clock.now()).toBe(1_000_000);
});
