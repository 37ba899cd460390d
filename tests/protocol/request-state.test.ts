import { expect, test } from 'vitest';
import {
  ENDED,
  handOf,
  hasEnded,
  IN_HAND,
  isInHand,
  isOpen,
  OPEN,
  SOUGHT,
  UNHELD,
} from '../../protocol/request-state.ts';

test('every state is open or an end, and every open one is unheld or in hand: never both, never neither', () => {
  expect([...UNHELD, ...IN_HAND]).toEqual([...OPEN]);
  expect(new Set([...OPEN, ...ENDED]).size).toBe(OPEN.length + ENDED.length);
  expect(UNHELD).toEqual(expect.arrayContaining([...SOUGHT]));
  for (const state of OPEN) expect([isOpen({ state }), hasEnded({ state })]).toEqual([true, false]);
  for (const state of ENDED) expect([isOpen({ state }), isInHand({ state })]).toEqual([false, false]);
});

test('a request stands on the screen of its holder, or of whom it was resumed to, and of nobody else', () => {
  const known = { holder: null, lastHolder: 'camille' };
  expect(handOf({ ...known, state: 'resumed' })).toBe('camille');
  expect(handOf({ ...known, holder: 'luc', state: 'assigned' })).toBe('luc');
  for (const state of [...UNHELD, ...ENDED]) expect(handOf({ ...known, state })).toBeNull();
});
