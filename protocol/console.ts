import * as z from 'zod';
import { type TalkAnswers, type TalkEvents, talkCommands } from './conversation.ts';
import type { StateDigest } from './digest.ts';
import { type Cursor, type Entry, idSchema } from './entries.ts';
import type { Persona, Reach } from './people.ts';
import type { Answer } from './refusals.ts';
import type { AssociateRequest, Availability, Offer, PromiseView } from './requests.ts';

/** What the console says in the first frame of namespace `/console`; who it is comes from the cookie. */
export const consoleHelloSchema = z.object({ protocol: z.int() });
export type ConsoleHello = z.input<typeof consoleHelloSchema>;

/** Every command of namespace `/console`. */
export const consoleCommands = {
  /** The switch "Available". */
  'availability.set': z.object({ available: z.boolean() }),
  /** "Yes, I am here": answers the kind question after a missed offer, and renews the lease; sent every 10 s. */
  'lease.renew': z.object({ here: z.boolean().default(false) }),
  'offer.accept': z.object({ offer: idSchema }),
  'offer.decline': z.object({ offer: idSchema }),
  /** Said by the holder; refused `new_words` when the shopper has spoken past `seen`. */
  'request.done': z.object({ request: idSchema, seen: z.int().min(0) }),
  /** The outcome of a call, said by its holder. */
  'call.mark': z.object({ request: idSchema, outcome: z.enum(['reached', 'no_answer']) }),
  /** One thread's card. Opening one that the associate is not in is an audit row. */
  'conversations.open': z.object({ conversation: idSchema }),
  /** Threads that the associate holds or has held, newest word first; `before` is the `at` of the last one seen. */
  'conversations.page': z.object({ before: z.int().optional() }),
  /** Promises within the associate's reach whose due time lies in [from, to), and those still owed from before. */
  'promises.page': z.object({ from: z.int().min(0), to: z.int().min(0) }),
  /**
   * Promises within the associate's reach that have ended in the last seven days, 50 at a time; `before` is the last
   * one's `endedAt`.
   */
  'promises.ended': z.object({ before: z.int().min(0).optional() }),
  /** The associate takes a call or a message left by hand; refused `already_taken`, `no_room`, `not_open`. */
  'promise.take': z.object({ promise: idSchema }),
  ...talkCommands,
} as const;
export type ConsoleCommand = keyof typeof consoleCommands;

/** A thread as a colleague within reach sees it in a list. */
export interface ConversationCard {
  id: string;
  shopper: { id: string; name: string | null; language: string; zone: string };
  /** The last seq of the shared log and of the staff log. */
  head: number;
  staffHead: number;
  cursors: Cursor[];
  /** The newest request that is not an end, else the last one. */
  request: AssociateRequest | null;
  /** The last message said, for the list. */
  last: Entry | null;
  /** When the last message was said. */
  at: number;
  /** Whether the associate may write: she holds its request or was introduced. */
  writable: boolean;
}

export interface ConsoleAnswers extends TalkAnswers {
  'availability.set': { availability: Availability };
  'lease.renew': { expiresAt: number } & Partial<StateDigest>;
  'offer.accept': { offer: Offer; card: ConversationCard };
  'offer.decline': { offer: Offer };
  'request.done': { request: AssociateRequest };
  'call.mark': { request: AssociateRequest };
  'conversations.open': { card: ConversationCard };
  'conversations.page': { cards: ConversationCard[]; more: boolean };
  'promises.page': { promises: PromiseView[]; more: boolean };
  'promises.ended': { promises: PromiseView[]; more: boolean };
  'promise.take': { card: ConversationCard };
}

/** Who is signed in. */
export interface Me extends Persona {
  email: string;
  brand: string;
  /** The house's name. */
  house: string;
  /** Origins of the house's pages, `self` for the relay's own: from nowhere else is a picture fetched. */
  origins: string[];
  role: 'associate' | 'manager';
  reach: Reach;
}

/** Sent at every connect, before anything else: bounded, whatever the house's size. */
export interface DeskSnapshot {
  now: number;
  protocol: number;
  me: Me;
  availability: Availability;
  /** Offers open for the associate. */
  offers: Offer[];
  /** Threads whose open request the associate holds, and resumed ones that wait for her. */
  held: ConversationCard[];
  /** Promises within the associate's reach due in seven days or still owed. */
  promises: PromiseView[];
}

/** What namespace `/console` tells. Rows come whole with their version; the higher one wins. */
export interface ConsoleEvents extends TalkEvents {
  snapshot: (snapshot: DeskSnapshot) => void;
  offer: (offer: Offer) => void;
  request: (request: AssociateRequest) => void;
  availability: (availability: Availability) => void;
  promise: (promise: PromiseView) => void;
  /** A thread that came into the associate's hands: accepted on another device, or resumed to her. */
  card: (card: ConversationCard) => void;
  signed_out: (told: { reason: 'signed_out' | 'disabled' | 'password' }) => void;
}

/** The client-to-server event map for Socket.IO's types. */
export type ConsoleCalls = {
  [C in ConsoleCommand]: (
    payload: z.input<(typeof consoleCommands)[C]>,
    acknowledge: (answer: Answer<ConsoleAnswers[C]>) => void,
  ) => void;
};
