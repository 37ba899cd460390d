import { expect, test } from 'vitest';
import { type Ask, changesTo, columnsOf, lifeOf, newRequest } from '../../server/domain/request/columns.ts';
import type { RequestRow } from '../../server/domain/rows.ts';
import { LIVES, STATES } from './lives.ts';

const ASK: Ask = {
  ...{ id: 'request-1', brand: 'maison', conversation: 'thread', shopper: 'claire', person: 'claire', kind: 'chat' },
  ...{ cause: null, openedAt: 1, language: 'fr-FR', zone: 'Europe/Paris', name: 'Claire', product: null, wishes: {} },
  ...{ notice: '1', contact: null },
};

/** A row in which every state has left something behind. */
const DIRTY: RequestRow = {
  ...{ ...ASK, version: 9, state: 'waiting', place: 'paris', dueAt: 1, endAt: 2, asap: true, promise: 'p', tries: 3 },
  ...{ lookAt: 4, waitingAt: 5, step: 'last', stepUntil: 6, slow: true, nobodyPlace: 'lyon', nobodyAt: 7, away: true },
  ...{ never: 'language', holder: 'camille', lastHolder: 'camille', heldAt: 8, spokeAt: 9, unansweredAt: 10 },
  ...{ nudgedAt: 11, endedAt: 12 },
};

test.each(STATES)('a request that is %s is read as it was written', (state) => {
  expect(lifeOf(newRequest(ASK, LIVES[state]))).toEqual(LIVES[state]);
});

test.each(STATES)('what other states left in the row is neither read nor left there: %s', (state) => {
  const row = { ...DIRTY, state };
  const written = { ...row, ...changesTo(row, LIVES[state]) };
  expect(written).toEqual({ ...DIRTY, ...columnsOf(LIVES[state]) });
  expect(lifeOf(written)).toEqual(LIVES[state]);
  const life = lifeOf(row);
  expect(lifeOf({ ...row, ...changesTo(row, life) })).toEqual(life);
});

test.each(STATES)('every column of a life is written, whatever the state: %s', (state) => {
  const { cause: _cause, ...columns } = columnsOf(LIVES[state]);
  expect(Object.keys(columns).toSorted()).toEqual(Object.keys(columnsOf(LIVES.later)).toSorted());
  const ask = Object.keys(ASK);
  expect([...ask, 'version', ...Object.keys(columns)].toSorted()).toEqual(Object.keys(DIRTY).toSorted());
});

test('a row that lacks what its state cannot be without is a fault, and no life', () => {
  expect(() => lifeOf({ ...DIRTY, state: 'assigned', holder: null })).toThrow('assigned without its holder');
  expect(() => lifeOf({ ...DIRTY, state: 'done', endedAt: null })).toThrow('done without its endedAt');
});
