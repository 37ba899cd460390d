import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepLease } from '../../console/models/lease.ts';
import { makeLine } from './desk-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('"I can be reached"', () => {
  test('T06: is said at once and every ten seconds while the line is open', () => {
    const line = makeLine();
    const stop = keepLease(line.link);
    expect(line.asked).toEqual([]);
    line.state.value = 'open';
    expect(line.askedFor('lease.renew')).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(line.askedFor('lease.renew')).toHaveLength(7);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(line.askedFor('lease.renew')).toHaveLength(7);
  });

  test('goes on by the relay’s heartbeats when the browser holds this page’s timers back', () => {
    let now = 0;
    const line = makeLine();
    keepLease(line.link, () => now);
    line.state.value = 'open';
    for (let beat = 1; beat <= 6; beat++) {
      now = beat * 10_000;
      line.beat();
      line.beat();
    }
    expect(line.askedFor('lease.renew')).toHaveLength(7);
  });

  test('is not said into a lost line, and at once when it is back', () => {
    const line = makeLine();
    keepLease(line.link);
    line.state.value = 'open';
    line.cut();
    vi.advanceTimersByTime(4_000);
    line.state.value = 'open';
    expect(line.askedFor('lease.renew')).toHaveLength(2);
  });
});
