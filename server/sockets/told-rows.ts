import type { ConversationCard, DeskSnapshot, Me } from '../../protocol/console.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { isInHand, isOpen } from '../../protocol/request-state.ts';
import type { AssociateRequest, Availability, Offer, PromiseView, ShopperRequest } from '../../protocol/requests.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import type { News } from '../store/store.ts';

type Event = Extract<News, { what: 'event' }>;

/** Versions, by name of the row. What has none of its own stands in the name. */
type Rows = Map<string, number>;

interface Person {
  /** Null for a shopper. */
  me: Me | null;
  rows: Rows;
  /** Rows told since the store was last asked: its answer may be older than they are. */
  fresh: Set<string>;
}

/** One row that a person's screens should show. */
export interface ExpectedRow {
  room: string;
  row: string;
  version: number;
}

/** Which rows this node has told each person who is here, so that the reconciler finds what she was not told. */
export class ToldRows {
  private readonly people = new Map<string, Person>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** A connection starts from this snapshot; what one was told, her others may have missed. */
  start(room: string, snapshot: DeskSnapshot | ShopperSnapshot, alone: boolean): void {
    const me = 'me' in snapshot ? snapshot.me : null;
    const known = this.people.get(room);
    if (known) known.me = me;
    if (known && !alone) return;
    const person: Person = { me, rows: new Map(), fresh: new Set() };
    this.people.set(room, person);
    for (const [event, payload] of partsOf(snapshot)) this.noteRow(person, event, payload);
  }

  note({ to, event, payload }: Event): void {
    for (const room of to) {
      const person = this.people.get(room);
      if (person) this.noteRow(person, event, payload);
    }
  }

  /** Forgets those who are not here. */
  keep(isHere: (room: string) => boolean): void {
    for (const room of this.people.keys()) if (!isHere(room)) this.people.delete(room);
  }

  /** The store is about to be asked. */
  asking(): void {
    for (const { fresh } of this.people.values()) fresh.clear();
  }

  /** Who was told less than the store has, or more, and what it has. */
  behind(expected: readonly ExpectedRow[]): { room: string; rows: Rows }[] {
    const should = new Map<string, Rows>([...this.people.keys()].map((room) => [room, new Map()]));
    for (const { room, row, version } of expected) should.get(room)?.set(row, version);
    return [...should].flatMap(([room, rows]) => {
      const person = this.people.get(room);
      return person && isBehind(person, rows) ? { room, rows } : [];
    });
  }

  /** This person was told anew. What a snapshot does not show is not missed again and again. */
  agree(room: string, rows: Rows): void {
    const person = this.people.get(room);
    if (person) person.rows = rows;
  }

  private noteRow(person: Person, event: string, payload: object): void {
    const { me } = person;
    switch (event) {
      case 'availability':
        remember(person, 'availability', (payload as Availability).version, true);
        break;
      case 'offer': {
        const { id, version, state } = payload as Offer;
        remember(person, `offer ${id}`, version, state === 'open');
        break;
      }
      case 'request':
        noteRequest(person, payload as ShopperRequest | AssociateRequest);
        break;
      case 'promise': {
        const promise = payload as PromiseView;
        const near = promise.dueAt < this.now() + LIMITS.promisesAheadMs;
        remember(person, `promise ${promise.id}`, promise.version, me !== null && near && isOwed(promise, me));
        break;
      }
      case 'card': {
        const { id, shopper } = payload as ConversationCard;
        forgetName(person, id);
        remember(person, `name ${id} ${shopper.name ?? ''}`, 1, true);
        break;
      }
    }
  }
}

function noteRequest(person: Person, request: ShopperRequest | AssociateRequest): void {
  const { me, rows } = person;
  const mine = me === null || (request.holder?.id === me.id && isInHand(request));
  const was = rows.has(`request ${request.id}`);
  remember(person, `request ${request.id}`, request.version, mine && isOpen(request));
  if (was && !mine && 'conversation' in request) forgetName(person, request.conversation);
}

/** Whether a promise stands on this associate's desk. */
function isOwed({ state, holder, place }: PromiseView, me: Me): boolean {
  if (state !== 'open') return false;
  // Nobody of the house is asked for it, so that anybody may take it.
  if (holder === null && place === null) return true;
  if (holder?.id === me.id || me.reach === 'house') return true;
  return me.reach === 'boutique' && place?.id === me.place.id;
}

function remember({ rows, fresh }: Person, row: string, version: number, stands: boolean): void {
  fresh.add(row);
  if (stands) rows.set(row, version);
  else rows.delete(row);
}

function forgetName(person: Person, conversation: string): void {
  for (const row of person.rows.keys()) if (row.startsWith(`name ${conversation} `)) remember(person, row, 0, false);
}

/** A snapshot as the events that would have told the same. */
function partsOf(snapshot: DeskSnapshot | ShopperSnapshot): [event: string, payload: object][] {
  const all = (event: string, payloads: readonly object[]) =>
    payloads.map((payload): [string, object] => [event, payload]);
  if (!('me' in snapshot)) return all('request', snapshot.requests);
  const { availability, offers, held, promises } = snapshot;
  return [
    ...all('availability', [availability]),
    ...all('offer', offers),
    ...all('card', held),
    ...all(
      'request',
      held.flatMap((card) => card.request ?? []),
    ),
    ...all('promise', promises),
  ];
}

/** Something is newer, or gone. */
function isBehind({ rows, fresh }: Person, expected: Rows): boolean {
  if ([...expected].some(([row, version]) => (rows.get(row) ?? 0) < version && !fresh.has(row))) return true;
  return [...rows.keys()].some((row) => !expected.has(row) && !fresh.has(row));
}
