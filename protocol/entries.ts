import * as z from 'zod';
import { hint, readLine } from './hints.ts';
import { LIMITS } from './limits.ts';
import type { By, Persona, PlaceCard } from './people.ts';
import type { RequestKind } from './request-state.ts';
import { cleanText } from './text.ts';
import { webAddress } from './web-address.ts';

/** UUIDs of any version; ids that clients make are UUIDv7. */
export const idSchema = z.uuid().transform((id) => id.toLowerCase());

/** Something said. 1 to 4,000 characters once trimmed. */
export const messageBodySchema = z.object({
  text: z
    .string()
    .max(LIMITS.messageChars)
    .transform((text) => cleanText(text).trim())
    .refine((text) => text.length > 0, 'empty'),
});

/** The product of the page, from schema.org, OpenGraph or `Salon.context()`: hostile text, each field capped. */
export type Product = {
  name: string;
  brand?: string | undefined;
  sku?: string | undefined;
  variant?: string | undefined;
  category?: string | undefined;
  price?: string | undefined;
  currency?: string | undefined;
  /** http(s) addresses, at most 2,048 characters. */
  image?: string | undefined;
  url?: string | undefined;
};

const PRODUCT_LINES = { name: 200, brand: 80, sku: 80, variant: 120, category: 80, price: 40, currency: 8 } as const;

/**
 * What can be read of a product: texts that are too long are cut, parts that are none are left out, and so are
 * addresses that are not http(s) or over 2,048 characters. Undefined where it has nothing to be called by.
 */
export function readProduct(said: unknown): Product | undefined {
  const told = Object(said) as Record<string, unknown>;
  const read: Partial<Product> = {};
  for (const [field, max] of Object.entries(PRODUCT_LINES) as [keyof typeof PRODUCT_LINES, number][]) {
    const text = readLine(told[field], max);
    if (text !== undefined) read[field] = text;
  }
  for (const field of ['image', 'url'] as const) {
    const address = told[field];
    const safe = typeof address === 'string' && address.length <= 2_048 ? webAddress(address)?.href : undefined;
    if (safe !== undefined) read[field] = safe;
  }
  const name = read.name ?? read.variant ?? read.sku ?? read.category ?? read.brand;
  return name === undefined ? undefined : { ...read, name };
}

/** A page's product as a hint: mended, or dropped, never refused. */
export const productHint = hint<Product, Product | undefined>(readProduct).optional();

const draftSchema = z.discriminatedUnion('kind', [
  z.object({ id: idSchema, kind: z.literal('message'), v: z.literal(1).default(1), body: messageBodySchema }),
  z.object({ id: idSchema, kind: z.literal('product'), v: z.literal(1).default(1), body: productHint }),
]);
/** An entry before the store has given it seq and time; the id is the author's. */
export type Draft =
  | { id: string; kind: 'message'; v: 1; body: { text: string } }
  | { id: string; kind: 'product'; v: 1; body: Product };
export type DraftInput = z.input<typeof draftSchema>;

/**
 * What a shopper or an associate may put into the shared log, up to 20 entries at once. A product of which nothing
 * can be read is left out: it came from a page, and does not hold up the words beside it.
 */
export const draftsSchema = (least: 0 | 1) =>
  z
    .array(draftSchema)
    .min(least)
    .max(LIMITS.appendEntries)
    .transform((drafts) => drafts.flatMap((draft): Draft[] => (isWhole(draft) ? [draft] : [])));

const isWhole = (draft: z.output<typeof draftSchema>): draft is Draft => draft.body !== undefined;

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
    kind: 'callback' | 'left_message';
    dueAt: number;
    endAt: number | null;
    place: PlaceCard | null;
    asap: boolean;
  };
  moved: { request: string; dueAt: number; endAt: number | null; place: PlaceCard | null; asap: boolean };
  withdrawn: { request: string; kind: RequestKind };
  /** Its holder says how the call went; older entries do not name her. */
  called: { request: string; outcome: 'reached' | 'no_answer'; nextAt: number | null; associate?: Persona };
  done: { request: string; cause: 'holder' | 'quiet' | 'reached' };
  resumed: { request: string };
  line: { line: HouseLine; name: string | null; place: PlaceCard | null; at: number | null };
  struck: { id: string; seq: number; reason: 'erased' | 'retention' | 'taken_back' };
}

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
