import type { Product } from '../../protocol/entries.ts';
import { isAnswered } from '../../protocol/entry-kinds.ts';
import { makeId } from '../../protocol/id.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { hasEnded } from '../../protocol/request-state.ts';
import type { OpenRequest } from '../../protocol/requests.ts';
import type { Opened } from '../../protocol/shopper.ts';
import { NO_ZONE } from '../domain/her-zones.ts';
import { byShopper } from '../domain/persona.ts';
import type { Ask } from '../domain/request/columns.ts';
import { asked } from '../domain/request/seeking.ts';
import type { ConversationRow, RequestRow, ShopperRow } from '../domain/rows.ts';
import type { NewEntry, Tx } from '../store/store.ts';
import { heardShopper, storeDrafts } from './append-entries.ts';
import { look } from './look-at-request.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { tellCards } from './steps/card.ts';
import { openCall } from './steps/open-call.ts';
import { openLive } from './steps/open-live.ts';
import { insertRequest } from './steps/request-row.ts';
import { viewFor } from './steps/view-request.ts';

const PRODUCT_WITHIN = 50;

/**
 * One ask for a person: a live chat with its first words, or a call. Idempotent by (shopper, id). A second live
 * ask while one is open joins it: there is one conversation, whichever tab asked first.
 */
export function openRequest(ports: Ports, asking: ShopperAsking, input: OpenRequest): Promise<Answered<Opened>> {
  return ports.store.commit(asking.id, async (tx) => {
    const shopper = await tx.one('shoppers', { id: asking.id });
    if (!shopper || shopper.endedAt !== null) return refuse('signed_out');
    if (shopper.blockedAt !== null) return blocked(ports, input, asking.brand);
    const known = await tx.one('requests', { id: input.id });
    if (known && known.shopper !== asking.id) return refuse('not_found');
    const conversation = await conversationOf(tx, shopper);
    await tx.lock(conversation.id);
    const used = await useShopper(tx, shopper, conversation.id, input);
    const request =
      known ?? (await openNew(tx, used, conversation, input, { rules: ports.calls, address: asking.address ?? null }));
    if ('ok' in request) return request;
    const stored = await storeDrafts(tx, {
      conversation: conversation.id,
      author: used.id,
      by: byShopper(used),
      drafts: input.entries,
    });
    if (stored.refused) return { ok: false, error: stored.refused };
    const said = stored.fresh.some(isAnswered);
    // Words that come to a request that stood already are words like any other: they wait for its holder, or resume it.
    if (said && (known || request.id !== input.id)) await heardShopper(tx, conversation, used.id);
    const current = known ? await reread(tx, request) : await firstLook(tx, request);
    return { ok: true, conversation: conversation.id, request: await viewFor(tx, current), entries: stored.entries };
  });
}

function blocked(ports: Ports, input: OpenRequest, brand: string): Refusal {
  if (input.kind === 'chat') return refuse('blocked');
  ports.calls?.note(brand, 'blocked');
  return refuse('call_not_possible');
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

async function useShopper(tx: Tx, shopper: ShopperRow, thread: string, input: OpenRequest): Promise<ShopperRow> {
  const name = input.name || shopper.name;
  const zone = input.zone ?? shopper.zone;
  if (shopper.usedAt !== null && name === shopper.name && shopper.zone === zone) return shopper;
  const used = await tx.update(
    'shoppers',
    // Whoever is forgotten at this moment gets no name back.
    { id: shopper.id, endedAt: null },
    { name, zone, locale: input.locale ?? shopper.locale, usedAt: shopper.usedAt ?? tx.now },
  );
  if (name !== shopper.name) await tellCards(tx, thread);
  return used;
}

async function openNew(
  tx: Tx,
  shopper: ShopperRow,
  conversation: ConversationRow,
  input: OpenRequest,
  by: Parameters<typeof openCall>[3],
): Promise<RequestRow | Refusal> {
  const open = input.kind === 'chat' ? await openLive(tx, conversation.id) : null;
  if (open) return open;
  const { language } = (await tx.house(shopper.brand)).brand;
  const ask = askOf(tx, shopper, conversation, input, language);
  await appendProduct(tx, shopper, conversation, input);
  if (input.kind === 'callback') return openCall(tx, ask, input, by);
  return insertRequest(tx, ask, asked(tx.now, { place: input.wishes.place ?? null, lastHolder: null }));
}

/**
 * The product of the page goes along as an entry of hers, unless she already put it among her words, or it is the
 * last one that lies among them: she asked for a call from the same page a moment ago.
 */
async function appendProduct(tx: Tx, shopper: ShopperRow, thread: ConversationRow, input: OpenRequest): Promise<void> {
  if (!input.product || input.entries.some((entry) => entry.kind === 'product')) return;
  if (same(await lastProduct(tx, thread), input.product)) return;
  const entry: NewEntry = {
    id: tx.id(),
    author: shopper.id,
    by: byShopper(shopper),
    kind: 'product',
    body: input.product,
  };
  await tx.append(thread.id, 'shared', [entry]);
}

/** The last product among the newest entries; further back nobody would call it the same visit. */
async function lastProduct(tx: Tx, { id, lastSeq }: ConversationRow): Promise<Product | null> {
  const newest = { conversation: id, log: 'shared', kind: 'product', seq: { gt: lastSeq - PRODUCT_WITHIN } } as const;
  const [entry] = await tx.entries(newest, { by: 'seq', down: true, limit: 1 });
  return entry?.kind === 'product' ? entry.body : null;
}

const same = (known: Product | null, told: Product): boolean =>
  known?.name === told.name && known.sku === told.sku && known.variant === told.variant;

function askOf(
  tx: Tx,
  shopper: ShopperRow,
  conversation: ConversationRow,
  input: OpenRequest,
  brandLanguage: string,
): Ask {
  return {
    id: input.id,
    brand: shopper.brand,
    conversation: conversation.id,
    shopper: shopper.id,
    person: shopper.person,
    kind: input.kind,
    cause: null,
    openedAt: tx.now,
    language: input.wishes.language ?? input.locale ?? brandLanguage,
    zone: input.zone ?? shopper.zone ?? NO_ZONE,
    name: shopper.name,
    product: input.product ?? null,
    wishes: input.wishes,
    notice: input.notice,
    contact: null,
  };
}

/** Somebody is asked in the same transaction that stored the ask; the answer is the request as it stands after. */
async function firstLook(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const current = await reread(tx, request);
  if (current.lookAt === null || current.lookAt > tx.now || current.state === 'assigned') return current;
  await look(tx, current);
  const after = await reread(tx, current);
  return (hasEnded(after) ? await openLive(tx, request.conversation) : null) ?? after;
}

const reread = async (tx: Tx, request: RequestRow): Promise<RequestRow> =>
  (await tx.one('requests', { id: request.id })) ?? request;
