import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDesk, type DeskEvent, type DeskState, deskFrom, standing } from '../../console/models/desk-state.ts';
import type { ConversationCard } from '../../protocol/console.ts';
import type { Offer } from '../../protocol/requests.ts';
import {
  AT,
  aCard,
  aMessage,
  anAvailability,
  anOffer,
  aPromise,
  aRequest,
  aSnapshot,
  CAMILLE,
  NOE,
} from './desk-cast.ts';

const hear = (state: DeskState, ...changes: DeskEvent[]) => changes.reduce(applyDesk, state);

describe('a desk folds what it is told', () => {
  test('the higher version of a row wins, in whatever order both arrive', () => {
    const offer = anOffer();
    const taken: Offer = { ...offer, version: 2, state: 'withdrawn', takenBy: 'Noé' };
    const state = hear(deskFrom(aSnapshot()), { event: 'offer', told: taken }, { event: 'offer', told: offer });
    expect(standing(state, AT).offers).toEqual([]);
    expect(state.offers[offer.id]?.takenBy).toBe('Noé');
  });

  test('an accepted thread stands on the desk once its card is there', () => {
    const card = aCard();
    const state = hear(deskFrom(aSnapshot()), { event: 'request', told: card.request ?? aRequest() });
    expect(state.wanted).toEqual([card.id]);
    expect(standing(hear(state, { event: 'card', told: card }), AT).held).toEqual([card]);
  });

  test('words told before the card came are not lost by an older card', () => {
    const card = aCard({ head: 1 });
    const second = aMessage(card.id, 2, 'Are you there?');
    const told = { conversation: card.id, log: 'shared' as const, entries: [second] };
    const state = hear(deskFrom(aSnapshot()), { event: 'entries', told }, { event: 'card', told: card });
    expect(state.cards[card.id]).toMatchObject({ head: 2, last: second, at: second.at });
  });

  test('a request passed on leaves the desk, and the relay is asked what stands behind it', () => {
    const card = aCard();
    const passed = { ...aRequest(), ...card.request, version: 2, holder: NOE };
    const state = hear(deskFrom(aSnapshot({ held: [card] })), { event: 'request', told: passed });
    expect(standing(state, AT).held).toEqual([]);
    expect(state.cards[card.id]?.writable).toBe(false);
    expect(state.wanted).toEqual([card.id]);
  });

  test('a second request of the same client does not hide the one she holds', () => {
    const card = aCard();
    const callback = aRequest({
      conversation: card.id,
      kind: 'callback',
      state: 'later',
      holder: null,
      openedAt: AT + 1,
    });
    const state = hear(deskFrom(aSnapshot({ held: [card] })), { event: 'request', told: callback });
    expect(state.cards[card.id]?.request).toEqual(card.request);
  });

  test('a struck message loses its body in the list too', () => {
    const last = aMessage('thread', 1, 'My number is …');
    const card = aCard({ id: 'thread', head: 1, last });
    const struck = {
      ...aMessage('thread', 2, ''),
      kind: 'struck' as const,
      body: { id: last.id, seq: 1, reason: 'erased' as const },
    };
    const told = { conversation: 'thread', log: 'shared' as const, entries: [struck] };
    const state = hear(deskFrom(aSnapshot({ held: [card] })), { event: 'entries', told });
    expect(state.cards.thread?.last).toMatchObject({ id: last.id, body: null });
  });

  test('what she held and the next snapshot does not name is asked for anew, not shown as held', () => {
    const card = aCard();
    const state = deskFrom(aSnapshot(), deskFrom(aSnapshot({ held: [card] })));
    expect(state.wanted).toEqual([card.id]);
    expect(standing(state, AT).held).toEqual([]);
  });

  test("a colleague's promise is on a manager's desk and not on an associate's", () => {
    const told = aPromise({ holder: NOE });
    const own = hear(deskFrom(aSnapshot()), { event: 'promise', told });
    const manager = aSnapshot({ me: { ...CAMILLE, role: 'manager', reach: 'boutique' } });
    expect(standing(own, AT).promises).toEqual([]);
    expect(standing(hear(deskFrom(manager), { event: 'promise', told }), AT).promises).toEqual([told]);
  });
});

/** A relay in a page: rows that change, each change told, and a fresh snapshot at any moment. */
function makeRelay() {
  const cards = new Map<string, ConversationCard>();
  const offers = new Map<string, Offer>();
  let availability = anAvailability();
  const pick = <T>(rows: Map<string, T>, n: number) => [...rows.values()][n % Math.max(1, rows.size)];

  const acts = {
    offer(): DeskEvent[] {
      const told = anOffer();
      offers.set(told.id, told);
      return [{ event: 'offer', told }];
    },
    expire(n: number): DeskEvent[] {
      const offer = pick(offers, n);
      if (!offer) return [];
      const told: Offer = { ...offer, version: offer.version + 1, state: 'missed' };
      offers.set(told.id, told);
      return [{ event: 'offer', told }];
    },
    accept(n: number): DeskEvent[] {
      const offer = pick(offers, n);
      if (!offer) return [];
      const told: Offer = { ...offer, version: offer.version + 1, state: 'accepted' };
      const card = aCard();
      offers.set(told.id, told);
      cards.set(card.id, card);
      return [
        { event: 'offer', told },
        { event: 'card', told: card },
      ];
    },
    speak(n: number): DeskEvent[] {
      const card = pick(cards, n);
      if (!card?.request) return [];
      const entry = aMessage(card.id, card.head + 1, `word ${n}`, n % 2 ? 'shopper' : 'me');
      const unansweredAt = n % 2 ? entry.at : null;
      const request = { ...card.request, version: card.request.version + 1, unansweredAt };
      cards.set(card.id, { ...card, head: entry.seq, last: entry, at: entry.at, request });
      return [
        { event: 'entries', told: { conversation: card.id, log: 'shared', entries: [entry] } },
        { event: 'request', told: request },
      ];
    },
    read(n: number): DeskEvent[] {
      const card = pick(cards, n);
      if (!card) return [];
      const cursors = [
        { person: card.shopper.id, kind: 'shopper' as const, deliveredSeq: card.head, readSeq: card.head },
      ];
      cards.set(card.id, { ...card, cursors });
      return [{ event: 'cursors', told: { conversation: card.id, cursors } }];
    },
    done(n: number): DeskEvent[] {
      const card = pick(cards, n);
      if (!card?.request) return [];
      const request = { ...card.request, version: card.request.version + 1, state: 'done' as const, holder: null };
      cards.delete(card.id);
      return [{ event: 'request', told: request }];
    },
    turn(n: number): DeskEvent[] {
      availability = { ...availability, version: availability.version + 1, declared: n % 2 === 0 };
      return [{ event: 'availability', told: availability }];
    },
  };
  const snapshot = () =>
    aSnapshot({
      availability,
      offers: [...offers.values()].filter((offer) => offer.state === 'open'),
      held: [...cards.values()],
    });
  return { acts, snapshot };
}

test('R17: a snapshot and the events after it are a fresh snapshot, whatever happened, however often it was told', () => {
  const kind = fc.constantFrom('offer', 'expire', 'accept', 'speak', 'read', 'done', 'turn');
  const step = fc.record({ kind, n: fc.nat(50), again: fc.boolean(), late: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const relay = makeRelay();
      let state = deskFrom(relay.snapshot());
      const told: DeskEvent[] = [];
      for (const { kind, n, again, late } of steps) {
        const events = relay.acts[kind as keyof typeof relay.acts](n);
        for (const event of again ? [...events, ...events] : events) state = applyDesk(state, event);
        // A row told once more, long after, changes nothing.
        const old = told[n % Math.max(1, told.length)];
        if (late && old && old.event !== 'card') state = applyDesk(state, old);
        told.push(...events);
        expect(standing(state, AT)).toEqual(standing(deskFrom(relay.snapshot()), AT));
      }
    }),
    { seed: 20261121, numRuns: 200 },
  );
});
