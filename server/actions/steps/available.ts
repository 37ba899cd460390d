import { isPlaceOpen, servingPlaces } from '../../domain/answering.ts';
import { speaks } from '../../domain/language.ts';
import type { Candidate } from '../../domain/routing.ts';
import type { AssociateRow, House, OfferRow, RequestRow } from '../../domain/rows.ts';
import type { Staff } from '../../domain/there.ts';
import type { Tx } from '../../store/store.ts';

/** At most so many candidates are weighed; the store has already cut to those who can be rung. */
const CANDIDATES = 200;

export interface Available {
  /** Could be rung for a live ask now: a message left that rings for her gives way, and is no client of hers. */
  free: AssociateRow[];
  /** Available, but every seat is taken or something else rings already. */
  busy: AssociateRow[];
  /** The message left that rings for one of the free, by her id. */
  lent: ReadonlyMap<string, OfferRow>;
}

export async function availableFor(tx: Pick<Tx, 'all' | 'now'>, brand: string): Promise<Available> {
  const rows = await tx.all(
    'associates',
    { brand, declared: true, askedAt: null, disabledAt: null, reachableUntil: { gt: tx.now } },
    { by: 'idleAt', limit: CANDIDATES },
  );
  if (rows.length === 0) return { free: [], busy: [], lent: new Map() };
  const offers = await tx.all('offers', { brand, state: 'open' });
  const left = offers.length === 0 ? [] : await tx.all('requests', { brand, state: 'offered', kind: 'left_message' });
  const ofMessages = new Set(left.map(({ id }) => id));
  const lent = new Map(offers.filter((o) => ofMessages.has(o.request)).map((o) => [o.associate, o]));
  const ringing = new Set(offers.filter((o) => !ofMessages.has(o.request)).map((o) => o.associate));
  const isFree = ({ id, taken, capacity }: AssociateRow) =>
    !ringing.has(id) && taken - (lent.has(id) ? 1 : 0) < capacity;
  return { free: rows.filter(isFree), busy: rows.filter((row) => !isFree(row)), lent };
}

/** Of those available, who speaks the shopper's language and is asked at all: nobody of an atelier is. */
export function staffFor(house: House, { free, busy }: Available, language: string): Staff {
  const serves = ({ place, languages }: AssociateRow) => isRouted(house, place) && speaks(languages, language);
  const placesOf = (rows: readonly AssociateRow[]) => rows.filter(serves).map(({ place }) => place);
  const here = placesOf(free);
  if (here.length > 0) return { kind: 'free', places: here };
  const occupied = placesOf(busy);
  return occupied.length > 0 ? { kind: 'with_clients', places: occupied } : { kind: 'none' };
}

export function isRouted(house: House, place: string): boolean {
  const kind = house.places.get(place)?.kind;
  return kind !== undefined && kind !== 'atelier';
}

export function candidatesOf(
  house: House,
  request: Pick<RequestRow, 'language' | 'zone'>,
  free: readonly AssociateRow[],
  now: number,
): Candidate[] {
  const { language, zone } = request;
  const ranks = new Map(servingPlaces(house, { language, zone, now }).map((place, i) => [place.id, i]));
  return free.flatMap((row) => {
    const place = house.places.get(row.place);
    if (!place) return [];
    const { id, languages, expertise, taken, capacity, idleAt } = row;
    return {
      ...{ id, languages, expertise, taken, capacity, idleAt },
      place: place.id,
      placeKind: place.kind,
      placeOpen: isPlaceOpen(place, now),
      placeRank: ranks.get(place.id) ?? ranks.size,
    };
  });
}
