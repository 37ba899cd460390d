import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cursor } from '../../protocol/entries.ts';
import { chat } from '../helpers/rig.ts';
import { type DeskEnd, type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
let camille: DeskEnd;
let claire: ShopperEnd;
let conversation: string;
beforeEach(async () => {
  wire = await startWire();
  camille = await wire.free('Camille');
  claire = await wire.shopper();
  ({ conversation } = await claire.ok('request.open', chat(wire.rig.clock.now())));
  const offer = await camille.until(() => camille.heard('offer')[0]);
  await camille.ok('offer.accept', { offer: offer.id });
  await claire.ok('entries.append', { conversation, entries: Array.from({ length: 8 }, () => wire.message('…')) });
});
afterEach(() => wire.end());

const cursorsOf = (end: { heard(event: 'cursors'): { cursors: Cursor[] }[] }) =>
  end.heard('cursors').flatMap((told) => told.cursors);
const move = (end: DeskEnd | ShopperEnd, deliveredSeq: number, readSeq: number) =>
  (end as ShopperEnd).ok('cursor.move', { conversation, deliveredSeq, readSeq });
const page = async () => (await claire.ok('entries.after', { conversation })).cursors;

test('R22: delivered is told when the other device says so, read when she has seen it, and never before', async () => {
  expect(await page()).toEqual([]);
  const person = wire.rig.cast.Camille.id;
  await move(camille, 5, 0);
  await claire.until(() => cursorsOf(claire)[0]);
  await move(camille, 10, 7);
  await claire.until(() => cursorsOf(claire)[1]);
  const told = [
    { person, kind: 'associate', deliveredSeq: 5, readSeq: 0 },
    { person, kind: 'associate', deliveredSeq: 10, readSeq: 7 },
  ];
  expect(cursorsOf(claire)).toEqual(told);
  expect(await page()).toEqual([told[1]]);
});

test('R22: what was read was delivered, and nothing past the head was either', async () => {
  const head = (await claire.ok('entries.after', { conversation })).head;
  await move(camille, 0, 4);
  expect(await page()).toMatchObject([{ deliveredSeq: 4, readSeq: 4 }]);
  await move(camille, 1_000, 1_000);
  expect(await page()).toMatchObject([{ deliveredSeq: head, readSeq: head }]);
});

test('R22: cursors only ever rise, are told only when they rose, and are kept per person', async () => {
  const seqs = fc.integer({ min: 0, max: 12 });
  const moves = fc.sample(fc.record({ who: fc.boolean(), delivered: seqs, read: seqs }), { seed: 7, numRuns: 60 });
  for (const { who, delivered, read } of moves) await move(who ? camille : claire, delivered, read);
  await claire.raw('ping', {});
  const told = cursorsOf(claire);
  for (const person of [wire.rig.cast.Camille.id, claire.asking.id]) {
    const hers = told.filter((cursor) => cursor.person === person);
    const marks = hers.map((cursor) => cursor.deliveredSeq * 100 + cursor.readSeq);
    expect(marks).toEqual([...new Set(marks)].sort((a, b) => a - b));
    for (const [i, cursor] of hers.entries()) {
      expect(cursor.readSeq).toBeGreaterThanOrEqual(hers[i - 1]?.readSeq ?? 0);
      expect(cursor.deliveredSeq).toBeGreaterThanOrEqual(hers[i - 1]?.deliveredSeq ?? 0);
    }
    expect((await page()).find((cursor) => cursor.person === person)).toEqual(hers.at(-1));
  }
  expect(cursorsOf(camille)).toEqual(told);
});

test('typing is told by name to the other side, not to herself, and is forgotten', async () => {
  const before = await wire.rig.store.read.count('entries', {});
  const tab = await wire.shopper(claire.asking);
  await camille.ok('typing', { conversation, on: true });
  const told = { conversation, person: wire.rig.cast.Camille.id, name: 'Camille', on: true };
  await claire.until(() => claire.heard('typing')[0]);
  expect(claire.heard('typing')).toEqual([told]);
  expect(tab.heard('typing')).toEqual([told]);
  expect(camille.heard('typing')).toEqual([]);
  await claire.ok('typing', { conversation, on: true });
  await claire.ok('typing', { conversation, on: false });
  await camille.until(() => camille.heard('typing')[1]);
  const hers = { conversation, person: claire.asking.id, name: null };
  expect(camille.heard('typing')).toEqual([
    { ...hers, on: true },
    { ...hers, on: false },
  ]);
  expect(await wire.rig.store.read.count('entries', {})).toBe(before);
});

test('whoever may not write is not heard typing', async () => {
  const request = (await wire.rig.store.read.one('requests', { conversation }))?.id ?? '';
  await camille.ok('request.done', { request, seen: 99 });
  expect(await camille.send('typing', { conversation, on: true })).toMatchObject({ error: { code: 'not_open' } });
  expect(claire.heard('typing')).toEqual([]);
});

test('a desk learns of its client’s cursors at every connect', async () => {
  await move(claire, 9, 9);
  const again = await wire.associate('Camille');
  expect(again.heard('snapshot')[0]?.held[0]?.cursors).toEqual([
    { person: claire.asking.id, kind: 'shopper', deliveredSeq: 9, readSeq: 9 },
  ]);
});
