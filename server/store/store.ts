import type { CursorsTold } from '../../protocol/conversation.ts';
import type { Entry, EntryBodies, EntryKind, Log } from '../../protocol/entries.ts';
import type { By } from '../../protocol/people.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { Live } from '../domain/live.ts';
import type { ConversationRow, House } from '../domain/rows.ts';
import type { Gateway, Writer } from './gateway.ts';
import type { ThreadState } from './thread-state.ts';

/** An entry before it has its place in a log. */
export type NewEntry = {
  [K in EntryKind]: { id: string; author: string; by: By; kind: K; v?: number; body: EntryBodies[K]; cause?: string };
}[EntryKind];

/**
 * What is told once a transaction is on disk, in commit order. `to` are rooms of people (`shopper:ID`,
 * `associate:ID`); the others are for the relay's own nodes.
 */
export type News =
  | { what: 'event'; to: string[]; event: string; payload: object }
  | { what: 'entries'; to: string[]; conversation: string; log: Log; entries: Entry[] }
  /** The associate can be asked again: the house's queue is looked at for whom she could serve. */
  | { what: 'capacity_freed'; brand: string; associate: string }
  /** The house file was applied: cached houses are read anew. */
  | { what: 'house'; brand: string }
  /** A person's sessions ended: her sockets are told and cut. */
  | { what: 'ended'; room: string; except?: string; reason: string };

export type Answered<A> = ({ ok: true } & A) | Refusal;

/** One transaction: typed reads and conditional writes, and what to tell when it is on disk. */
export interface Tx extends Writer {
  /** The store's clock, UTC ms, one value for the whole transaction. */
  readonly now: number;
  /** A fresh id (UUIDv7) for a row or for one of the house's own lines. */
  id(): string;
  /**
   * The conversation's row, locked: every change to a request takes it first. A `claim` takes it only where nobody
   * else has it, and gives null where somebody does: whoever that is looks at the same things.
   */
  lock(conversation: string, claim?: boolean): Promise<ConversationRow | null>;
  /** The conversation, locked likewise, with what decides about a word of its shopper; `live` says what is a live request. */
  threadState(conversation: string, live: Live): Promise<ThreadState | null>;
  /** Appends to a log in array order, gives each its seq, and tells whoever may read that log. */
  append(conversation: string, log: Log, entries: readonly NewEntry[]): Promise<Entry[]>;
  house(brand: string): Promise<House>;
  tell(news: News): void;
}

/** What a relay asks that shares its store with others, where their news may not have come. */
export interface Watch {
  /** Of these threads, told so far, those that go further. */
  raised(threads: readonly { id: string; shared: number; staff: number }[]): Promise<Head[]>;
  /** These shoppers' threads that are not among the known. */
  threadsOf(shoppers: readonly string[], known: readonly string[]): Promise<Head[]>;
  /** Of these threads, told so far (the sum of all that was received and read), those of which more was. */
  marks(threads: readonly { id: string; sum: number }[]): Promise<(CursorsTold & { to: string[] })[]>;
  /** Every open row that these people's screens show, by their rooms; promises due before `promisesUntil`. */
  rows(
    shoppers: readonly string[],
    associates: readonly string[],
    promisesUntil: number,
  ): Promise<{ room: string; row: string; version: number }[]>;
  /** Of these people and sign-ins, those whose sessions are over. */
  ended(
    shoppers: readonly string[],
    associates: readonly string[],
    signIns: readonly string[],
  ): Promise<{ room: string; reason: string }[]>;
  /** Names of the relays that run. */
  nodes(): Promise<string[]>;
  /** Houses are read anew when next asked for. */
  forgetHouses(): void;
}

export interface Head {
  id: string;
  lastSeq: number;
  lastStaffSeq: number;
}

/**
 * The edge to the database. `commit` applies all waiting lists in one transaction, a savepoint each; a list
 * that fails is decided again from fresh state, three times at most, then refused `try_again`. A refusal rolls
 * its own list back. News goes out in commit order, before the answers.
 */
export interface Store {
  /** Reads of what is committed. */
  readonly read: Gateway;
  /** `key` orders and groups: the conversation's id, else the id of whom it concerns. */
  commit<A>(key: string, work: (tx: Tx) => Promise<Answered<A>>): Promise<Answered<A>>;
  /** The house with places and people; what changes by the minute (availability, seats) is not fresh in it. */
  house(brand: string): Promise<House>;
  /** Forgets a cached house. */
  forgetHouse(brand: string): void;
  /** Hears, in each conversation's commit order, what every transaction tells. */
  onNews(hear: (news: readonly News[]) => void): void;
  /** Hears of a commit whose outcome nobody knows: what it may have stored was told to nobody. */
  onUnsure(hear: () => void): void;
  /** The clock by which everything timed is decided, UTC ms. */
  now(): number;
  /** Absent where no other relay can write. */
  readonly watch?: Watch;
  /** Whether the last write went through; false until one does again. */
  readonly writing: boolean;
  close(): Promise<void>;
}
