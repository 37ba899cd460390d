import type { ConversationCard, DeskSnapshot, Me } from '../../protocol/console.ts';
import type { CursorsTold, EntriesTold } from '../../protocol/conversation.ts';
import type { Cursor, Entry } from '../../protocol/entries.ts';
import { kindOf } from '../../protocol/entry-kinds.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { hasEnded, isInHand } from '../../protocol/request-state.ts';
import type { AssociateRequest, Availability, Offer, PromiseView } from '../../protocol/requests.ts';
import { newer } from '../../protocol/version.ts';

type Rows<T> = Readonly<Record<string, T>>;

/**
 * Everything her desk knows, as plain data: a fold over the snapshot and what is told after it. Rows that
 * have ended stay, so that an older telling cannot bring them back; `standing` is what still stands.
 */
export interface DeskState {
  me: Me;
  availability: Availability;
  offers: Rows<Offer>;
  requests: Rows<AssociateRequest>;
  cards: Rows<ConversationCard>;
  promises: Rows<PromiseView>;
  /** What was told of threads whose card has not come yet. */
  tails: Rows<Tail>;
  /** Threads whose card must be asked for with `conversations.open`. */
  wanted: readonly string[];
}
interface Tail {
  head: number;
  staffHead: number;
  last: Entry | null;
  cursors: Cursor[];
}

/** What changes a desk: the relay's events, and a card that it told or that was asked for. */
export type DeskEvent =
  | { event: 'entries'; told: EntriesTold }
  | { event: 'cursors'; told: CursorsTold }
  | { event: 'offer'; told: Offer }
  | { event: 'request'; told: AssociateRequest }
  | { event: 'availability'; told: Availability }
  | { event: 'promise'; told: PromiseView }
  | { event: 'card'; told: ConversationCard };

/** A desk from its snapshot. Cards of earlier threads stay; those she held and holds no more are asked for anew. */
export function deskFrom(snapshot: DeskSnapshot, before: DeskState | null = null): DeskState {
  const held = byId(snapshot.held);
  const known = Object.values(before?.cards ?? {}).filter((card) => !held[card.id]);
  const lost = known.filter((card) => isHeld(card.request, snapshot.me.id));
  const kept = known.filter((card) => !lost.includes(card));
  return {
    me: snapshot.me,
    availability: snapshot.availability,
    offers: byId(snapshot.offers),
    requests: byId(snapshot.held.flatMap((card) => card.request ?? [])),
    cards: { ...byId(kept), ...held },
    promises: byId(snapshot.promises),
    tails: {},
    wanted: lost.map((card) => card.id),
  };
}

/** One step of the fold. It never changes its arguments. */
export function applyDesk(state: DeskState, change: DeskEvent): DeskState {
  switch (change.event) {
    case 'availability':
      return { ...state, availability: newer(state.availability, change.told) };
    case 'offer':
      return { ...state, offers: withNewer(state.offers, change.told) };
    case 'promise':
      return { ...state, promises: withNewer(state.promises, change.told) };
    case 'request':
      return applyRequest(state, change.told);
    case 'entries':
      return applyTail(state, change.told.conversation, (tail) => tailAfter(tail, change.told));
    case 'cursors':
      return applyTail(state, change.told.conversation, (tail) => ({
        ...tail,
        cursors: highestCursors(tail.cursors, change.told.cursors),
      }));
    case 'card':
      return applyCard(state, change.told);
    default:
      return change satisfies never;
  }
}

/** What a fresh snapshot would hold at `now`, in a fixed order. */
export function standing(state: DeskState, now: number): Omit<DeskSnapshot, 'now' | 'protocol'> {
  const ahead = now + LIMITS.promisesAheadMs;
  return {
    me: state.me,
    availability: state.availability,
    offers: sorted(state.offers, (offer) => offer.offeredAt).filter((offer) => offer.state === 'open'),
    held: sorted(state.cards, (card) => card.at).filter((card) => isHeld(card.request, state.me.id)),
    promises: sorted(state.promises, (promise) => promise.dueAt).filter(
      (promise) => isOwed(promise, state.me) && promise.dueAt < ahead,
    ),
  };
}

/** Whether this person holds the request, or is the one whom its resumption waits for. */
export const isHeld = (request: AssociateRequest | null, person: string): boolean =>
  request?.holder?.id === person && isInHand(request);

/** Whether what rang here ran out just before she was asked if she is here; a snapshot forgets what has ended. */
export function wasMissed({ availability: { askedAt }, offers }: DeskState): boolean {
  if (askedAt === null) return false;
  return Object.values(offers).some(({ state, expiresAt }) => state === 'missed' && expiresAt > askedAt - MISSED_MS);
}
const MISSED_MS = 60_000;

/** Whether a promise is still owed, and within this person's reach. */
export const isOwed = (promise: PromiseView, me: Me): boolean => promise.state === 'open' && isWithinReach(promise, me);

/** Hers, her place's or the house's, as far as her reach goes; and what nobody is asked for. */
export function isWithinReach(promise: PromiseView, me: Me): boolean {
  // Nobody of the house is asked for it, so that anybody may take it.
  if (promise.holder === null && promise.place === null) return true;
  if (promise.holder?.id === me.id || me.reach === 'house') return true;
  return me.reach === 'boutique' && promise.place?.id === me.place.id;
}

function applyRequest(state: DeskState, told: AssociateRequest): DeskState {
  const requests = withNewer(state.requests, told);
  const next = { ...state, requests };
  const card = state.cards[told.conversation];
  if (!card) return isHeld(told, state.me.id) ? want(next, told.conversation) : next;
  const request = shownRequest(card.request, requests[told.id] ?? told, state.me.id);
  const changed = { ...card, request, writable: isHeld(request, state.me.id) };
  // Another request may stand behind one that has ended or left her; only the relay knows.
  const ended = isHeld(card.request, state.me.id) && !isHeld(request, state.me.id);
  const shown = { ...next, cards: { ...state.cards, [card.id]: changed } };
  return ended ? want(shown, card.id) : shown;
}

/** The one she holds, else the newest that is not an end, else the last one. */
function shownRequest(known: AssociateRequest | null, told: AssociateRequest, me: string): AssociateRequest {
  if (!known) return told;
  if (known.id === told.id) return newer(known, told);
  if (isHeld(known, me) !== isHeld(told, me)) return isHeld(told, me) ? told : known;
  if (hasEnded(known) !== hasEnded(told)) return hasEnded(known) ? told : known;
  return told.openedAt >= known.openedAt ? told : known;
}

function applyTail(state: DeskState, conversation: string, change: (tail: Tail) => Tail): DeskState {
  const card = state.cards[conversation];
  if (!card) {
    const tail = state.tails[conversation] ?? { head: 0, staffHead: 0, last: null, cursors: [] };
    return { ...state, tails: { ...state.tails, [conversation]: change(tail) } };
  }
  const changed = withTail(card, change(card));
  return { ...state, cards: { ...state.cards, [conversation]: changed } };
}

function tailAfter(tail: Tail, told: EntriesTold): Tail {
  const head = told.entries.reduce((seq, entry) => Math.max(seq, entry.seq), 0);
  if (told.log === 'staff') return { ...tail, staffHead: Math.max(tail.staffHead, head) };
  return { ...tail, head: Math.max(tail.head, head), last: told.entries.reduce(lastAfter, tail.last) };
}

/** The last words said, without its body once that is struck. */
function lastAfter(last: Entry | null, entry: Entry): Entry | null {
  if (entry.kind === 'struck' && last && entry.body?.id === last.id) return { ...last, body: null };
  return kindOf(entry).listed && entry.seq >= (last?.seq ?? 0) ? entry : last;
}

function applyCard(state: DeskState, told: ConversationCard): DeskState {
  const known = state.cards[told.id];
  const tail = known ?? state.tails[told.id];
  const request = told.request && newer(state.requests[told.request.id], told.request);
  const writable = request === told.request ? told.writable : isHeld(request, state.me.id);
  const card = tail ? withTail({ ...told, request, writable }, tail) : { ...told, request, writable };
  const { [told.id]: _, ...tails } = state.tails;
  return {
    ...state,
    tails,
    requests: request ? withNewer(state.requests, request) : state.requests,
    cards: { ...state.cards, [told.id]: card },
    wanted: state.wanted.filter((id) => id !== told.id),
  };
}

function withTail(card: ConversationCard, tail: Tail): ConversationCard {
  const last = tail.last && tail.last.seq >= (card.last?.seq ?? 0) ? tail.last : card.last;
  return {
    ...card,
    head: Math.max(card.head, tail.head),
    staffHead: Math.max(card.staffHead, tail.staffHead),
    last,
    at: last?.at ?? card.at,
    cursors: highestCursors(card.cursors, tail.cursors),
  };
}

function highestCursors(known: readonly Cursor[], told: readonly Cursor[]): Cursor[] {
  const cursors = new Map(known.map((cursor) => [cursor.person, cursor]));
  for (const cursor of told) {
    const { deliveredSeq = 0, readSeq = 0 } = cursors.get(cursor.person) ?? {};
    cursors.set(cursor.person, {
      ...cursor,
      deliveredSeq: Math.max(deliveredSeq, cursor.deliveredSeq),
      readSeq: Math.max(readSeq, cursor.readSeq),
    });
  }
  return [...cursors.values()];
}

const want = (state: DeskState, conversation: string): DeskState =>
  state.wanted.includes(conversation) ? state : { ...state, wanted: [...state.wanted, conversation] };

const byId = <T extends { id: string }>(rows: readonly T[]): Rows<T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));

const withNewer = <T extends { id: string; version: number }>(rows: Rows<T>, told: T): Rows<T> => ({
  ...rows,
  [told.id]: newer(rows[told.id], told),
});

function sorted<T extends { id: string }>(rows: Rows<T>, by: (row: T) => number): T[] {
  return Object.values(rows).sort((a, b) => by(a) - by(b) || a.id.localeCompare(b.id));
}
