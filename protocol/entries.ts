import * as z from 'zod';
import { LIMITS } from './limits.ts';
import type { By, Persona, PlaceCard } from './people.ts';
import { cleanText } from './text.ts';

/** UUIDs of any version; ids that clients make are UUIDv7. */
export const idSchema = z.uuid().transform((id) => id.toLowerCase());

const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => cleanText(text).trim());
const optionalLine = (max: number) => line(max).optional();

/** Only http(s) addresses survive; anything else is dropped rather than refused: it came from a page. */
const address = z
  .string()
  .max(2048)
  .transform((text) => safeAddress(text))
  .optional();

/** An absolute http(s) address without credentials, or undefined. */
export function safeAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}

/** Something said. 1 to 4,000 characters once trimmed. */
export const messageBodySchema = z.object({
  text: z
    .string()
    .max(LIMITS.messageChars)
    .transform((text) => cleanText(text).trim())
    .refine((text) => text.length > 0, 'empty'),
});

/** The product of the page, from schema.org, OpenGraph or `Salon.context()`: hostile text, each field capped. */
export const productSchema = z.object({
  name: line(200).refine((name) => name.length > 0, 'empty'),
  brand: optionalLine(80),
  sku: optionalLine(80),
  variant: optionalLine(120),
  category: optionalLine(80),
  price: optionalLine(40),
  currency: optionalLine(8),
  image: address,
  url: address,
});
export type Product = z.output<typeof productSchema>;

/** What a shopper or an associate may put into the shared log. */
export const draftSchema = z.discriminatedUnion('kind', [
  z.object({ id: idSchema, kind: z.literal('message'), v: z.literal(1).default(1), body: messageBodySchema }),
  z.object({ id: idSchema, kind: z.literal('product'), v: z.literal(1).default(1), body: productSchema }),
]);
/** An entry before the store has given it seq and time; the id is the author's. */
export type Draft = z.output<typeof draftSchema>;
export type DraftInput = z.input<typeof draftSchema>;

/** The house's own lines; the words are the reader's (widget/words, console/words). */
export type HouseLine = 'nobody_free' | 'slow' | 'away' | 'call_missed' | 'given_up';

/** Every kind of entry and its body, version 1. A reader that meets an unknown kind keeps its seq and shows nothing. */
export interface EntryBodies {
  message: { text: string };
  product: Product;
  /** A request got its holder. */
  assigned: { request: string; associate: Persona };
  /** A holder no longer holds: the request goes on to somebody else. */
  left: { request: string; associate: Persona };
  /** A callback or an answer was promised. `endAt` only for a slot. */
  promised: {
    request: string;
    kind: 'callback' | 'message';
    dueAt: number;
    endAt: number | null;
    place: PlaceCard | null;
    asap: boolean;
  };
  moved: { request: string; dueAt: number; endAt: number | null; place: PlaceCard | null; asap: boolean };
  withdrawn: { request: string; kind: RequestKindName };
  turned: { request: string; into: string; kind: RequestKindName };
  called: { request: string; outcome: 'reached' | 'no_answer'; nextAt: number | null };
  done: { request: string; cause: 'holder' | 'quiet' | 'reached' };
  resumed: { request: string };
  line: { line: HouseLine; name: string | null; place: PlaceCard | null; at: number | null };
  struck: { id: string; seq: number; reason: 'erased' | 'retention' | 'taken_back' };
}
type RequestKindName = 'chat' | 'callback' | 'message';

export type EntryKind = keyof EntryBodies;
export type Log = 'shared' | 'staff';

interface EntryOf<K extends EntryKind> {
  conversation: string;
  log: Log;
  /** 1, 2, 3 … without gaps inside its conversation and log. */
  seq: number;
  /** Made by the author's client (UUIDv7), unique with its conversation. */
  id: string;
  /** UTC ms by the store's clock. */
  at: number;
  by: By;
  kind: K;
  v: number;
  /** Null once struck. */
  body: EntryBodies[K] | null;
}
/** One line of a conversation's log, as told to whoever may read that log. */
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];

/** What a person's devices have received and what she has seen; both only ever rise. */
export interface Cursor {
  person: string;
  kind: 'shopper' | 'associate';
  deliveredSeq: number;
  readSeq: number;
}
