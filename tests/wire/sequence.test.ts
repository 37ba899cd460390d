import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { type Sequence, takeEntries } from '../../protocol/sequence.ts';
import { newer } from '../../protocol/version.ts';
import { chat } from '../helpers/rig.ts';
import { type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
let claire: ShopperEnd;
let conversation: string;
let log: Entry[];
beforeAll(async () => {
  wire = await startWire();
  claire = await wire.shopper();
  ({ conversation } = await claire.ok('request.open', chat(wire.rig.clock.now())));
  for (let i = 0; i < 10; i++) {
    await claire.ok('entries.append', { conversation, entries: [wire.message(`${i}`), wire.message(`${i}, too`)] });
  }
  log = await wire.rig.store.read.entries({ conversation, log: 'shared' }, { by: 'seq' });
});
afterAll(() => wire.end());

const EMPTY: Sequence = { last: 0, held: [] };
/** What a screen shows, in the order shown. */
function play(flights: readonly (readonly Entry[])[], from = EMPTY): { sequence: Sequence; shown: Entry[] } {
  let sequence = from;
  const shown: Entry[] = [];
  for (const flight of flights) {
    const taken = takeEntries(sequence, flight);
    sequence = taken.sequence;
    shown.push(...taken.ready);
  }
  return { sequence, shown };
}

test('R12: 8 arrives before 7: 7 and 8 are shown, in that order', () => {
  const [seven, eight] = [log[6], log[7]] as [Entry, Entry];
  const { shown, sequence } = play([[eight], [seven]], { last: 6, held: [] });
  expect(shown).toEqual([seven, eight]);
  expect(sequence).toEqual({ last: 8, held: [] });
});

test('R12: in any order, in any flights, with any repeats: every entry is shown once, in seq order', () => {
  const order = fc.array(fc.integer({ min: 0, max: 21 }), { minLength: 0, maxLength: 60 });
  const flights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(order, flights, (repeats, sizes) => {
      const arriving = [...repeats.flatMap((i) => log[i] ?? []), ...log.toReversed()];
      const cut: Entry[][] = [];
      for (let at = 0, i = 0; at < arriving.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        cut.push(arriving.slice(at, at + size));
        at += size;
      }
      const { shown, sequence } = play(cut);
      expect(shown).toEqual(log);
      expect(sequence).toEqual({ last: log.length, held: [] });
    }),
    { seed: 12, numRuns: 300 },
  );
});

test('R12: while something is missing nothing behind it is shown, and a page from the last seq fills the gap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([...Array(22).keys()], { minLength: 1 }), async (arrived) => {
      const told = arrived.flatMap((i) => log[i] ?? []);
      const live = play([told]);
      expect(live.shown.map((entry) => entry.seq)).toEqual(live.shown.map((_, i) => i + 1));
      const after = live.sequence.last;
      const page = await claire.ok('entries.after', { conversation, after });
      const { shown, sequence } = play([page.entries, told], live.sequence);
      expect([...live.shown, ...shown]).toEqual(log);
      expect(sequence.held).toEqual([]);
    }),
    { seed: 12, numRuns: 40 },
  );
});

test('rows: in whatever order versions are told, the highest stands', () => {
  const versions = fc.array(fc.record({ version: fc.integer({ min: 1, max: 20 }) }), { minLength: 1 });
  fc.assert(
    fc.property(versions, (told) => {
      const stands = told.reduce<{ version: number } | null>((known, row) => newer(known, row), null);
      expect(stands?.version).toBe(Math.max(...told.map((row) => row.version)));
    }),
    { seed: 12 },
  );
});
