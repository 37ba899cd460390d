import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { isOpen } from '../../protocol/request-state.ts';
import { type CallCounted, type Cap, capsOf, counts, ringCap } from '../domain/call-caps.ts';
import type { RequestRow } from '../domain/rows.ts';
import type { Schema } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import type { CallRules } from './call-rules.ts';
import type { Ports } from './ports.ts';
import { hashOf } from './secret.ts';

type Row = Schema['callCounts'];

/** Number and address stand in the table as hashes: it is asked whether they are there, never which they are. */
const hidden = (brand: string, key: string): string => hashOf(`${brand} ${key}`).slice(0, 32);

interface Counting {
  rules: CallRules | undefined;
  /** The id of the request that is counted, made or about to be. */
  request: string;
  brand: string;
  /** How many calls of hers may stand. */
  atOnce: number;
  call: CallCounted;
}

/**
 * Counts a call under every cap it falls under, in the transaction that promises it: a place of a cap is taken by a
 * conditional write, so that caps hold over all relays. One refusal for all of them, which tells neither cause nor
 * time, but for her own call that stands already, whose id is told to her: she can move it.
 */
export async function countCall(tx: Tx, counting: Counting): Promise<Refusal | null> {
  const { rules, request, brand, atOnce, call } = counting;
  if (!rules) return null;
  const looked = await lookUnder(tx, brand, capsOf(call, rules.limits, atOnce, tx.now), call.person);
  const met = looked.filter(isFull);
  const [own] = met.filter(({ cap }) => cap.cause === 'stands').flatMap(({ counted }) => counted);
  if (own) return refuse('call_stands', { id: own.request });
  const [first] = met;
  if (first) {
    rules.note(brand, first.cap.cause);
    return refuse('call_not_possible');
  }
  // In one order everywhere, so that two relays never wait for each other.
  for (const one of looked.toSorted((a, b) => (a.key < b.key ? -1 : 1))) await take(tx, brand, one, request);
  return null;
}

/** A call that is moved to another day rings on that one, if it may: false where the number is rung then already. */
export async function recountCall(
  tx: Tx,
  rules: CallRules | undefined,
  request: RequestRow,
  e164: string | null,
  dueAt: number,
): Promise<boolean> {
  if (!rules || e164 === null || request.dueAt === null) return true;
  const { brand, person } = request;
  const from = ringCap({ e164, dueAt: request.dueAt }, rules.limits);
  const to = ringCap({ e164, dueAt }, rules.limits);
  if (from.key === to.key) return true;
  const [looked] = await lookUnder(tx, brand, [to], person);
  if (!looked || isFull(looked)) return false;
  await tx.remove('callCounts', { brand, key: hidden(brand, from.key), request: request.id });
  await take(tx, brand, looked, request.id);
  return true;
}

interface Looked {
  cap: Cap;
  /** As it stands in the table. */
  key: string;
  /** Every row under it, */
  known: Row[];
  /** those that count now, */
  counted: Row[];
  /** and those that never will again. */
  over: Row[];
}

const isFull = ({ cap, counted }: Looked): boolean => counted.length >= cap.limit;

async function lookUnder(tx: Tx, brand: string, caps: readonly Cap[], person: string): Promise<Looked[]> {
  const keys = caps.map((cap) => hidden(brand, cap.key));
  const rows = await tx.all('callCounts', { brand, key: keys }, { by: 'nth' });
  const requests = await tx.all('requests', { id: [...new Set(rows.map((row) => row.request))] });
  const asked = new Map(requests.map((request) => [request.id, request]));
  return caps.map((cap, i) => {
    const key = keys[i] ?? '';
    const known = rows.filter((row) => row.key === key);
    const { counted = [], over = [] } = Object.groupBy(known, (row) => {
      const request = row.untilAt > tx.now ? asked.get(row.request) : undefined;
      if (request && counts(cap, request, person)) return 'counted';
      return request && isOpen(request) && cap.counted === 'rung' ? 'waiting' : 'over';
    });
    return { cap, key, known, counted, over };
  });
}

/** A place that no longer counts, or the first that nobody had; somebody faster makes the whole be decided again. */
async function take(tx: Tx, brand: string, { cap, key, known, over }: Looked, request: string): Promise<void> {
  const { untilAt } = cap;
  const [free] = over;
  if (free) {
    await tx.update('callCounts', { brand, key, nth: free.nth, request: free.request }, { request, untilAt });
    return;
  }
  const taken = new Set(known.map((row) => row.nth));
  let nth = 0;
  while (taken.has(nth)) nth++;
  await tx.insert('callCounts', { brand, key, nth, request, untilAt });
}

/** Places that no longer count are swept. */
export async function sweepCallCounts({ store }: Ports): Promise<void> {
  await store.commit('callCounts', async (tx) => {
    await tx.remove('callCounts', { untilAt: { lte: tx.now } });
    return { ok: true };
  });
}
