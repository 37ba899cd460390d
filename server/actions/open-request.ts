import { makeId } from '../../protocol/id.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { OpenRequest } from '../../protocol/requests.ts';
import type { Opened } from '../../protocol/shopper.ts';
import { BY_HOUSE, byShopper, HOUSE, placeCard } from '../domain/persona.ts';
import { newRequest } from '../domain/request.ts';
import { type ConversationRow, ENDS, type RequestRow, type ShopperRow } from '../domain/rows.ts';
import { shopperRequest } from '../domain/views.ts';
import type { NewEntry, Tx } from '../store/store.ts';
import { heardShopper, storeDrafts } from './append-entries.ts';
import { type CallPlan, planCall, readCallNumber } from './call-plan.ts';
import { look } from './look-at-request.ts';
import { openLive } from './open-live.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { makePromise } from './promise-row.ts';
import { tellPromise } from './tell.ts';

/**
 * One ask for a person: a live chat with its first words, or a call. Idempotent by (shopper, id). A second live
 * ask while one is open joins it: there is one conversation, whichever tab asked first.
 */
export function openRequest(ports: Ports, asking: ShopperAsking, input: OpenRequest): Promise<Answered<Opened>> {
  return ports.store.commit(asking.id, async (tx) => {
    const shopper = await tx.one('shoppers', { id: asking.id });
    if (!shopper || shopper.endedAt !== null) return refuse('signed_out');
    if (shopper.blockedAt !== null) return refuse('blocked');
    const known = await tx.one('requests', { id: input.id });
    if (known && known.shopper !== asking.id) return refuse('not_found');
    const conversation = await conversationOf(tx, shopper);
    await tx.lock(conversation.id);
    const used = await useShopper(tx, shopper, input);
    const request = known ?? (await openNew(tx, used, conversation, input));
    if ('ok' in request) return request;
    const stored = await storeDrafts(tx, { conversation, author: used.id, by: byShopper(used), drafts: input.entries });
    if (stored.refused) return { ok: false, error: stored.refused };
    const said = stored.fresh.some((entry) => entry.kind === 'message');
    // Words that come to a request that stood already are words like any other: they wait for its holder, or resume it.
    if (said && (known || request.id !== input.id)) await heardShopper(tx, conversation, used.id);
    const current = known ? await standing(tx, request) : await firstLook(tx, request);
    return { ok: true, conversation: conversation.id, request: await viewFor(tx, current), entries: stored.entries };
  });
}

async function conversationOf(tx: Tx, shopper: ShopperRow): Promise<ConversationRow> {
  const known = await tx.one('conversations', { shopper: shopper.id });
  if (known) return known;
  return tx.insert('conversations', {
    id: makeId(tx.now),
    brand: shopper.brand,
    version: 1,
    shopper: shopper.id,
    lastSeq: 0,
    lastStaffSeq: 0,
    saidAt: tx.now,
    audience: [],
    createdAt: tx.now,
  });
}

async function useShopper(tx: Tx, shopper: ShopperRow, input: OpenRequest): Promise<ShopperRow> {
  const name = input.name || shopper.name;
  if (shopper.usedAt !== null && name === shopper.name && shopper.zone === input.zone) return shopper;
  return tx.update(
    'shoppers',
    { id: shopper.id },
    { name, zone: input.zone, locale: input.locale, usedAt: shopper.usedAt ?? tx.now },
  );
}

async function openNew(
  tx: Tx,
  shopper: ShopperRow,
  conversation: ConversationRow,
  input: OpenRequest,
): Promise<RequestRow | Refusal> {
  if (input.kind === 'callback') return openCall(tx, shopper, conversation, input);
  const open = await openLive(tx, conversation.id);
  if (open) return open;
  const request = await tx.insert('requests', {
    ...blank(tx, shopper, conversation, input),
    waitingAt: tx.now,
    lookAt: tx.now,
    unansweredAt: tx.now,
  });
  await appendProduct(tx, shopper, conversation, input);
  return request;
}

async function openCall(
  tx: Tx,
  shopper: ShopperRow,
  conversation: ConversationRow,
  input: Extract<OpenRequest, { kind: 'callback' }>,
): Promise<RequestRow | Refusal> {
  const house = await tx.house(shopper.brand);
  const phone = readCallNumber(house, input);
  if (!phone.ok) return refuse('phone_number', { field: 'phone', reason: phone.reason });
  const plan = await planCall(tx, house, {
    when: input.when,
    language: input.wishes.language ?? input.locale,
    zone: input.zone,
    wish: input.wishes.place ?? null,
  });
  if (!plan.ok) return plan;
  const contact = await keepContact(tx, shopper, phone, input.notice);
  const promise = tx.id();
  const request = await tx.insert('requests', {
    ...blank(tx, shopper, conversation, input),
    state: 'later',
    contact,
    place: plan.place?.id ?? null,
    dueAt: plan.dueAt,
    endAt: plan.endAt,
    asap: plan.asap,
    lookAt: plan.lookAt,
    promise,
  });
  await appendProduct(tx, shopper, conversation, input);
  await promiseCall(tx, request, plan, promise);
  return request;
}

async function promiseCall(tx: Tx, request: RequestRow, plan: CallPlan, id: string): Promise<void> {
  const { dueAt, endAt, asap } = plan;
  const row = await makePromise(tx, request, {
    ...{ id, dueAt, endAt, asap },
    kind: 'callback',
    place: plan.place?.id ?? null,
  });
  await tx.append(request.conversation, 'shared', [
    {
      id: tx.id(),
      author: HOUSE,
      by: BY_HOUSE,
      kind: 'promised',
      body: {
        ...{ dueAt, endAt, asap },
        request: request.id,
        kind: 'callback',
        place: plan.place && placeCard(plan.place),
      },
    },
  ]);
  await tellPromise(tx, row, request);
}

export async function keepContact(
  tx: Tx,
  shopper: Pick<ShopperRow, 'brand' | 'person'>,
  phone: { e164: string; shown: string; country: string },
  notice: string,
): Promise<string> {
  const row = await tx.insert('contacts', {
    id: tx.id(),
    brand: shopper.brand,
    version: 1,
    person: shopper.person,
    kind: 'phone',
    value: phone.e164,
    shown: phone.shown,
    country: phone.country,
    consent: { purpose: 'callback', notice, at: tx.now },
    createdAt: tx.now,
    struckAt: null,
  });
  return row.id;
}

/** The product of the page goes along as an entry of hers, unless she already put it among her words. */
async function appendProduct(tx: Tx, shopper: ShopperRow, thread: ConversationRow, input: OpenRequest): Promise<void> {
  if (!input.product || input.entries.some((entry) => entry.kind === 'product')) return;
  const entry: NewEntry = {
    id: tx.id(),
    author: shopper.id,
    by: byShopper(shopper),
    kind: 'product',
    body: input.product,
  };
  await tx.append(thread.id, 'shared', [entry]);
}

function blank(tx: Tx, shopper: ShopperRow, conversation: ConversationRow, input: OpenRequest): RequestRow {
  return newRequest({
    id: input.id,
    brand: shopper.brand,
    conversation: conversation.id,
    shopper: shopper.id,
    person: shopper.person,
    kind: input.kind,
    state: 'waiting',
    openedAt: tx.now,
    language: input.wishes.language ?? input.locale,
    zone: input.zone,
    name: shopper.name,
    product: input.product ?? null,
    wishes: input.wishes,
    notice: input.notice,
    place: input.wishes.place ?? null,
  });
}

/** Somebody is asked in the same transaction that stored the ask; the answer is the request as it stands after. */
async function firstLook(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const current = await standing(tx, request);
  if (current.lookAt === null || current.lookAt > tx.now || current.state === 'assigned') return current;
  await look(tx, current);
  const after = await standing(tx, current);
  return (ENDS.includes(after.state) ? await openLive(tx, request.conversation) : null) ?? after;
}

const standing = async (tx: Tx, request: RequestRow): Promise<RequestRow> =>
  (await tx.one('requests', { id: request.id })) ?? request;

export async function viewFor(tx: Pick<Tx, 'one' | 'all' | 'house'>, request: RequestRow) {
  const house = await tx.house(request.brand);
  const open = await tx.all('offers', { request: request.id, state: 'open' });
  const contact = request.contact === null ? null : await tx.one('contacts', { id: request.contact });
  return shopperRequest(house, request, open, contact);
}
