import * as z from 'zod';
import { draftsSchema, idSchema, type Product, productHint } from './entries.ts';
import { hint, languageHint, readLanguage, readLine, zoneHint } from './hints.ts';
import { LIMITS } from './limits.ts';
import type { Persona, PlaceCard } from './people.ts';
import type { RequestKind, RequestState } from './request-state.ts';
import { cleanText } from './text.ts';
import type { Never, Nobody } from './there.ts';

/** Slugs that a house file gives: brands and places. */
export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);

/** Whom (an id), where and in which language the shopper would like; language is a gate, the others are preferences. */
export interface Wishes {
  associate?: string | undefined;
  place?: string | undefined;
  language?: string | undefined;
}

/** The page tells them: one that cannot be read is as good as none. */
function readWishes(said: unknown): Wishes {
  const told = Object(said) as Record<string, unknown>;
  const wishes: Wishes = {};
  const associate = idSchema.safeParse(told.associate);
  const place = slugSchema.safeParse(told.place);
  const language = readLanguage(told.language);
  if (associate.success) wishes.associate = associate.data;
  if (place.success) wishes.place = place.data;
  if (language !== undefined) wishes.language = language;
  return wishes;
}

/** When to call: now (hours or not, whoever is there), or a slot that `/api/slots` gave. */
export const whenSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asap') }),
  z.object({ kind: z.literal('slot'), place: slugSchema, startAt: z.int().positive() }),
]);
export type When = z.output<typeof whenSchema>;

const personName = z
  .string()
  .max(LIMITS.nameChars)
  .transform((name) => cleanText(name).replace(/\s+/g, ' ').trim());

/** The version of the privacy notice that stood where the shopper asked; empty where the page could not say. */
const notice = hint<string, string>((said) => readLine(said, 40) ?? '');

/** ISO 3166 country that a number without a country code is read in; one that is none has not been said. */
const country = hint<string, string | undefined>((said) =>
  typeof said === 'string' && /^[a-z]{2}$/i.test(said) ? said.toUpperCase() : undefined,
).optional();

const asked = {
  /** Made by the client; opening twice with one id opens once. */
  id: idSchema,
  wishes: hint<Wishes, Wishes>(readWishes),
  product: productHint,
  /** The page's language; where it tells none, it is the brand's. */
  locale: languageHint,
  /**
   * The shopper's time zone; it rules her telephone. Where it tells no country, that of her number does, at its
   * strictest.
   */
  zone: zoneHint,
  notice,
};

/** `request.open` and POST /api/requests: one ask for a person. Idempotent by (shopper, id). */
export const openRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    ...asked,
    kind: z.literal('chat'),
    name: personName.optional(),
    /** The shopper's first words travel with the ask; each keeps its id for ever. */
    entries: draftsSchema(1),
  }),
  z.object({
    ...asked,
    kind: z.literal('callback'),
    name: personName.refine((name) => name.length > 0, 'empty'),
    /** As people type it; the relay decides with libphonenumber. */
    phone: z.string().max(LIMITS.phoneChars),
    country,
    when: whenSchema,
    entries: draftsSchema(0).default([]),
  }),
]);
export type OpenRequest = z.output<typeof openRequestSchema>;
export type OpenRequestInput = z.input<typeof openRequestSchema>;

/** `request.turn`: the live request becomes a callback or a message left, with nothing retyped. */
export const turnRequestSchema = z.discriminatedUnion('into', [
  z.object({ request: idSchema, id: idSchema, into: z.literal('left_message') }),
  z.object({
    request: idSchema,
    id: idSchema,
    into: z.literal('callback'),
    name: personName.refine((name) => name.length > 0, 'empty'),
    phone: z.string().max(LIMITS.phoneChars),
    country,
    when: whenSchema,
    notice,
  }),
]);
export type TurnRequest = z.output<typeof turnRequestSchema>;
export type TurnRequestInput = z.input<typeof turnRequestSchema>;

/** A request as its shopper sees it: the whole object with its version, the higher one wins. */
export interface ShopperRequest {
  id: string;
  version: number;
  conversation: string;
  kind: RequestKind;
  state: RequestState;
  openedAt: number;
  language: string;
  /** Who is being asked this moment. */
  asking: Persona[];
  /** Who has it in hand; of a live one that is done, whoever had it last. */
  holder: Persona | null;
  /** The bound of the wait has passed: the shopper is asked to choose. */
  slow: boolean;
  /** Why nobody comes at once, and by when it is answered; or that nobody of the house can. */
  nobody: Nobody | null;
  /** The holder was silent or went away: another way is offered by name. */
  away: boolean;
  /** The promise: start and, for a slot, end. */
  dueAt: number | null;
  endAt: number | null;
  asap: boolean;
  place: PlaceCard | null;
  /** The number that the call comes from, as people read it: once somebody has it who calls from that number. */
  callsFrom: string | null;
  /** The shopper's own number as she may read it back. */
  phone: string | null;
  name: string | null;
  tries: number;
}

/** A request as a colleague within reach sees it; `phone` only for its holder. */
export interface AssociateRequest {
  id: string;
  version: number;
  conversation: string;
  kind: RequestKind;
  state: RequestState;
  openedAt: number;
  name: string | null;
  language: string;
  zone: string;
  product: Product | null;
  wishes: Wishes;
  holder: Persona | null;
  place: PlaceCard | null;
  dueAt: number | null;
  endAt: number | null;
  asap: boolean;
  tries: number;
  phone: { e164: string; shown: string } | null;
  /** Since when the shopper's words wait for an answer. */
  unansweredAt: number | null;
  /** The holder has been nudged: first or next word is late, or the call has no outcome yet. */
  nudgedAt: number | null;
}

/** Why somebody is asked, for the associate and the manager to read. */
export type RoutingReason =
  | 'own'
  | 'last_holder'
  | 'asked_for'
  | 'place_asked_for'
  | 'expertise'
  | 'nearest'
  | 'open_now'
  | 'least_loaded'
  | 'longest_idle';

/** An offer as the associate who is asked sees it. Never phone or e-mail before she accepts. */
export interface Offer {
  id: string;
  version: number;
  request: string;
  kind: RequestKind;
  state: 'open' | 'accepted' | 'declined' | 'missed' | 'withdrawn';
  offeredAt: number;
  expiresAt: number;
  /** First name, if the shopper gave one. */
  name: string | null;
  language: string;
  zone: string;
  product: Product | null;
  /** Since when the shopper waits. */
  waitingSince: number;
  /** The first 120 characters of the shopper's words. */
  text: string | null;
  place: PlaceCard | null;
  dueAt: number | null;
  endAt: number | null;
  asap: boolean;
  reasons: RoutingReason[];
  /** Who has it, when a colleague was faster. */
  takenBy: string | null;
}

/** Something said with a due time and a holder. It ends once; `brokenAt` is a mark, not an end. */
export interface PromiseView {
  id: string;
  version: number;
  kind: 'callback' | 'left_message' | 'word';
  state: 'open' | 'kept' | 'moved' | 'withdrawn' | 'given_up';
  request: string;
  conversation: string;
  name: string | null;
  language: string;
  /** The shopper's zone. */
  zone: string;
  place: PlaceCard | null;
  holder: Persona | null;
  /** Where `never` is said of a message: since when it waits. */
  dueAt: number;
  endAt: number | null;
  asap: boolean;
  /** Why nobody of the house can keep it, until somebody takes it by hand; she has been told. */
  never: Never | null;
  brokenAt: number | null;
  endedAt: number | null;
  tries: number;
}

/** Whether an associate can be offered work now, and why not. */
export interface Availability {
  associate: string;
  version: number;
  /** What the associate says. */
  declared: boolean;
  /** What is: declared, reachable and not away. */
  available: boolean;
  capacity: number;
  taken: number;
  /** A missed offer asks the associate kindly what she is doing; null once answered. */
  askedAt: number | null;
}
