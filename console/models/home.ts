import type { ConversationCard, Me } from '../../protocol/console.ts';
import type { PromiseView } from '../../protocol/requests.ts';
import { waitsSince } from './conversations.ts';
import { isLate, type Promised } from './promises.ts';

/** Her Home: each client once, where they are most urgent. */
export interface HomeLines {
  /** What waits for her now, the longest wait first. */
  asked: readonly ConversationCard[];
  /** What is owed or due today, and what she tries again. */
  due: readonly PromiseView[];
  /** Whom else she holds. */
  held: readonly ConversationCard[];
  /** The conversation that is longest over its time: the one that is told in red. */
  latest: string | null;
}

export interface HomeNeeds {
  held: readonly ConversationCard[];
  promised: Promised;
  me: Pick<Me, 'id'>;
  now: number;
}

/** So many promises stand at Home; the rest are one tap away. */
const PROMISES = 6;
/** A call that she holds is asked of her so long before its time. */
const CALL_LEAD_MS = 15 * 60_000;

export function homeOf({ held, promised, me, now }: HomeNeeds): HomeLines {
  const asked = held.filter((card) => isAsked(card, me.id, now)).toSorted((a, b) => sinceOf(a) - sinceOf(b));
  const told = new Set(asked.map(({ id }) => id));
  const due: PromiseView[] = [];
  for (const promise of dueOf(promised, me.id)) {
    if (due.length === PROMISES) break;
    if (told.has(promise.conversation)) continue;
    told.add(promise.conversation);
    due.push(promise);
  }
  const over = asked.find(({ request }) => request?.nudgedAt)?.id ?? due.find((one) => isLate(one, now))?.conversation;
  return { asked, due, held: held.filter(({ id }) => !told.has(id)), latest: over ?? null };
}

function isAsked(card: ConversationCard, me: string, now: number): boolean {
  const { request } = card;
  if (waitsSince(card, me) !== null || request?.state === 'resumed') return true;
  if (request?.kind !== 'callback') return false;
  return request.asap || request.dueAt === null || request.dueAt - CALL_LEAD_MS <= now;
}

/** Since when it waits: a client for her word, a call for its time. */
const sinceOf = ({ request, at }: ConversationCard): number => request?.unansweredAt ?? request?.dueAt ?? at;

/** A call that was rung in vain stands here until its next try, whatever the day. */
function dueOf({ owed, today, tomorrow, later }: Promised, me: string): PromiseView[] {
  const again = [...tomorrow, ...later].filter(({ tries, holder }) => tries > 0 && holder?.id === me);
  return [...owed, ...today, ...again];
}
