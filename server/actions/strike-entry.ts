import type { EntryBodies, Log } from '../../protocol/entries.ts';
import { kindOf } from '../../protocol/entry-kinds.ts';
import { refuse } from '../../protocol/refusals.ts';
import { BY_HOUSE, HOUSE } from '../domain/persona.ts';
import type { EntryRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, Ports } from './ports.ts';
import { audit, OPERATOR } from './steps/audit.ts';
import { tellRequest } from './steps/tell.ts';

export type StrikeReason = EntryBodies['struck']['reason'];

/** Whose words are removed, and why; never the words. */
export interface Strike {
  at: number;
  conversation: string;
  log: Log;
  seq: number;
  id: string;
  reason: StrikeReason;
}

/** Whom the house has forgotten: ids alone. */
export interface Erasure {
  at: number;
  brand: string;
  person: string;
  shoppers: readonly string[];
  reason: 'erased';
}

/** What striking needs besides the store. */
export interface Strikes {
  /** On disk when it resolves, in a place that no restored backup takes back. */
  note(noted: Strike | Erasure): Promise<void>;
  /** Everything ever noted, and how many lines could not be read. */
  all(): Promise<{ strikes: readonly Strike[]; erasures: readonly Erasure[]; unreadable: number }>;
  /** Takes what is left of these stored bodies out of the store's files; `whole`: of everything that stands no more. */
  scrub(bodies: readonly string[], whole?: boolean): Promise<void>;
}

export interface StruckOut {
  struck: { conversation: string; seq: number };
  /** False where its body had been struck before. */
  fresh: boolean;
}

export interface StrikeAsk {
  conversation: string;
  entry: string;
  reason: StrikeReason;
}

/**
 * Removes what was said and keeps its place: noted first where a backup does not reach, then the body becomes null,
 * then `struck` follows in the log, so that every screen drops it; then its traces are taken out of the files.
 */
export async function strikeEntry(ports: Ports, strikes: Strikes, ask: StrikeAsk): Promise<Answered<StruckOut>> {
  const { conversation, entry: id, reason } = ask;
  const entry = await ports.store.read.one('entries', { id, conversation });
  if (!entry || !kindOf(entry).strikable) return refuse('not_found');
  const struck = { conversation, seq: entry.seq };
  if (entry.body === null) return { ok: true, struck, fresh: false };
  const { log, seq } = entry;
  await strikes.note({ at: ports.store.now(), conversation, log, seq, id, reason });
  const done = await strikeBody(ports, { conversation, id, reason });
  if (!done.ok) return done;
  await strikes.scrub([JSON.stringify(entry.body)]);
  return { ok: true, struck, fresh: done.body !== null };
}

/** The body that was struck, or null where there was none any more. */
export function strikeBody(
  ports: Ports,
  { conversation, id, reason }: Pick<Strike, 'conversation' | 'id' | 'reason'>,
): Promise<Answered<{ body: unknown }>> {
  return ports.store.commit(conversation, async (tx): Promise<Answered<{ body: unknown }>> => {
    await tx.lock(conversation);
    const entry = await tx.one('entries', { id, conversation });
    if (!entry || entry.body === null) return { ok: true, body: null };
    const nameless = reason === 'erased' && entry.by.kind === 'shopper' ? { by: { ...entry.by, name: null } } : {};
    await tx.touch('entries', { conversation, log: entry.log, seq: entry.seq }, { body: null, ...nameless });
    if (entry.kind === 'product') await forgetProduct(tx, entry);
    const { log, seq, brand } = entry;
    const gone = { id, seq, reason };
    await tx.append(conversation, log, [{ id: tx.id(), author: HOUSE, by: BY_HOUSE, kind: 'struck', body: gone }]);
    await audit(tx, { brand, actor: OPERATOR, action: 'entry.struck', subject: id, cause: reason });
    return { ok: true, body: entry.body };
  });
}

/** A request keeps the product that it was opened about. */
async function forgetProduct(tx: Tx, { conversation, body }: EntryRow): Promise<void> {
  const same = JSON.stringify(body);
  for (const request of await tx.all('requests', { conversation })) {
    if (JSON.stringify(request.product) !== same) continue;
    const { id, version } = request;
    await tellRequest(tx, await tx.update('requests', { id, version }, { product: null }));
  }
}
