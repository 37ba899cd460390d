import type { DeskSnapshot, Me } from '../../protocol/console.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Offer, PromiseView } from '../../protocol/requests.ts';
import { persona } from '../domain/persona.ts';
import type { AssociateRow, House, PromiseRow } from '../domain/rows.ts';
import { availabilityView, offerView, promiseView, seesPromise } from '../domain/views.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { cardFor } from './steps/card.ts';
import { wordsOf } from './steps/tell.ts';

/** Bounds of what a desk starts from, whatever the house's size. */
const HELD = 50;
const PROMISES = 200;

/** What an associate's desk starts from; in order with every event (see shopper-snapshot.ts). */
export function deskSnapshot(ports: Ports, asking: AssociateAsking, room: string): Promise<Answered<object>> {
  return ports.store.commit(asking.id, async (tx) => {
    const associate = await tx.one('associates', { id: asking.id });
    if (!associate || associate.disabledAt !== null) return refuse('not_signed_in');
    const house = await tx.house(asking.brand);
    const payload: DeskSnapshot = {
      now: tx.now,
      protocol: PROTOCOL,
      me: meOf(house, associate),
      availability: availabilityView(associate, tx.now),
      offers: await offersFor(tx, house, associate.id),
      held: await heldBy(tx, associate.id),
      promises: await promisesFor(tx, house, associate, { from: 0, to: tx.now + LIMITS.promisesAheadMs }),
    };
    tx.tell({ what: 'event', to: [room], event: 'snapshot', payload });
    return { ok: true };
  });
}

export const meOf = (house: House, associate: AssociateRow): Me => ({
  ...persona(house, associate),
  email: associate.email,
  brand: house.brand.id,
  house: house.brand.name,
  origins: house.brand.origins,
  role: associate.role,
  reach: associate.reach,
});

async function offersFor(tx: Tx, house: House, associate: string): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const offer of await tx.all('offers', { associate, state: 'open' })) {
    const request = await tx.one('requests', { id: offer.request });
    if (request) offers.push(offerView(house, offer, request, await wordsOf(tx, request, offer)));
  }
  return offers;
}

/** What stands on an associate's screen: what she holds, and what was resumed to her. */
export async function inHandOf(tx: Pick<Tx, 'all'>, associate: string) {
  const held = await tx.all('requests', { holder: associate }, { by: 'heldAt', limit: HELD });
  const to = { lastHolder: associate, state: 'resumed' } as const;
  return { held, resumed: await tx.all('requests', to, { by: 'openedAt', limit: HELD }) };
}

async function heldBy(tx: Tx, associate: string) {
  const { held, resumed } = await inHandOf(tx, associate);
  const threads = new Set([...held, ...resumed].map((request) => request.conversation));
  const cards = await Promise.all([...threads].map((id) => cardFor(tx, associate, id)));
  return cards.flatMap((card) => card ?? []);
}

/** Promises still open within an associate's reach that are due in [from, to), oldest due first. */
export async function promisesFor(
  tx: Pick<Tx, 'one' | 'all'>,
  house: House,
  reader: AssociateRow,
  span: { from: number; to: number },
): Promise<PromiseView[]> {
  return viewsOf(tx, house, await promiseRows(tx, reader, span));
}

export async function promiseRows(
  tx: Pick<Tx, 'all'>,
  reader: AssociateRow,
  span: { from: number; to: number },
): Promise<PromiseRow[]> {
  const due = { dueAt: { gte: span.from, lt: span.to }, state: 'open' as const };
  const ofHouse = { ...due, brand: reader.brand };
  const first = { by: 'dueAt', limit: PROMISES } as const;
  const rows =
    reader.reach === 'own'
      ? [
          ...(await tx.all('promises', { ...ofHouse, holder: reader.id }, first)),
          ...(await tx.all('promises', { ...ofHouse, holder: null, place: null }, first)),
        ].sort((a, b) => a.dueAt - b.dueAt)
      : await tx.all('promises', ofHouse, { by: 'dueAt', limit: PROMISES * 5 });
  return rows.filter((promise) => seesPromise(reader, promise)).slice(0, PROMISES);
}

export async function viewsOf(tx: Pick<Tx, 'one'>, house: House, rows: readonly PromiseRow[]): Promise<PromiseView[]> {
  const views: PromiseView[] = [];
  for (const row of rows) {
    const request = await tx.one('requests', { id: row.request });
    if (request) views.push(promiseView(house, row, request));
  }
  return views;
}
