import * as z from 'zod';
import type { StateDigest } from './digest.ts';
import { type Cursor, draftsSchema, type Entry, idSchema } from './entries.ts';
import type { RefusalError } from './refusals.ts';

export const logSchema = z.enum(['shared', 'staff']);

/**
 * `entries.append`: 1 to 20 entries, stored in array order in one transaction; one call in flight per
 * conversation and browser. A refusal stops there and names the id: what came before it is stored.
 */
export const appendSchema = z.object({
  conversation: idSchema,
  log: logSchema.default('shared'),
  entries: draftsSchema(1),
});
export type Append = z.output<typeof appendSchema>;
export interface Appended {
  /** The stored entries in seq order, bodies as stored; a repeat gives the first answer again. */
  entries: Entry[];
  /** Present when the list was stopped; the refused entry's id is in it. */
  refused?: RefusalError;
}

/**
 * `entries.after`: everything that follows seq `after`, of every kind, at most 200 entries or 128 KB;
 * without `after`, the last 50; with `before`, the 50 before that seq.
 */
export const afterSchema = z.object({
  conversation: idSchema,
  log: logSchema.default('shared'),
  after: z.int().min(0).optional(),
  before: z.int().min(1).optional(),
});
export interface Page {
  entries: Entry[];
  /** The last seq of this log. */
  head: number;
  /** More follows in the direction asked for. */
  more: boolean;
  cursors: Cursor[];
}

/** `cursor.move`: what this person's device has received and what she has seen. Lower values are ignored. */
export const cursorSchema = z.object({
  conversation: idSchema,
  deliveredSeq: z.int().min(0),
  readSeq: z.int().min(0),
});

/** `typing`: told and forgotten. */
export const typingSchema = z.object({ conversation: idSchema, on: z.boolean() });

/**
 * `ping`: is anybody there? Answered with the digest of what the asker should be shown; with `snapshot` all of it is
 * told anew, first.
 */
export const pingSchema = z.object({ snapshot: z.boolean().optional() });

/** Told to whoever may read the log; entries are in seq order. */
export interface EntriesTold {
  conversation: string;
  log: 'shared' | 'staff';
  entries: Entry[];
}
export interface CursorsTold {
  conversation: string;
  cursors: Cursor[];
}
export interface TypingTold {
  conversation: string;
  person: string;
  /** First name of an associate; null for the shopper. */
  name: string | null;
  on: boolean;
}
/** A command that could not be answered where it was asked: it asked for no answer. */
export interface RefusedTold {
  code: 'no_ack' | 'unknown_event' | 'slow_down' | 'draining';
  event: string;
}
/** This line is about to be closed: come back after this many milliseconds, jitter included. */
export interface ClosingTold {
  comeBackInMs: number;
  /**
   * `restart`: the relay goes down. `crowd`: too many sockets of one person or address are open, and this one was left
   * alone the longest.
   */
  reason: 'restart' | 'crowd';
}

/** What both namespaces answer in the same way. */
export const talkCommands = {
  'entries.append': appendSchema,
  'entries.after': afterSchema,
  'cursor.move': cursorSchema,
  typing: typingSchema,
  ping: pingSchema,
} as const;
export interface TalkAnswers {
  'entries.append': Appended;
  'entries.after': Page;
  'cursor.move': Record<never, never>;
  typing: Record<never, never>;
  /** Nothing of where she stands where the store is slow or gone: somebody is there all the same. */
  ping: Partial<StateDigest>;
}

/** What both namespaces tell. */
export interface TalkEvents {
  entries: (told: EntriesTold) => void;
  cursors: (told: CursorsTold) => void;
  typing: (told: TypingTold) => void;
  refused: (told: RefusedTold) => void;
  closing: (told: ClosingTold) => void;
}
