import { expect, test } from 'vitest';
import { policySchema } from '../../protocol/house.ts';
import type { RequestKind } from '../../protocol/request-state.ts';
import { lookAtHeld } from '../../server/domain/assigned.ts';
import type { Assigned } from '../../server/domain/request/life.ts';

const policy = policySchema.parse({});
const T = 1_000_000_000;
const S = 1_000;

const held = {
  kind: 'chat' as RequestKind,
  heldAt: T,
  spokeAt: null as number | null,
  unansweredAt: T as number | null,
  late: null as Assigned['late'],
  dueAt: null as number | null,
};
const answered = { ...held, spokeAt: T + 10 * S, unansweredAt: null };
const asked = { ...answered, unansweredAt: T + 20 * S };
const call = { ...held, kind: 'callback' as const, dueAt: T };
const late = (nudgedAt: number, told = false) => ({ late: { nudgedAt, told } });

const looked = ({ kind, ...life }: typeof held, now: number, lost = false) =>
  lookAtHeld(life, { kind, policy }, now, lost);

test.each([
  ['before the first word is due, nothing', held, 59 * S, { what: 'wait', lookAt: T + 60 * S }],
  ['the first word is late: a nudge', held, 60 * S, { what: 'nudge', lookAt: T + 90 * S }],
  ['half the patience later the shopper is told', { ...held, ...late(T + 60 * S) }, 90 * S, { what: 'tell' }],
  ['then it is offered on', { ...held, ...late(T + 60 * S, true) }, 120 * S, { what: 'offer_on' }],
  ['answered: nothing until it has been quiet', answered, 60 * S, { what: 'wait', lookAt: T + 910 * S }],
  ['quiet for a quarter of an hour', answered, 910 * S, { what: 'quiet' }],
  ['her next word has 180 s', asked, 199 * S, { what: 'wait', lookAt: T + 200 * S }],
  ['her next word is late', asked, 200 * S, { what: 'nudge' }],
  ['answered in time after a nudge: as she was', { ...answered, ...late(T, true) }, 20 * S, { what: 'back' }],
  ['a call without an outcome: reminded at ten minutes', call, 600 * S, { what: 'nudge', lookAt: T + 1800 * S }],
  ['and offered on at thirty', { ...call, ...late(T + 600 * S) }, 1800 * S, { what: 'offer_on' }],
  ['a call taken early counts from its due time', { ...call, dueAt: T + 300 * S }, 600 * S, { what: 'wait' }],
])('%s', (_what, request, afterMs, found) => {
  expect(looked(request, T + afterMs)).toMatchObject(found);
});

test('T06: with no device left the shopper is told at once, and others are asked after the patience', () => {
  expect(looked(answered, T + 20 * S, true)).toEqual({ what: 'tell', lookAt: T + 80 * S });
  const told = { ...answered, ...late(T + 20 * S, true) };
  expect(looked(told, T + 79 * S, true)).toMatchObject({ what: 'wait' });
  expect(looked(told, T + 80 * S, true)).toEqual({ what: 'offer_on' });
});
