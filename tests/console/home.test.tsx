// @vitest-environment jsdom
import { screen, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { homeOf } from '../../console/models/home.ts';
import { grouped } from '../../console/models/promises.ts';
import { aCard, aMessage, anId, aPromise, aRequest, CAMILLE, PARIS } from './desk-cast.ts';
import { sitDown } from './sit-down.tsx';

const MINUTE = 60_000;
const now = Date.now();

/** A client who waits so long for her word, with a message left that is promised. */
const waiting = (name: string, minutes: number, late = true) => {
  const id = anId();
  const request = aRequest({
    ...{ conversation: id, name, kind: 'left_message', unansweredAt: now - minutes * MINUTE },
    ...{ nudgedAt: late ? now - MINUTE : null, product: { name: `Le carré ${name}` } },
  });
  const shopper = { id: anId(), name, language: 'fr', zone: PARIS.zone };
  const promise = aPromise({ conversation: id, request: request.id, name, dueAt: now + 1_000 });
  return { card: aCard({ id, shopper, request, last: aMessage(id, 1, `words of ${name}`), at: now }), promise };
};
const homeWith = (held: ReturnType<typeof aCard>[], promises: ReturnType<typeof aPromise>[] = []) =>
  homeOf({ held, promised: grouped(promises, now, PARIS.zone), me: CAMILLE, now });

describe('Home', () => {
  test('tells each client once, where they are most urgent, and the longest wait first', () => {
    const all = [waiting('Claire', 3, false), waiting('Eleanor', 20), waiting('Noura', 12)];
    const quiet = aCard();
    const { asked, due, held } = homeWith(
      [...all.map(({ card }) => card), quiet],
      all.map(({ promise }) => promise),
    );
    expect(asked.map(({ shopper }) => shopper.name)).toEqual(['Eleanor', 'Noura', 'Claire']);
    expect(due).toEqual([]);
    expect(held).toEqual([quiet]);
  });

  test('has one line in red at most: the one that is longest over its time', () => {
    const all = [waiting('Noura', 12), waiting('Eleanor', 20), waiting('Claire', 30, false)];
    const late = aPromise({ dueAt: now - 60 * MINUTE });
    const cards = all.map(({ card }) => card);
    expect(homeWith(cards, [late]).latest).toBe(cards[1]?.id);
    expect(homeWith([], [late, aPromise({ dueAt: now - 9 * MINUTE })]).latest).toBe(late.conversation);
    expect(homeWith([cards[2] as never]).latest).toBeNull();
  });

  test('keeps a call that was rung in vain until its next try, even where that is another day', () => {
    const again = aPromise({ tries: 2, dueAt: now + 30 * 60 * MINUTE });
    const other = aPromise({ dueAt: now + 30 * 60 * MINUTE });
    expect(homeWith([], [again, other]).due).toEqual([again]);
  });

  test('a call taken hours before its time is a promise still', () => {
    const at = (minutes: number) => {
      const request = aRequest({ kind: 'callback', dueAt: now + minutes * MINUTE });
      return aCard({ id: request.conversation, request });
    };
    expect(homeWith([at(14)]).asked).toHaveLength(1);
    expect(homeWith([at(16)]).asked).toEqual([]);
  });

  test('among her conversations too the longest over its time alone is marked', async () => {
    const all = [waiting('Eleanor', 20), waiting('Noura', 12), waiting('Claire', 30, false)];
    const { show, navigation } = sitDown({ held: all.map(({ card }) => card) });
    navigation.go({ screen: 'conversations', id: null });
    await show();
    const marked = [...document.querySelectorAll('.late .name')].map(({ textContent }) => textContent);
    expect(marked).toEqual(['Eleanor']);
  });

  test('a line has the client, since when, the last words and the piece; nobody stands on it twice', async () => {
    const all = [waiting('Eleanor', 20), waiting('Noura', 12)];
    const { show } = sitDown({ held: all.map(({ card }) => card), promises: all.map(({ promise }) => promise) });
    await show();
    const main = within(screen.getByRole('main'));
    expect(main.getAllByRole('link').map((link) => link.textContent)).toEqual([
      'Eleanorwaits 20 minwords of EleanorLe carré EleanorAnswer, or a colleague is asked.',
      'Nourawaits 12 minwords of NouraLe carré Noura',
    ]);
    expect(main.getAllByRole('region').map((region) => region.getAttribute('aria-label'))).toEqual([
      'Asked of you now',
    ]);
  });
});
