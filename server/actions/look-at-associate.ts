import { LIVE_KINDS } from '../../protocol/request-state.ts';
import type { AssociateRow } from '../domain/rows.ts';
import type { Answered } from '../store/store.ts';
import type { Ports } from './ports.ts';
import { lookAtHeldNow } from './steps/request-row.ts';
import { tellAvailability } from './steps/tell.ts';

/** How long the kind question after a missed offer waits for an answer. */
const ASK_PATIENCE_MS = 60_000;

/** The sweeper's look at one associate: a lease that ran out, a kind question that nobody answered. */
export function lookAtAssociate(ports: Ports, id: string): Promise<Answered<object>> {
  return ports.store.commit(id, async (tx) => {
    const associate = await tx.one('associates', { id });
    if (!associate || associate.lookAt === null || associate.lookAt > tx.now) return { ok: true };
    const set = changes(associate, tx.now);
    if (Object.keys(set).length > 0) {
      await tx.update('associates', { id }, { ...set, lookAt: nextLook({ ...associate, ...set }, tx.now) });
      await tellAvailability(tx, id);
    } else await tx.touch('associates', { id }, { lookAt: nextLook(associate, tx.now) });
    // Whoever she was serving is looked at now: told by name, then offered on.
    if (set.lostAt) await lookAtHeldNow(tx, { holder: id, kind: LIVE_KINDS });
    return { ok: true };
  });
}

function changes(associate: AssociateRow, now: number): Partial<AssociateRow> {
  const set: Partial<AssociateRow> = {};
  if (associate.lostAt === null && associate.reachableUntil <= now) set.lostAt = now;
  if (associate.askedAt !== null && associate.askedAt + ASK_PATIENCE_MS <= now) {
    set.declared = false;
    set.askedAt = null;
  }
  return set;
}

function nextLook(associate: AssociateRow, now: number): number | null {
  const times: number[] = [];
  if (associate.lostAt === null) times.push(associate.reachableUntil);
  if (associate.askedAt !== null) times.push(associate.askedAt + ASK_PATIENCE_MS);
  const next = Math.min(...times);
  return times.length === 0 ? null : Math.max(next, now + 1);
}
