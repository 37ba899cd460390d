import { expect, it } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import type { AssignmentRow, OfferRow, RequestRow } from '../../server/domain/rows.ts';
import { check, type Evidence } from './history/check.ts';
import type { Attempt, Reading } from './history/history.ts';

const entry = (seq: number, set: Partial<Entry> = {}): Entry =>
  ({
    ...{ conversation: 'c', log: 'shared', seq, id: `e${seq}`, at: seq, by: { kind: 'house' }, kind: 'message', v: 1 },
    body: { text: `word ${seq}` },
    ...set,
  }) as Entry;

const attempt = (set: Partial<Attempt>): Attempt => ({
  ...{ who: 'she', what: 'append', ids: [], conversation: 'c', askedAt: 0, answeredAt: 1 },
  ...{ outcome: 'ok', code: null, entries: [] },
  ...set,
});

const reading = (shown: Entry[], set: Partial<Reading> = {}): Reading => ({
  ...{ reader: 'reader', conversation: 'c', age: 'old', shown },
  ...set,
});

const LOG = [entry(1), entry(2)];
const stored = (set: Partial<Evidence['stored']> = {}) => ({
  ...{ entries: LOG, requests: [], offers: [], assignments: [] },
  ...set,
});

const held = (associate: string, fromAt: number, untilAt: number | null) =>
  ({ request: 'r', associate, fromAt, untilAt }) as AssignmentRow;
const request = { id: 'r', state: 'assigned' } as RequestRow;

it('finds nothing where everything holds', () => {
  const attempts = [attempt({ ids: ['e1'], entries: [entry(1)] }), attempt({ ids: ['e9'], outcome: 'unknown' })];
  const assignments = [held('a', 1, 5), held('b', 5, null)];
  const readings = [reading(LOG), reading(LOG.slice(0, 1), { age: 'left' })];
  expect(check({ attempts, readings, stored: stored({ requests: [request], assignments }) })).toEqual([]);
});

it.each<[string, RegExp, Partial<Evidence>]>([
  ['an acknowledged entry that is missing', /was answered/, { attempts: [attempt({ entries: [entry(3)] })] }],
  [
    'an acknowledged entry that a reader misses',
    /misses/,
    { attempts: [attempt({ entries: [entry(2)] })], readings: [reading([entry(1)])] },
  ],
  ['an id that stands twice', /twice/, { stored: stored({ entries: [entry(1), entry(2, { id: 'e1' })] }) }],
  ['a gap in a log', /belongs/, { stored: stored({ entries: [entry(1), entry(3)] }) }],
  ['readers who see different orders', /showed/, { readings: [reading([entry(2), entry(1)])] }],
  ['something shown that was never on disk', /showed/, { readings: [reading([...LOG, entry(3)])] }],
  [
    'a refused entry that appears unasked',
    /refused/,
    { attempts: [attempt({ ids: ['e2'], outcome: 'failed', code: 'try_again' })] },
  ],
  [
    'two answers to one id that differ',
    /differently/,
    { attempts: [attempt({ entries: [entry(1)] }), attempt({ entries: [entry(1, { body: { text: 'other' } })] })] },
  ],
  [
    'two holders at once',
    /two holders/,
    { stored: stored({ requests: [request], assignments: [held('a', 1, 6), held('b', 5, null)] }) },
  ],
  [
    'a holder who never held',
    /never did/,
    { attempts: [attempt({ what: 'accept', ids: ['o', 'r'] })], stored: stored() },
  ],
  ['an assigned request without a holder', /to nobody/, { stored: stored({ requests: [request] }) }],
  [
    'an offer accepted after it ran out',
    /ran out/,
    { stored: stored({ offers: [{ id: 'o', state: 'accepted', answeredAt: 10, expiresAt: 10 } as OfferRow] }) },
  ],
])('finds %s', (_what, finds, evidence) => {
  const found = check({ attempts: [], readings: [], stored: stored(), ...evidence });
  expect(found.join('\n')).toMatch(finds);
});
