import type { AssociateRequest, Availability, Offer, PromiseView, ShopperRequest } from '../../protocol/requests.ts';
import { personaOf, placeOf } from './persona.ts';
import type { AssociateRow, ContactRow, House, OfferRow, PromiseRow, RequestRow } from './rows.ts';

/** A request as its shopper sees it. */
export function shopperRequest(
  house: House,
  request: RequestRow,
  open: readonly OfferRow[],
  contact: ContactRow | null,
): ShopperRequest {
  const nobodyPlace = placeOf(house, request.nobodyPlace);
  return {
    id: request.id,
    version: request.version,
    conversation: request.conversation,
    kind: request.kind,
    state: request.state,
    openedAt: request.openedAt,
    language: request.language,
    asking: open.flatMap((offer) => personaOf(house, offer.associate) ?? []),
    holder: personaOf(house, request.holder ?? (request.state === 'resumed' ? request.lastHolder : null)),
    slow: request.slow,
    nobody: nobodyPlace && request.nobodyAt !== null ? { place: nobodyPlace, at: request.nobodyAt } : null,
    away: request.away,
    dueAt: request.dueAt,
    endAt: request.endAt,
    asap: request.asap,
    place: placeOf(house, request.place),
    phone: contact?.shown ?? null,
    name: request.name,
    tries: request.tries,
  };
}

/** A request as a colleague within reach sees it; her number only for whoever holds it. */
export function associateRequest(
  house: House,
  request: RequestRow,
  reader: string,
  contact: ContactRow | null,
): AssociateRequest {
  const holds = request.holder === reader;
  const phone =
    holds && contact?.value && contact.shown !== null ? { e164: contact.value, shown: contact.shown } : null;
  return {
    id: request.id,
    version: request.version,
    conversation: request.conversation,
    kind: request.kind,
    state: request.state,
    openedAt: request.openedAt,
    name: request.name,
    language: request.language,
    zone: request.zone,
    product: request.product,
    wishes: request.wishes,
    holder: personaOf(house, request.holder ?? (request.state === 'resumed' ? request.lastHolder : null)),
    place: placeOf(house, request.place),
    dueAt: request.dueAt,
    endAt: request.endAt,
    asap: request.asap,
    tries: request.tries,
    phone,
    unansweredAt: request.unansweredAt,
    nudgedAt: request.nudgedAt,
  };
}

/** An offer as the associate who is asked sees it: first name, words, product, never how to reach her. */
export function offerView(house: House, offer: OfferRow, request: RequestRow, text: string | null): Offer {
  return {
    id: offer.id,
    version: offer.version,
    request: offer.request,
    kind: request.kind,
    state: offer.state,
    offeredAt: offer.offeredAt,
    expiresAt: offer.expiresAt,
    name: request.name === null ? null : (request.name.split(' ')[0] ?? null),
    language: request.language,
    zone: request.zone,
    product: request.product,
    waitingSince: request.waitingAt ?? request.openedAt,
    text,
    place: placeOf(house, request.place),
    dueAt: request.dueAt,
    endAt: request.endAt,
    asap: request.asap,
    reasons: offer.reasons,
    takenBy: personaOf(house, offer.takenBy)?.name ?? null,
  };
}

export function promiseView(house: House, promise: PromiseRow, request: RequestRow): PromiseView {
  return {
    id: promise.id,
    version: promise.version,
    kind: promise.kind,
    state: promise.state,
    request: promise.request,
    conversation: promise.conversation,
    name: request.name,
    language: request.language,
    zone: request.zone,
    place: placeOf(house, promise.place),
    holder: personaOf(house, promise.holder),
    dueAt: promise.dueAt,
    endAt: promise.endAt,
    asap: promise.asap,
    brokenAt: promise.brokenAt,
    endedAt: promise.endedAt,
    tries: request.tries,
  };
}

/** Whether she can be offered work now: she says so, can be reached, and no kind question is open. */
export const isAvailable = (
  associate: Pick<AssociateRow, 'declared' | 'reachableUntil' | 'askedAt' | 'disabledAt'>,
  now: number,
): boolean =>
  associate.declared && associate.askedAt === null && associate.disabledAt === null && associate.reachableUntil > now;

export const availabilityView = (associate: AssociateRow, now: number): Availability => ({
  associate: associate.id,
  version: associate.version,
  declared: associate.declared,
  available: isAvailable(associate, now),
  capacity: associate.capacity,
  taken: associate.taken,
  askedAt: associate.askedAt,
});

/** Who, besides its holder, sees a promise: managers of its place and of the house. */
export function promiseReaders(house: House, promise: PromiseRow): string[] {
  const readers = new Set<string>();
  if (promise.holder !== null) readers.add(promise.holder);
  for (const associate of house.associates.values()) {
    if (seesPromise(associate, promise)) readers.add(associate.id);
  }
  return [...readers];
}

export const seesPromise = (
  reader: Pick<AssociateRow, 'id' | 'brand' | 'reach' | 'place' | 'disabledAt'>,
  promise: Pick<PromiseRow, 'brand' | 'place' | 'holder'>,
): boolean => {
  if (reader.brand !== promise.brand || reader.disabledAt !== null) return false;
  if (promise.holder === reader.id) return true;
  if (reader.reach === 'house') return true;
  return reader.reach === 'boutique' && reader.place === promise.place;
};
