import * as z from 'zod';
import type { Me } from './console.ts';
import { hint, languageHint, zoneHint } from './hints.ts';
import type { Persona, PlaceCard } from './people.ts';
import { type ShopperRequest, slugSchema, whenSchema } from './requests.ts';
import type { There } from './there.ts';

/** GET /api/presence?protocol&brand&locale: public, no credentials, not logged, cached for seconds. */
export const presenceQuerySchema = z.object({
  protocol: z.coerce.number().int().optional(),
  brand: slugSchema,
  locale: languageHint,
  zone: zoneHint,
});
export interface Presence {
  protocol: number;
  brand: { id: string; name: string };
  notice: { version: string; url: string | null };
  /** Who is there for a live chat in this locale's language. */
  there: There;
  /** Whether somebody is free: the same as `there`, for launchers of every age. */
  free: boolean;
  /** Up to three who are free, nearest first; empty when nobody is. */
  people: Persona[];
  channels: ('chat' | 'callback')[];
}

/** POST /api/sessions: mints shopper and token, and has no other effect. */
export const sessionSchema = z.object({ brand: slugSchema });
export interface Session {
  shopper: string;
  /** 256 bits, base64url; shown once, stored hashed. Travels as `authorization: Bearer …` or in the first frame. */
  token: string;
}

/** GET /api/slots: the times that may be promised. */
export const slotsQuerySchema = z.object({
  protocol: z.coerce.number().int().optional(),
  brand: slugSchema,
  /** One that is none has not been said. */
  place: hint<string, string | undefined>((said) => slugSchema.safeParse(said).data).optional(),
  language: languageHint,
  /** The shopper's; where none is told, days and nights are the place's. */
  zone: zoneHint,
});
export interface Slot {
  startAt: number;
  endAt: number;
}
export interface Slots {
  /** Whose times these are; null when nobody of the house speaks the shopper's language. */
  place: PlaceCard | null;
  /** Other places that could call: the shopper's nearest open one, then by nearness, client services last. */
  places: PlaceCard[];
  /** Days as dates of the shopper's own zone (YYYY-MM-DD), none in her night. */
  days: { date: string; slots: Slot[] }[];
  /** Who is there for a call as soon as possible; `at` is from when it comes. */
  asap: There;
}

/** POST /api/requests takes openRequestSchema. POST /api/requests/ID/move takes this; …/withdraw takes {}. */
export const moveSchema = z.object({ when: whenSchema });
export interface RequestAnswer {
  request: ShopperRequest;
}
export interface RequestsAnswer {
  requests: ShopperRequest[];
}

/** POST /api/console/sign-in. Same answer and time for an unknown person. */
export const signInSchema = z.object({
  email: z.string().min(3).max(200),
  password: z.string().min(1).max(200),
});
export interface SignedIn {
  me: Me;
}

/** POST /api/console/invitations: a one-time link's secret becomes a password. */
export const invitationSchema = z.object({
  secret: z.string().min(20).max(200),
  password: z.string().min(10).max(200),
});
