import { answeringPlace, isPlaceOpen, servingPlaces } from '../domain/answering.ts';
import { zonesOfNight } from '../domain/her-zones.ts';
import { speaks } from '../domain/language.ts';
import { nextDay } from '../domain/night.ts';
import { type Asked, type Candidate, nextWave, type Wave } from '../domain/routing.ts';
import type { AssociateRow, House, OfferRow, RequestRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import { countryOfNumber } from './call-number.ts';
import { leaveMessage } from './leave-message.ts';
import { withdrawOffers } from './seat.ts';
import { tellAvailability, tellOffer, tellRequest } from './tell.ts';

/** At most so many candidates are weighed; the store has already cut to those who can be rung. */
const CANDIDATES = 200;
/** Somebody who declined a live request is asked again for the message it became after this long. */
const DECLINED_REST_MS = 15 * 60_000;
/** While nobody can be asked, the house is looked at this often; room made wakes it sooner. */
const NOBODY_LOOK_MS = 30_000;

/**
 * Takes the next step of routing for a request that waits or is being offered. `known`: others know it as it is given,
 * so that going on waiting need not be told.
 */
export async function askWave(tx: Tx, request: RequestRow, known = false): Promise<RequestRow> {
  const house = await tx.house(request.brand);
  const { policy } = house.brand;
  // Her clock rules her telephone, except the moment that she chose herself.
  if (request.kind === 'callback' && request.tries > 0) {
    const zones = zonesOfNight(request.zone, await countryOfNumber(tx, request), null);
    const dayAt = nextDay(zones, tx.now, policy);
    if (dayAt > tx.now) {
      // Whoever took what still rings would call her in her night.
      await withdrawOffers(tx, request);
      return rest(tx, request, 'later', dayAt, known);
    }
  }
  const available = await availableFor(tx, request.brand);
  const wave = nextWave({
    language: request.language,
    wishes: request.wishes,
    category: request.product?.category ?? null,
    own: (await tx.one('shoppers', { id: request.shopper }))?.ownAssociate ?? null,
    lastHolder: request.away ? null : request.lastHolder,
    place: request.place,
    step: request.step,
    stepUntil: request.stepUntil,
    candidates: candidatesOf(house, request, available.free, tx.now),
    asked: await askedFor(tx, request),
    waiting: Math.max(1, await tx.count('requests', { brand: request.brand, state: ['waiting', 'offered'] })),
    policy,
    now: tx.now,
  });
  if (wave.what === 'nobody') return nobody(tx, house, request, available.busy, known);
  const offered = wave.what === 'ask' ? await makeOffers(tx, request, wave, policy.offerMs) : [];
  if (wave.what === 'ask' && offered.length === 0) {
    // All of them were asked by another node meanwhile; whoever was asked before may still answer.
    const rings = (await tx.one('offers', { request: request.id, state: 'open' })) !== null;
    return rest(tx, request, rings ? 'offered' : 'waiting', tx.now + 1_000, false);
  }
  const next = await tx.update(
    'requests',
    { id: request.id, version: request.version },
    {
      state: 'offered',
      step: wave.step,
      stepUntil: wave.stepUntil,
      nobodyPlace: null,
      nobodyAt: null,
      lookAt: bounded(request, wave.lookAt, policy.boundMs, policy.patienceMs),
    },
  );
  for (const offer of offered) await tellOffer(tx, offer, next);
  await tellRequest(tx, next);
  return next;
}

/** A live request is looked at when its bound passes, whatever the wave says. */
function bounded(request: RequestRow, lookAt: number, boundMs: number, patienceMs: number): number {
  if (request.kind !== 'chat') return lookAt;
  const boundAt = (request.waitingAt ?? request.openedAt) + boundMs;
  return Math.min(lookAt, request.slow ? boundAt + patienceMs : boundAt);
}

/** Nobody more is asked: looked at again then. */
async function rest(
  tx: Tx,
  request: RequestRow,
  state: 'later' | 'waiting' | 'offered',
  lookAt: number,
  known: boolean,
): Promise<RequestRow> {
  if (known && request.state === state) {
    await tx.touch('requests', { id: request.id, version: request.version }, { lookAt });
    return { ...request, lookAt };
  }
  const next = await tx.update('requests', { id: request.id, version: request.version }, { state, lookAt });
  await tellRequest(tx, next);
  return next;
}

interface Available {
  free: AssociateRow[];
  /** Available, but every seat is taken or something rings already. */
  busy: AssociateRow[];
}

export async function availableFor(tx: Pick<Tx, 'all' | 'now'>, brand: string): Promise<Available> {
  const rows = await tx.all(
    'associates',
    { brand, declared: true, askedAt: null, disabledAt: null, reachableUntil: { gt: tx.now } },
    { by: 'idleAt', limit: CANDIDATES },
  );
  const ringing = new Set((await tx.all('offers', { brand, state: 'open' })).map((offer) => offer.associate));
  const free = rows.filter((row) => row.taken < row.capacity && !ringing.has(row.id));
  return { free, busy: rows.filter((row) => !free.includes(row)) };
}

function candidatesOf(house: House, request: RequestRow, free: readonly AssociateRow[], now: number): Candidate[] {
  const ranks = new Map(
    servingPlaces(house, { language: request.language, zone: request.zone, now }).map((place, i) => [place.id, i]),
  );
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

/** Who has been asked: in this round of waiting; a decline holds for the whole request, and rests on what it became. */
async function askedFor(tx: Tx, request: RequestRow): Promise<Asked[]> {
  const since = request.waitingAt ?? request.openedAt;
  const offers = await tx.all('offers', { request: request.id });
  // What rings counts whenever it was made: an outage moves the start of the round past it.
  const counts = (offer: OfferRow) => offer.state === 'open' || offer.state === 'declined' || offer.offeredAt >= since;
  const asked = offers.filter(counts).map(askedOf);
  if (request.cause !== null && request.kind === 'message') {
    const before = await tx.all('offers', { request: request.cause, state: 'declined' });
    asked.push(...before.filter((offer) => (offer.answeredAt ?? 0) > tx.now - DECLINED_REST_MS).map(askedOf));
  }
  // Whoever held it and fell silent is asked again only when everybody else has been.
  if (request.away && request.lastHolder !== null) {
    asked.unshift({ associate: request.lastHolder, state: 'missed', expiresAt: tx.now });
  }
  return asked;
}

const askedOf = ({ associate, state, expiresAt }: OfferRow): Asked => ({ associate, state, expiresAt });

/** The seat is taken when the offer is made; whoever has none left is passed over. */
async function makeOffers(tx: Tx, request: RequestRow, wave: Wave, offerMs: number): Promise<OfferRow[]> {
  const made: OfferRow[] = [];
  for (const { associate, reasons } of wave.offers) {
    if (!(await tx.takeSeat(associate))) continue;
    // Her seat taken, her row is ours: an offer that another node made meanwhile shows now.
    if (await tx.one('offers', { associate, state: 'open' })) {
      await passOver(tx, associate);
      continue;
    }
    made.push(
      await tx.insert('offers', {
        id: tx.id(),
        brand: request.brand,
        version: 1,
        request: request.id,
        conversation: request.conversation,
        associate,
        step: wave.step ?? 'best',
        state: 'open',
        offeredAt: tx.now,
        expiresAt: tx.now + offerMs,
        answeredAt: null,
        reasons,
        takenBy: null,
        cause: null,
      }),
    );
    await tellAvailability(tx, associate);
  }
  return made;
}

/** Her seat is given back as if it had not been taken: she has waited for as long as before. */
async function passOver(tx: Tx, associate: string): Promise<void> {
  const row = await tx.one('associates', { id: associate });
  await tx.freeSeat(associate, row?.idleAt ?? tx.now);
  await tellAvailability(tx, associate);
}

/**
 * There is no one to ask. Said at once: where and when it will be answered. While somebody who speaks her language
 * is merely occupied, a live request waits on to its bound; else it becomes a message left, which is a promise.
 */
async function nobody(
  tx: Tx,
  house: House,
  request: RequestRow,
  busy: readonly AssociateRow[],
  known: boolean,
): Promise<RequestRow> {
  const { policy } = house.brand;
  const answering = answeringPlace(house, {
    language: request.language,
    zone: request.zone,
    now: tx.now,
    wish: request.wishes.place ?? request.place,
  });
  if (request.kind !== 'chat') {
    // A call is owed now, hours or not; a message left waits for the opening it was promised for.
    if (request.kind === 'callback') return rest(tx, request, 'waiting', tx.now + NOBODY_LOOK_MS, known);
    return rest(tx, request, 'later', Math.max(answering?.opensAt ?? tx.now, tx.now + NOBODY_LOOK_MS), known);
  }
  const boundAt = (request.waitingAt ?? request.openedAt) + policy.boundMs;
  const occupied = busy.some((row) => speaks(row.languages, request.language));
  if (!answering || !occupied || tx.now >= boundAt) return leaveMessage(tx, request, answering);
  const next = await tx.update(
    'requests',
    { id: request.id, version: request.version },
    {
      state: 'waiting',
      step: null,
      stepUntil: null,
      nobodyPlace: answering.place.id,
      nobodyAt: answering.opensAt > tx.now ? answering.opensAt : tx.now + policy.messageDueMs,
      lookAt: Math.min(boundAt, tx.now + NOBODY_LOOK_MS),
    },
  );
  await tellRequest(tx, next);
  return next;
}
