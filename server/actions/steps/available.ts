import { isPlaceOpen, servingPlaces } from '../../domain/answering.ts';
import type { Candidate } from '../../domain/routing.ts';
import type { AssociateRow, House, OfferRow, PlaceRow, RequestRow } from '../../domain/rows.ts';
import { speakersOf } from '../../domain/speakers.ts';
import type { Staff } from '../../domain/there.ts';
import type { Tx } from '../../store/store.ts';

/** So many people are asked for at once, those who rank first before the others. */
const CHUNK = 200;
/** With so many who can be rung nobody further down is looked for. */
export const ENOUGH = 20;

export interface Seek {
  language: string;
  zone: string;
  /** A place that was named or promised, and people likewise: they stand before all others. */
  place?: string | null;
  people?: readonly (string | null | undefined)[];
  category?: string | null;
  /** How many who can be rung are enough. */
  enough?: number;
  /** Those who have been asked are not counted among them. */
  asked?: ReadonlySet<string>;
}

export interface Available {
  /** Could be rung for a live ask now: a message left that rings for her gives way, and is no client of hers. */
  free: AssociateRow[];
  /** Available, but every seat is taken or something else rings already. */
  busy: AssociateRow[];
  /** The message left that rings for one of the free, by her id. */
  lent: ReadonlyMap<string, OfferRow>;
}

/**
 * Who speaks the language, is not of an atelier, and is available now. The house itself says in which order people
 * stand, the store who of them is there: it is asked for those who stand first, until enough can be rung.
 */
export async function availableFor(tx: Pick<Tx, 'all' | 'now'>, house: House, seek: Seek): Promise<Available> {
  const free: AssociateRow[] = [];
  const busy: AssociateRow[] = [];
  const lent = new Map<string, OfferRow>();
  let fresh = 0;
  for (const ids of chunksOf(inOrder(house, seek, tx.now))) {
    const rows = await tx.all('associates', {
      ...{ id: ids, brand: house.brand.id, declared: true, askedAt: null, disabledAt: null },
      reachableUntil: { gt: tx.now },
    });
    const rings = await ringing(tx, rows);
    for (const row of rows) {
      const offer = rings.get(row.id);
      if (!isFree(row, offer)) {
        busy.push(row);
        continue;
      }
      free.push(row);
      if (offer) lent.set(row.id, offer.row);
      if (!seek.asked?.has(row.id)) fresh++;
    }
    if (fresh >= (seek.enough ?? ENOUGH)) break;
  }
  return { free, busy, lent };
}

/** What rings for somebody, and whether it is a message left, which gives way. */
interface Ringing {
  row: OfferRow;
  message: boolean;
}

/** Has a seat, and nothing rings that a live ask would have to wait for. */
export const isFree = ({ taken, capacity }: AssociateRow, rings: Ringing | undefined): boolean =>
  rings ? rings.message && taken - 1 < capacity : taken < capacity;

/** What rings for these people, by their ids. */
export async function ringing(
  tx: Pick<Tx, 'all'>,
  rows: readonly AssociateRow[],
): Promise<ReadonlyMap<string, Ringing>> {
  const offers =
    rows.length === 0 ? [] : await tx.all('offers', { associate: rows.map(({ id }) => id), state: 'open' });
  const left =
    offers.length === 0
      ? []
      : await tx.all('requests', { id: offers.map(({ request }) => request), kind: 'left_message' });
  const messages = new Set(left.map(({ id }) => id));
  return new Map(offers.map((row) => [row.associate, { row, message: messages.has(row.request) }]));
}

/**
 * People in the order in which routing ranks what does not change by the minute: those named, the place named, who
 * knows the category, open places before closed ones, the nearest first; client services last.
 */
function* inOrder(house: House, seek: Seek, now: number): Generator<string> {
  const places = servingPlaces(house, { language: seek.language, zone: seek.zone, now });
  const speakers = speakersOf(house, seek.language);
  const named = (seek.people ?? []).flatMap((id) => house.associates.get(id ?? '') ?? []);
  for (const { id, place } of named) if (speakers.get(place)?.some((one) => one.id === id)) yield id;
  const wanted = places.filter(({ id }) => id === seek.place);
  const experts = seek.category ? [speakersOf(house, seek.language, seek.category)] : [];
  const [clients, boutiques] = [true, false].map((last) => {
    const group = places.filter(({ kind }) => (kind === 'client_services') === last);
    return [...group.filter((place) => isPlaceOpen(place, now)), ...group.filter((place) => !isPlaceOpen(place, now))];
  }) as [PlaceRow[], PlaceRow[]];
  for (const group of [wanted, boutiques, clients]) {
    for (const people of [...experts, speakers]) {
      for (const { id } of group) for (const row of people.get(id) ?? []) yield row.id;
    }
  }
}

/** Without repeats. */
function* chunksOf(ids: Iterable<string>): Generator<string[]> {
  const seen = new Set<string>();
  let chunk: string[] = [];
  for (const id of ids) {
    if (seen.has(id)) continue;
    seen.add(id);
    chunk.push(id);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** What may be said of those who are available. */
export function staffFor({ free, busy }: Available): Staff {
  const placesOf = (rows: readonly AssociateRow[]) => rows.map(({ place }) => place);
  if (free.length > 0) return { kind: 'free', places: placesOf(free) };
  return busy.length > 0 ? { kind: 'with_clients', places: placesOf(busy) } : { kind: 'none' };
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
