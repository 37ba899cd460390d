import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock } from '../../console/models/clock.ts';
import { createDesk } from '../../console/models/desk.ts';
import { createRing } from '../../console/models/ring.ts';
import type { Offer } from '../../protocol/requests.ts';
import { AT, aCard, anOffer, aSnapshot, CAMILLE } from './desk-cast.ts';
import { makeLine } from './desk-line.ts';

function ringing(...offers: Offer[]) {
  const line = makeLine();
  const clock = createClock();
  const desk = createDesk({ me: CAMILLE, link: line.link, clock });
  const bell = { start: vi.fn(), stop: vi.fn() };
  const ring = createRing({ desk, link: line.link, clock, bell });
  line.connect(aSnapshot({ offers }));
  return { line, clock, desk, bell, ring };
}

beforeEach(() => void vi.useFakeTimers({ now: AT }));
afterEach(() => void vi.useRealTimers());

describe('what is asked of her', () => {
  test('rings until she answers, and the thread is hers', async () => {
    const offer = anOffer();
    const card = aCard();
    const { line, bell, ring, desk } = ringing(offer);
    expect(ring.offer.value).toEqual(offer);
    expect(bell.start).toHaveBeenCalledWith(25_000);
    line.answer('offer.accept', { offer: { ...offer, version: 2, state: 'accepted' }, card });
    expect(await ring.accept()).toBe(card.id);
    expect(bell.stop).toHaveBeenCalled();
    expect(ring.offer.value).toBeNull();
    expect(desk.held.value).toEqual([card]);
    expect(ring.end.value).toBeNull();
  });

  test('T20: several offers never stand on each other: the next rings when the first is answered', async () => {
    const first = anOffer({ expiresAt: AT + 10_000 });
    const second = anOffer({ expiresAt: AT + 20_000 });
    const { line, ring } = ringing(second, first);
    expect(ring.offer.value?.id).toBe(first.id);
    line.answer('offer.decline', { offer: { ...first, version: 2, state: 'declined' } });
    await ring.decline();
    expect(ring.offer.value?.id).toBe(second.id);
  });

  test('T03: an accept that comes too late is an offer that ran out, said kindly', async () => {
    const { line, ring } = ringing(anOffer());
    line.answer('offer.accept', 'expired');
    expect(await ring.accept()).toBeNull();
    expect(ring.offer.value).toBeNull();
    expect(ring.end.value).toEqual({ kind: 'missed' });
  });

  test('T01: a colleague who was faster is named', async () => {
    const { line, ring } = ringing(anOffer());
    line.answer('offer.accept', { ok: false, error: { code: 'already_taken', message: '', by: 'Noé' } });
    await ring.accept();
    expect(ring.end.value).toEqual({ kind: 'taken', by: 'Noé' });
  });

  test('taken by a colleague while it rings: silent at once, and she is told by whom', () => {
    const offer = anOffer();
    const { line, bell, ring } = ringing(offer);
    line.tell('offer', { ...offer, version: 2, state: 'withdrawn', takenBy: 'Noé' });
    expect(ring.offer.value).toBeNull();
    expect(bell.stop).toHaveBeenCalled();
    expect(ring.end.value).toEqual({ kind: 'taken', by: 'Noé' });
  });

  test('answered on her other device: silent here without a word', () => {
    const offer = anOffer();
    const { line, ring } = ringing(offer);
    line.tell('offer', { ...offer, version: 2, state: 'accepted' });
    expect(ring.offer.value).toBeNull();
    expect(ring.end.value).toBeNull();
  });

  test('an accept that did not reach the relay leaves the ring standing', async () => {
    const { line, ring } = ringing(anOffer());
    line.answer('offer.accept', 'silence');
    await ring.accept();
    expect(ring.offer.value).not.toBeNull();
    expect(ring.end.value).toEqual({ kind: 'refused', code: 'unreachable' });
  });

  test('without any word from the relay the ring ends by itself', () => {
    const { ring } = ringing(anOffer());
    vi.advanceTimersByTime(25_000);
    expect(ring.leftMs.value).toBe(0);
    vi.advanceTimersByTime(4_000);
    expect(ring.offer.value).toBeNull();
    expect(ring.end.value).toEqual({ kind: 'missed' });
  });

  test('the countdown is by the relay’s clock, however wrong the phone’s is', () => {
    const { clock, ring } = ringing(anOffer({ offeredAt: AT + 3_600_000, expiresAt: AT + 3_625_000 }));
    clock.learn(AT + 3_600_000, AT);
    expect(ring.leftMs.value).toBe(25_000);
  });

  test('how it ended is said for a while, and not over the next ring', () => {
    const first = anOffer();
    const { line, ring } = ringing(first);
    line.tell('offer', { ...first, version: 2, state: 'missed' });
    line.tell('offer', anOffer());
    expect(ring.end.value).toBeNull();
    line.tell('offer', { ...first, version: 3, state: 'missed' });
    vi.advanceTimersByTime(60_000);
    expect(ring.end.value).toBeNull();
  });
});
