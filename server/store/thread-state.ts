import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { RequestState } from '../../protocol/request-state.ts';
import type { Live } from '../domain/live.ts';

/**
 * How a conversation stands when its shopper speaks: whether she may, and whose turn it is. Every word of hers asks for
 * this, so it is one statement of few columns.
 */
export interface ThreadState {
  conversation: string;
  brand: string;
  shopper: string;
  name: string | null;
  /** Null when the shopper has no session any more. */
  person: string | null;
  endedAt: number | null;
  blockedAt: number | null;
  /** The shopper's live request, if one is open. */
  live: { id: string; state: RequestState; unansweredAt: number | null } | null;
}

type Row = Omit<ThreadState, 'live'> & { live: string | null; state: RequestState; unansweredAt: number | null };

export const selectThreadState = (db: Kysely<never>, conversation: string, { kind, state }: Live): CompiledQuery =>
  sql`select c."id" as "conversation", c."brand", c."shopper", s."name", s."person", s."endedAt", s."blockedAt",
      r."id" as "live", r."state", r."unansweredAt"
    from "conversations" c left join "shoppers" s on s."id" = c."shopper"
    left join "requests" r on r."conversation" = c."id"
      and r."kind" in (${sql.join(kind)}) and r."state" in (${sql.join(state)})
    where c."id" = ${conversation}`.compile(db);

export function asThreadState(row: Record<string, unknown>): ThreadState {
  const { conversation, brand, shopper, name, person, endedAt, blockedAt, live: id, state, unansweredAt } = row as Row;
  const live = id === null ? null : { id, state, unansweredAt };
  return { conversation, brand, shopper, name, person, endedAt, blockedAt, live };
}
