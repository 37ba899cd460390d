import { SOUGHT } from '../../../protocol/request-state.ts';
import { zonesOfNight } from '../../domain/her-zones.ts';
import { nextDay } from '../../domain/night.ts';
import { lifeOf } from '../../domain/request/columns.ts';
import type { AtStep } from '../../domain/request/life.ts';
import { goOnWaiting, offer, rest } from '../../domain/request/seeking.ts';
import { type Asked, nextWave } from '../../domain/routing.ts';
import type { House, OfferRow, RequestRow } from '../../domain/rows.ts';
import { thereToWrite } from '../../domain/there.ts';
import type { Tx } from '../../store/store.ts';
import { settlePromise } from '../settle-promise.ts';
import { askLeft } from './ask-left.ts';
import { type Available, availableFor, candidatesOf, ENOUGH, staffFor } from './available.ts';
import { countryOfNumber } from './call-number.ts';
import { leaveMessage } from './leave-message.ts';
import { makeOffers } from './make-offers.ts';
import { goOn, saveRequest } from './request-row.ts';
import { withdrawOffers } from './seat.ts';
import { tellOffer, tellRequest } from './tell.ts';

/** While nobody can be asked, the house is looked at this often; capacity freed wakes it sooner. */
const NOBODY_LOOK_MS = 30_000;
/** For so long "as soon as possible" is the moment that she chose; later in her night it is one that we choose. */
const NOW_MS = 3600_000;

/** Whoever chose a time chose the place whose time it is; where a call comes soonest is the house's own choice. */
const placeOfSlot = ({ asap, endAt, place }: RequestRow): { place?: string } =>
  asap || endAt === null || place === null ? {} : { place };

/**
 * Takes the next step of routing for a request that waits or is being offered. `known`: others know it as it is given,
 * so that going on waiting need not be told.
 */
export async function askWave(tx: Tx, request: RequestRow, known = false): Promise<RequestRow> {
  if (request.kind === 'left_message') return askLeft(tx, request);
  const house = await tx.house(request.brand);
  const { policy } = house.brand;
  const dayAt = request.kind === 'callback' ? await dayAfter(tx, house, request) : null;
  if (dayAt !== null) {
    // Whoever took what still rings would call her in her night.
    await withdrawOffers(tx, request);
    return goOn(tx, request, rest(lifeOf(request), dayAt), known);
  }
  const asked = await askedFor(tx, request);
  const waiting = Math.max(1, await tx.count('requests', { ...LIVE_ASKS, brand: request.brand }));
  const wanted = {
    language: request.language,
    wishes: { ...placeOfSlot(request), ...request.wishes },
    category: request.product?.category ?? null,
    own: (await tx.one('shoppers', { id: request.shopper }))?.ownAssociate ?? null,
    lastHolder: request.away ? null : request.lastHolder,
    place: request.place,
  };
  const available = await availableFor(tx, house, {
    ...{ language: request.language, zone: request.zone, category: wanted.category },
    place: wanted.wishes.place ?? request.place,
    people: [wanted.own, wanted.wishes.associate, wanted.lastHolder],
    asked: new Set(asked.map(({ associate }) => associate)),
    enough: Math.max(ENOUGH, waiting * policy.fewCount),
  });
  const wave = nextWave({
    ...wanted,
    step: request.step,
    stepUntil: request.stepUntil,
    candidates: candidatesOf(house, request, available.free, tx.now),
    ...{ asked, waiting, policy, now: tx.now },
  });
  if (wave.what === 'nobody') return nobody(tx, house, request, available, known);
  const offered =
    wave.what === 'ask' ? await makeOffers(tx, request, wave, { offerMs: policy.offerMs, lent: available.lent }) : [];
  if (wave.what === 'ask' && offered.length === 0) {
    // All of them were asked by another node meanwhile; whoever was asked before may still answer.
    const rings = (await tx.one('offers', { request: request.id, state: 'open' })) !== null;
    const again = { wave: stepOf(request), lookAt: tx.now + 1_000 };
    return goOn(tx, request, (rings ? offer : goOnWaiting)(lifeOf(request), again), false);
  }
  const lookAt = bounded(request, wave.lookAt, policy.boundMs, policy.patienceMs);
  const next = await saveRequest(tx, request, offer(lifeOf(request), { wave: stepOf(wave), lookAt }));
  for (const made of offered) await tellOffer(tx, made, next);
  await tellRequest(tx, next);
  return next;
}

/** Asks for somebody now, that share those who are free; a message left waits until somebody has time. */
const LIVE_ASKS = { kind: ['chat', 'callback'], state: SOUGHT } as const;

/**
 * A shopper's clock rules her telephone, except the moment that she chose herself: when her night is over, else null.
 */
async function dayAfter(tx: Tx, house: House, request: RequestRow): Promise<number | null> {
  const { policy } = house.brand;
  const zones = zonesOfNight(request.zone, await countryOfNumber(tx, request), null);
  const dayAt = nextDay(zones, tx.now, policy);
  if (dayAt <= tx.now) return null;
  return isChosen(request, tx.now, (at) => nextDay(zones, at, policy) === dayAt) ? null : dayAt;
}

/** A slot of this same night, which she has chosen; or "now", for as long as it is that. A try of ours never is. */
function isChosen({ tries, dueAt, asap }: RequestRow, now: number, inThisNight: (at: number) => boolean): boolean {
  if (tries > 0 || dueAt === null) return false;
  return asap ? dueAt <= now && now < dueAt + NOW_MS : inThisNight(dueAt);
}

/** A live request is looked at when its bound passes, whatever the wave says. */
function bounded(request: RequestRow, lookAt: number, boundMs: number, patienceMs: number): number {
  if (request.kind !== 'chat') return lookAt;
  const boundAt = (request.waitingAt ?? request.openedAt) + boundMs;
  return Math.min(lookAt, request.slow ? boundAt + patienceMs : boundAt);
}

const stepOf = ({ step, stepUntil: until }: Pick<RequestRow, 'step' | 'stepUntil'>): AtStep | null =>
  step === null || until === null ? null : { step, until };

/** Who has been asked: in this round of waiting; a decline holds for the whole request. */
async function askedFor(tx: Tx, request: RequestRow): Promise<Asked[]> {
  const since = request.waitingAt ?? request.openedAt;
  const offers = await tx.all('offers', { request: request.id });
  // What rings counts whenever it was made: an outage moves the start of the round past it.
  const counts = (offer: OfferRow) => offer.state === 'open' || offer.state === 'declined' || offer.offeredAt >= since;
  const asked = offers.filter(counts).map(askedOf);
  // Whoever held it and fell silent is asked again only when everybody else has been.
  if (request.away && request.lastHolder !== null) {
    asked.unshift({ associate: request.lastHolder, state: 'missed', expiresAt: tx.now });
  }
  return asked;
}

const askedOf = ({ associate, state, expiresAt }: OfferRow): Asked => ({ associate, state, expiresAt });

/**
 * There is no one to ask. Said at once: where and when it will be answered. While somebody who speaks her language
 * is merely occupied, a live request waits on to its bound; else it becomes a message left.
 */
async function nobody(
  tx: Tx,
  house: House,
  request: RequestRow,
  available: Available,
  known: boolean,
): Promise<RequestRow> {
  if (request.kind === 'callback') {
    // A call is owed now, hours or not; unless nobody of the house can make it any more.
    const settled = await settlePromise(tx, request);
    if (settled.never !== null) return settled;
    const lookAt = tx.now + NOBODY_LOOK_MS;
    return goOn(tx, settled, goOnWaiting(lifeOf(settled), { wave: null, lookAt }), known);
  }
  const { policy } = house.brand;
  const { language, zone, wishes, place } = request;
  const boundAt = (request.waitingAt ?? request.openedAt) + policy.boundMs;
  const staff = staffFor({ ...available, free: [] });
  if (staff.kind !== 'with_clients' || tx.now >= boundAt) return leaveMessage(tx, request);
  const there = thereToWrite(house, { language, zone, now: tx.now, wish: wishes.place ?? place }, staff);
  const said = there.kind === 'with_clients' ? there : null;
  const waits = goOnWaiting(lifeOf(request), {
    wave: null,
    nobody: said && { place: said.place.id, at: said.at },
    lookAt: Math.min(boundAt, tx.now + NOBODY_LOOK_MS),
  });
  return goOn(tx, request, waits, false);
}
