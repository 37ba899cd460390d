import { expect, test } from 'vitest';
import type { DeskSnapshot } from '../../protocol/console.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import { type ExpectedRow, ToldRows } from '../../server/sockets/told-rows.ts';

const NOW = 1_000_000;
const ROOM = 'associate:camille';

const request = (set: object = {}) => ({
  ...{ id: 'r', conversation: 'c', version: 3, state: 'assigned', holder: { id: 'camille' } },
  ...set,
});
const card = (set: object = {}) => ({
  ...{ id: 'c', head: 1, staffHead: 0, shopper: { name: 'Claire' }, request: request() },
  ...set,
});
const promise = (set: object = {}) => ({
  ...{ id: 'p', version: 1, state: 'open', dueAt: NOW + 1, holder: null, place: { id: 'opera' } },
  ...set,
});
const desk = (set: object = {}): DeskSnapshot =>
  ({
    me: { id: 'camille', reach: 'boutique', place: { id: 'opera' } },
    availability: { associate: 'camille', version: 7 },
    ...{ offers: [{ id: 'o', version: 1, state: 'open' }], held: [card()], promises: [promise()] },
    ...set,
  }) as unknown as DeskSnapshot;

/** What the store has of the desk above. */
const STORED = { availability: 7, 'offer o': 1, 'request r': 3, 'promise p': 1, 'name c Claire': 1 };
const rows = (set: Record<string, number | undefined> = {}): ExpectedRow[] =>
  Object.entries({ ...STORED, ...set }).flatMap(([row, version]) =>
    version === undefined ? [] : { room: ROOM, row, version },
  );

function told(snapshot = desk()): ToldRows {
  const told = new ToldRows(() => NOW);
  told.start(ROOM, snapshot, true);
  told.asking();
  return told;
}
const hears = (told: ToldRows, event: string, payload: object) =>
  told.note({ what: 'event', to: [ROOM], event, payload });

test('a desk that was told all that the store has is not told again', () => {
  expect(told().behind(rows())).toEqual([]);
});

test.each<[string, Record<string, number | undefined>]>([
  ['a newer availability', { availability: 8 }],
  ['an offer that rings', { 'offer two': 1 }],
  ['an offer that rings no more', { 'offer o': undefined }],
  ['a request that changed', { 'request r': 4 }],
  ['a promise that was made', { 'promise two': 1 }],
  ['a promise that is late', { 'promise p': 2 }],
  ['a promise that was kept', { 'promise p': undefined }],
  ['a name that was given', { 'name c Claire': undefined, 'name c Claire de Lune': 1 }],
])('%s, told to nobody here, is missed', (_what, changed) => {
  const known = told();
  const [missed] = known.behind(rows(changed));
  expect(missed?.room).toBe(ROOM);
  known.agree(ROOM, missed?.rows ?? new Map());
  expect(known.behind(rows(changed))).toEqual([]);
});

test.each<[string, string, object, Record<string, number | undefined>]>([
  ['an offer that ended', 'offer', { id: 'o', version: 2, state: 'declined' }, { 'offer o': undefined }],
  [
    'a promise moved to another place',
    'promise',
    promise({ version: 2, place: { id: 'vendome' } }),
    { 'promise p': undefined },
  ],
  ['a promise that no place can keep', 'promise', promise({ id: 'any', place: null }), { 'promise any': 1 }],
  ['a promise beyond what a desk shows', 'promise', promise({ id: 'far', dueAt: NOW + LIMITS.promisesAheadMs }), {}],
  ['a name', 'card', card({ shopper: { name: 'Clara' } }), { 'name c Claire': undefined, 'name c Clara': 1 }],
  [
    'a request that another took over',
    'request',
    request({ version: 4, holder: { id: 'luc' } }),
    { 'request r': undefined, 'name c Claire': undefined },
  ],
])('%s, told by an event, is not missed', (_what, event, payload, changed) => {
  const known = told();
  hears(known, event, payload);
  known.asking();
  expect(known.behind(rows(changed))).toEqual([]);
});

test('what is told while the store is asked is newer than its answer', () => {
  const known = told();
  hears(known, 'offer', { id: 'two', version: 1, state: 'open' });
  hears(known, 'request', request({ version: 4 }));
  expect(known.behind(rows())).toEqual([]);
  known.asking();
  expect(known.behind(rows())).toHaveLength(1);
});

test('what one tab was told as it came, her other one may have missed', () => {
  const snapshot = (version: number) =>
    ({ shopper: 'claire', requests: [{ id: 'r', version, state: 'waiting' }] }) as unknown as ShopperSnapshot;
  const known = new ToldRows(() => NOW);
  const stored = [{ room: 'shopper:claire', row: 'request r', version: 2 }];
  known.start('shopper:claire', snapshot(1), true);
  known.start('shopper:claire', snapshot(2), false);
  known.asking();
  expect(known.behind(stored)).toHaveLength(1);
  known.start('shopper:claire', snapshot(2), true);
  expect(known.behind(stored)).toEqual([]);
});
