import { restingFrom } from '../../domain/left-message.ts';
import { lifeOf } from '../../domain/request/columns.ts';
import { offer, rest } from '../../domain/request/seeking.ts';
import { nextWave } from '../../domain/routing.ts';
import type { OfferRow, RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { answeringFor, neverLookAt, settlePromise } from '../settle-promise.ts';
import { type Available, availableFor, candidatesOf } from './available.ts';
import { makeOffers } from './make-offers.ts';
import { goOn, saveRequest } from './request-row.ts';
import { tellOffer, tellRequest } from './tell.ts';

/** While nobody can be asked, the house is looked at this often; capacity freed wakes it sooner. */
const NOBODY_LOOK_MS = 30_000;

/**
 * Asks for a message left: one person at a time, whoever has a seat that no live ask needs. What nobody can keep any
 * more is said.
 */
export async function askLeft(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const offers = await tx.all('offers', { request: request.id });
  const rings = offers.find((offer) => offer.state === 'open');
  if (rings) return goOn(tx, request, offer(lifeOf(request), { wave: null, lookAt: rings.expiresAt }));
  const house = await tx.house(request.brand);
  const { policy } = house.brand;
  const resting = restingFrom(offers, await offersBefore(tx, request));
  const category = request.product?.category ?? null;
  const own = (await tx.one('shoppers', { id: request.shopper }))?.ownAssociate ?? null;
  const able = withTime(
    await availableFor(tx, house, {
      ...{ language: request.language, zone: request.zone, category },
      place: request.wishes.place ?? request.place,
      people: [own, request.wishes.associate, request.lastHolder],
      asked: new Set([...resting].flatMap(([id, at]) => (at > tx.now ? id : []))),
    }),
  );
  const wave = nextWave({
    language: request.language,
    wishes: request.wishes,
    category,
    own,
    lastHolder: request.away ? null : request.lastHolder,
    place: request.place,
    step: null,
    stepUntil: null,
    candidates: candidatesOf(
      house,
      request,
      able.filter((row) => (resting.get(row.id) ?? 0) <= tx.now),
      tx.now,
    ),
    asked: [],
    waiting: 1,
    policy: { ...policy, fewCount: 1 },
    now: tx.now,
  });
  const [made] =
    wave.what === 'ask'
      ? await makeOffers(tx, request, { ...wave, offers: wave.offers.slice(0, 1) }, { offerMs: policy.offerMs })
      : [];
  if (!made) {
    const settled = await settlePromise(tx, request);
    if (settled.never === 'language') return settled;
    const again = Math.min(...able.map((row) => resting.get(row.id) ?? 0).filter((at) => at > tx.now));
    const answering = answeringFor(house, settled, tx.now);
    const opensAt = answering.kind === 'promised' ? answering.opensAt : neverLookAt(tx.now);
    const someday = Math.max(tx.now + NOBODY_LOOK_MS, opensAt);
    return goOn(tx, settled, rest(lifeOf(settled), Number.isFinite(again) ? again : someday));
  }
  const next = await saveRequest(tx, request, offer(lifeOf(request), { wave: null, lookAt: made.expiresAt }));
  await tellOffer(tx, made, next);
  await tellRequest(tx, next);
  return next;
}

/** Whoever has a seat left and nothing that rings. */
const withTime = ({ free, lent }: Available) => free.filter((row) => !lent.has(row.id));

const offersBefore = async (tx: Tx, { cause }: RequestRow): Promise<OfferRow[]> =>
  cause === null ? [] : tx.all('offers', { request: cause, state: 'declined' });
