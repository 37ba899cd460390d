import { expect, test } from 'vitest';
import { databaseClock } from '../../server/store/database-clock.ts';

const start = (at = 1_000_000) => {
  const machine = { at, aheadMs: 0, now: () => machine.at + machine.aheadMs };
  return { machine, clock: databaseClock(machine) };
};

test('the clock is the database’s, carried on by the machine’s', () => {
  const { machine, clock } = start();
  expect(clock.now()).toBe(machine.now());
  clock.heard(5_000);
  machine.at += 300;
  expect(clock.now()).toBe(5_300);
});

test('an answer that lay about while the process was stopped does not put the clock back', () => {
  const { machine, clock } = start();
  clock.heard(5_000);
  machine.at += 4_000;
  expect(clock.heard(5_001)).toBe(5_001);
  expect(clock.now()).toBe(9_000);
  machine.at += 10;
  clock.heard(9_010);
  expect(clock.now()).toBe(9_010);
});

test('a database whose clock was put back is believed after a moment', () => {
  const { machine, clock } = start();
  for (let i = 0; i < 4; i++) {
    clock.heard(5_000 + i * 600 - (i > 0 ? 500 : 0));
    if (i < 3) machine.at += 600;
  }
  machine.at += 600;
  clock.heard(5_000 + 4 * 600 - 500);
  expect(clock.now()).toBe(5_000 + 4 * 600 - 500);
});

test('a test that moves the clock moves this one', () => {
  const { machine, clock } = start();
  clock.heard(5_000);
  machine.aheadMs += 60_000;
  expect(clock.now()).toBe(65_000);
  expect(clock.heard(5_000)).toBe(65_000);
  expect(clock.now()).toBe(65_000);
});
