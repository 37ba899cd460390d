import { handOf, isLive } from '../../protocol/request-state.ts';
import type { AssociateRequest, Availability, Offer, PromiseView, ShopperRequest } from '../../protocol/requests.ts';
import type { Nobody } from '../../protocol/there.ts';
import { personaOf, placeOf } from './persona.ts';
import type { AssociateRow, ContactRow, House, OfferRow, PromiseRow, RequestRow } from './rows.ts';
import { shownNumber } from './telephone.ts';

/** A request as its shopper sees it. */
export function shopperRequest(
  house: House,
  request: RequestRow,
  open: readonly OfferRow[],
  contact: ContactRow | null,
): ShopperRequest {
  return {
    id: request.id,
    version: request.version,
    conversation: request.conversation,
    kind: request.kind,
    state: request.state,
    openedAt: request.openedAt,
    language: request.language,
    asking: open.toSorted(asMade).flatMap((offer) => personaOf(house, offer.associate) ?? []),
    holder: personaOf(house, handOf(request) ?? lastIn(request)),
    slow: request.slow,
    nobody: nobodyOf(house, request),
    away: request.away,
    dueAt: request.dueAt,
    endAt: request.endAt,
    asap: request.asap,
    place: placeOf(house, request.place),
    callsFrom: callsFrom(house, request),
    phone: contact?.shown ?? null,
    name: request.name,
    tries: request.tries,
  };
}

/** Her conversation has ended, and keeps the face of whoever was with her. */
const lastIn = (request: RequestRow): string | null =>
  request.state === 'done' && isLive(request) ? request.lastHolder : null;

/** Ids rise with time, so that those of one wave stand in one order too, however the store finds them. */
const asMade = (one: OfferRow, other: OfferRow): number => (one.id < other.id ? -1 : 1);

function nobodyOf(house: House, { never, nobodyPlace, nobodyAt }: RequestRow): Nobody | null {
  if (never !== null) return { kind: 'never', why: never };
  const place = placeOf(house, nobodyPlace);
  return place && nobodyAt !== null ? { kind: 'with_clients', place, at: nobodyAt } : null;
}

/** Said of a call that somebody has taken, whose place calls from its number. */
function callsFrom(house: House, { kind, holder }: RequestRow): string | null {
  const associate = kind === 'callback' && holder !== null ? house.associates.get(holder) : undefined;
  const place = associate && house.places.get(associate.place);
  return place?.callsFromNumber && place.number !== null ? shownNumber(place.number) : null;
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
    holder: personaOf(house, handOf(request)),
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
    never: promise.state === 'open' ? request.never : null,
    brokenAt: promise.brokenAt,
    endedAt: promise.endedAt,
    tries: request.tries,
  };
}

/** Whether an associate can be offered work now: she says so, can be reached, and no kind question is open. */
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

/** Who, besides its holder, sees a promise. */
export function promiseReaders(house: House, promise: PromiseRow): string[] {
  const readers = new Set<string>();
  if (promise.holder !== null) readers.add(promise.holder);
  for (const associate of house.associates.values()) {
    if (seesPromise(associate, promise)) readers.add(associate.id);
  }
  return [...readers];
}

/** Her own, as a manager those of her place or of the house, and what no place of the house can keep. */
export const seesPromise = (
  reader: Pick<AssociateRow, 'id' | 'brand' | 'reach' | 'place' | 'disabledAt'>,
  promise: Pick<PromiseRow, 'brand' | 'place' | 'holder'>,
): boolean => {
  if (reader.brand !== promise.brand || reader.disabledAt !== null) return false;
  if (promise.holder === reader.id) return true;
  // Nobody is asked for it, so that whoever sees it may take it.
  if (promise.place === null && promise.holder === null) return true;
  if (reader.reach === 'house') return true;
  return reader.reach === 'boutique' && reader.place === promise.place;
};
