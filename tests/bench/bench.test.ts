import { describe, expect, it } from 'vitest';
import { idSchema } from '../../protocol/entries.ts';
import { createFrames } from '../helpers/server-frames.ts';
import { percentile, slope } from './figures.ts';
import { textFrame } from './frame.ts';
import { highestRate } from './highest-rate.ts';
import { inGroups } from './in-groups.ts';
import { isMet, type Row, ratioOf, sayGoal } from './section.ts';
import { createTally } from './tally.ts';
import { whereTimeWent } from './where.ts';

describe('figures', () => {
  it('find the value below which a share lies, in any order', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(hundred, 0.5)).toBe(51);
    expect(percentile(hundred, 0.99)).toBe(100);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('find how much values rise, whatever lies between', () => {
    expect(slope([1, 3, 5, 7])).toBe(2);
    expect(slope([4, 4, 4])).toBe(0);
    expect(slope([0, 10, 0, 10, 0])).toBeCloseTo(0);
  });
});

describe('what became of messages', () => {
  const tallied = () => {
    const clock = { now: 0 };
    return { clock, tally: createTally(() => clock.now) };
  };

  it('is timed from when each was sent', () => {
    const { clock, tally } = tallied();
    const one = tally.send();
    clock.now = 3;
    tally.heard(one);
    clock.now = 5;
    tally.acknowledged(one);
    expect(tally.spread()).toEqual({ acknowledged: { p50: 5, p99: 5 }, heard: { p50: 3, p99: 3 } });
    expect(tally.count()).toEqual({ messages: 1, acknowledged: 1, lost: 0, doubled: 0 });
  });

  it('is lost where it was not acknowledged, or not heard', () => {
    const { tally } = tallied();
    const [one, two, three] = [tally.send(), tally.send(), tally.send()];
    tally.acknowledged(one);
    tally.heard(one);
    tally.acknowledged(two);
    tally.heard(three);
    expect(tally.waiting()).toEqual({ forAnswer: 1, forHearing: 1 });
    expect(tally.count().lost).toBe(2);
  });

  it('is doubled where it was heard twice, and says nothing of messages that are not of this run', () => {
    const { tally } = tallied();
    const another = tallied().tally.send();
    const one = tally.send();
    tally.acknowledged(one);
    for (const id of [one, one, one, another, 'no id']) tally.heard(id);
    expect(tally.count()).toMatchObject({ messages: 1, lost: 0, doubled: 2 });
  });

  it('has ids of its own that a relay takes', () => {
    const { tally } = tallied();
    const ids = Array.from({ length: 100 }, () => tally.send());
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(idSchema.safeParse(id).success).toBe(true);
  });
});

describe('the highest rate', () => {
  const SEARCH = { from: 1_000, rise: 2, within: 0.05, least: 50 };
  const upTo = (limit: number) => {
    const tried: number[] = [];
    const holds = async (rate: number) => {
      tried.push(rate);
      return rate <= limit;
    };
    return { tried, holds };
  };

  it('is found by rising steps, then by halving what lies between', async () => {
    const { tried, holds } = upTo(5_300);
    const found = await highestRate(holds, SEARCH);
    expect(tried.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 6_000]);
    expect(found).toBeLessThanOrEqual(5_300);
    expect(found).toBeGreaterThan(5_300 * 0.94);
  });

  it('is looked for below the first step where that does not hold', async () => {
    const { tried, holds } = upTo(300);
    const found = await highestRate(holds, SEARCH);
    expect(tried.slice(0, 3)).toEqual([1_000, 500, 250]);
    expect(found).toBeGreaterThan(285 * 0.95);
    expect(found).toBeLessThanOrEqual(300);
  });

  it('is none where nothing holds', async () => {
    expect(await highestRate(async () => false, SEARCH)).toBe(0);
  });
});

describe('a row of the table', () => {
  const row = (figures: Row['figures'], goal: NonNullable<Row['goal']>): Row => ({ name: '', figures, goal });

  it('is judged by itself, by its ratio to the floor, or by what it is beyond the floor', () => {
    expect(isMet(row([10, 7, 8], { of: 'ratio', least: 0.75 }))).toBe(true);
    expect(isMet(row([10, 8, 7], { of: 'ratio', least: 0.75 }))).toBe(false);
    expect(isMet(row([2, null, 4.9], { of: 'excess', most: 3 }))).toBe(true);
    expect(isMet(row([2, null, 5.1], { of: 'excess', most: 3 }))).toBe(false);
    expect(isMet(row([9, 9, 0], { of: 'value', most: 0 }))).toBe(true);
    expect(isMet(row([0, 0, 1], { of: 'value', most: 0 }))).toBe(false);
  });

  it('is neither hit nor missed where a figure is not there', () => {
    expect(isMet(row([null, null, 1], { of: 'ratio', least: 0.5 }))).toBeNull();
    expect(isMet(row([1, null, null], { of: 'value', most: 0 }))).toBeNull();
    expect(ratioOf(row([0, null, 1], { of: 'value' }))).toBeNull();
  });

  it('says its goal', () => {
    expect(sayGoal({ of: 'ratio', least: 0.85 })).toBe('ratio ≥ 0.85');
    expect(sayGoal({ of: 'excess', most: 3 })).toBe('≤ floor + 3');
    expect(sayGoal({ of: 'value', most: 0 })).toBe('0');
  });
});

describe('the load', () => {
  it.each([1, 125, 126, 65_535, 65_536])('frames %i bytes as a client must', (bytes) => {
    const frame = textFrame('a'.repeat(bytes));
    expect(frame[0]).toBe(0x81);
    expect((frame[1] ?? 0) & 0x80).toBe(0x80);
    // Without its mask, which is zero, it is what a server would say.
    const head = frame.length - bytes - 4;
    const bare = Buffer.concat([frame.subarray(0, head), frame.subarray(head + 4)]);
    bare[1] = (bare[1] ?? 0) & 0x7f;
    const read = createFrames();
    read(Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    expect(read(bare).map(({ text }) => text?.length)).toEqual([bytes]);
  });

  it('works on a few at a time and keeps their order', async () => {
    let running = 0;
    let most = 0;
    const done = await inGroups([3, 1, 2, 0], 2, async (turns) => {
      most = Math.max(most, ++running);
      for (let i = 0; i < turns; i++) await Promise.resolve();
      running -= 1;
      return turns;
    });
    expect(done).toEqual([3, 1, 2, 0]);
    expect(most).toBe(2);
  });
});

describe('where time went', () => {
  const root = new URL('../../', import.meta.url).href;
  const frame = (functionName: string, path = '') => ({
    ...{ functionName, scriptId: '0', lineNumber: 0, columnNumber: 0 },
    url: path && root + path,
  });
  const profile = {
    ...{ startTime: 0, endTime: 60_000 },
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 3, 7] },
      { id: 2, callFrame: frame('(idle)') },
      { id: 3, callFrame: frame('append', 'server/actions/append-entries.ts'), children: [4, 5] },
      { id: 4, callFrame: frame('parse', 'node_modules/zod/v4/core/parse.js') },
      { id: 5, callFrame: frame('write', 'server/store/gateway.ts'), children: [6] },
      { id: 6, callFrame: frame('run') },
      { id: 7, callFrame: frame('', 'tests/bench/profiled.ts') },
    ],
    samples: [2, 3, 4, 5, 6, 7],
    timeDeltas: [10_000, 1_000, 2_000, 3_000, 4_000, 5_000],
  };

  it('is said by whose work it was, and by whoever of ours asked for it; idleness and sampling are nobody’s', () => {
    const { tookMs, idleMs, shares, files } = whereTimeWent(profile);
    expect([tookMs, idleMs]).toEqual([25, 15]);
    expect(shares).toEqual([
      { owner: 'server/store', selfMs: 3, forItMs: 7 },
      { owner: 'server/actions', selfMs: 1, forItMs: 3 },
      { owner: 'native run', selfMs: 4, forItMs: 0 },
      { owner: 'zod', selfMs: 2, forItMs: 0 },
    ]);
    expect(files.map(({ owner, forItMs }) => [owner, forItMs])).toEqual([
      ['server/store/gateway', 7],
      ['server/actions/append-entries', 3],
    ]);
  });
});
