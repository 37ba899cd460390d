import { isOpen } from '../../protocol/request-state.ts';
import { lookAtHeld } from '../domain/assigned.ts';
import { BY_HOUSE, HOUSE, persona } from '../domain/persona.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { comeBack, letGo, nudge, tellAway } from '../domain/request/in-hand.ts';
import type { Assigned, Change } from '../domain/request/life.ts';
import { slowDown, wait } from '../domain/request/seeking.ts';
import { lookAgain } from '../domain/request/while-open.ts';
import type { RequestRow } from '../domain/rows.ts';
import type { Answered, NewEntry, Tx } from '../store/store.ts';
import type { Ports } from './ports.ts';
import { settlePromise } from './settle-promise.ts';
import { askWave } from './steps/ask-wave.ts';
import { endRequest } from './steps/end-request.ts';
import { leaveMessage } from './steps/leave-message.ts';
import { holdPromise, openPromise } from './steps/promise-row.ts';
import { saveRequest, touchRequest } from './steps/request-row.ts';
import { endOffer, release } from './steps/seat.ts';
import { tellAvailability, tellPromise, tellRequest } from './steps/tell.ts';

/**
 * The sweeper's look at one request: everything timed about it happens here, once, whichever node looks. `woken`
 * says that somebody can be asked again, so a queue is looked at before its time.
 */
export function lookAtRequest(
  ports: Ports,
  id: string,
  conversation: string,
  woken = false,
): Promise<Answered<object>> {
  return ports.store.commit(conversation, async (tx) => {
    // Another node that has the thread just now is looking at it, or changes it and is looked at later.
    if (!(await tx.lock(conversation, true))) return { ok: true };
    const request = await tx.one('requests', { id });
    if (!request || !isOpen(request)) return { ok: true };
    const due = request.lookAt !== null && request.lookAt <= tx.now;
    if (due || (woken && inQueue(request))) await look(tx, request);
    return { ok: true };
  });
}

const inQueue = (request: RequestRow): boolean =>
  request.state === 'waiting' ||
  (request.state === 'later' && request.kind === 'left_message' && request.never !== 'language');

/** What is due for a request now. Callers hold the conversation's lock. */
export async function look(tx: Tx, request: RequestRow): Promise<RequestRow> {
  if (request.never === 'language') {
    const settled = await settlePromise(tx, request);
    return settled.never === 'language' ? settled : look(tx, settled);
  }
  const marked = await markBroken(tx, request);
  const current = marked.state === 'offered' ? await expireOffers(tx, marked) : marked;
  const life = lifeOf(current);
  switch (life.state) {
    case 'assigned':
      return lookAtAssigned(tx, current, life);
    case 'later':
      return lookAtLater(tx, current);
    case 'resumed':
      return askWave(tx, await saveRequest(tx, current, wait(life, tx.now)));
    case 'waiting':
    case 'offered':
      return lookAtWaiting(tx, current);
    case 'done':
    case 'withdrawn':
    case 'turned':
      return current;
  }
}

/** Past its grace, a promise is marked broken; it is still owed. */
async function markBroken(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const promise = await openPromise(tx, request);
  // What was never promised is not broken.
  if (!promise || promise.brokenAt !== null || request.dueAt === null) return request;
  const { policy } = (await tx.house(request.brand)).brand;
  if (tx.now < (promise.endAt ?? promise.dueAt) + policy.promiseGraceMs) return request;
  const broken = await tx.update('promises', { id: promise.id, state: 'open' }, { brokenAt: tx.now });
  await tellPromise(tx, broken, request);
  return request;
}

/** Offers whose time ran out are missed; the house asks kindly once, and takes two in a row for an absence. */
async function expireOffers(tx: Tx, request: RequestRow): Promise<RequestRow> {
  for (const offer of await tx.all('offers', { request: request.id, state: 'open' })) {
    if (offer.expiresAt > tx.now) continue;
    const associate = await tx.one('associates', { id: offer.associate });
    // Whoever switched herself away while it rang has answered.
    const state = associate?.declared ? 'missed' : 'declined';
    await endOffer(tx, offer, request, { state });
    if (associate?.declared) await noteMissed(tx, associate.id, associate.missed);
  }
  return request;
}

async function noteMissed(tx: Tx, associate: string, before: number): Promise<void> {
  const away = before >= 1;
  await tx.update(
    'associates',
    { id: associate },
    away
      ? { missed: before + 1, declared: false, askedAt: null }
      : { missed: before + 1, askedAt: tx.now, lookAt: tx.now },
  );
  await tellAvailability(tx, associate);
}

async function lookAtLater(tx: Tx, request: RequestRow): Promise<RequestRow> {
  // A message left is asked for a little at a time; no round of waiting begins, and no bound.
  if (request.kind === 'left_message') return askWave(tx, request, true);
  return askWave(tx, await saveRequest(tx, request, wait(lifeOf(request), tx.now)));
}

async function lookAtWaiting(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const known = request.state === 'waiting';
  if (request.kind !== 'chat') return askWave(tx, request, known);
  const { policy } = (await tx.house(request.brand)).brand;
  const boundAt = (request.waitingAt ?? request.openedAt) + policy.boundMs;
  if (tx.now >= boundAt + policy.patienceMs) return leaveMessage(tx, request);
  if (tx.now < boundAt || request.slow) return askWave(tx, request, known);
  return askWave(tx, await saveRequest(tx, request, slowDown(lifeOf(request))));
}

async function lookAtAssigned(tx: Tx, request: RequestRow, life: Assigned): Promise<RequestRow> {
  const { policy } = (await tx.house(request.brand)).brand;
  const holder = await tx.one('associates', { id: life.holder });
  const found = lookAtHeld(life, { kind: request.kind, policy }, tx.now, holder?.lostAt !== null);
  switch (found.what) {
    case 'wait':
      return touchRequest(tx, request, lookAgain(life, found.lookAt));
    case 'back':
      return changed(tx, request, comeBack(life, found.lookAt));
    case 'nudge':
      return changed(tx, request, nudge(life, { now: tx.now, lookAt: found.lookAt }));
    case 'tell': {
      if (!(await saidSince(tx, request, Math.max(life.heldAt, life.spokeAt ?? 0)))) await say(tx, request, 'away');
      return changed(tx, request, tellAway(life, { now: tx.now, lookAt: found.lookAt }));
    }
    case 'offer_on':
      return offerOn(tx, request);
    case 'quiet':
      return endRequest(tx, request, 'quiet');
  }
}

async function changed(tx: Tx, request: RequestRow, change: Change): Promise<RequestRow> {
  const next = await saveRequest(tx, request, change);
  await tellRequest(tx, next);
  return next;
}

/** Whoever comes and goes while her word is late is not told of again in the log: the request says how it stands. */
async function saidSince(tx: Tx, { conversation }: RequestRow, since: number): Promise<boolean> {
  const lines = { conversation, log: 'shared' as const, kind: 'line' as const };
  const [last] = await tx.entries(lines, { by: 'seq', down: true, limit: 1 });
  return last !== undefined && last.at >= since;
}

async function say(tx: Tx, request: RequestRow, line: 'away'): Promise<void> {
  const house = await tx.house(request.brand);
  const holder = house.associates.get(request.holder ?? '');
  const entry: NewEntry = {
    id: tx.id(),
    author: HOUSE,
    by: BY_HOUSE,
    kind: 'line',
    body: { line, name: holder?.firstName ?? null, place: null, at: null },
  };
  await tx.append(request.conversation, 'shared', [entry]);
}

/** The holder's silence is past its patience: the seat is free, and others are asked. */
export async function offerOn(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const house = await tx.house(request.brand);
  const holder = house.associates.get(request.holder ?? '');
  await release(tx, request);
  if (holder) {
    await tx.append(request.conversation, 'shared', [
      {
        id: tx.id(),
        author: HOUSE,
        by: BY_HOUSE,
        kind: 'left',
        body: { request: request.id, associate: persona(house, holder) },
      },
    ]);
  }
  const freed = await saveRequest(tx, request, letGo(lifeOf(request), tx.now));
  await holdPromise(tx, freed);
  return askWave(tx, freed);
}
