import * as z from 'zod';
import type { Me } from './console.ts';
import { hint, languageHint, zoneHint } from './hints.ts';
import type { Persona, PlaceCard } from './people.ts';
import { type ShopperRequest, slugSchema, whenSchema } from './requests.ts';

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
  /** Whether a live chat in this locale's language would find somebody now. */
  free: boolean;
  /** Up to three who are free, nearest first; empty when nobody is. */
  people: Persona[];
  /** When nobody is free: who answers, and from when (UTC ms). */
  answers: { place: PlaceCard; at: number } | null;
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
  /** Hers; where none is told, days and nights are the place's. */
  zone: zoneHint,
});
export interface Slot {
  startAt: number;
  endAt: number;
}
export interface Slots {
  place: PlaceCard;
  /** Other places that could call, nearest first. */
  places: PlaceCard[];
  /** Days as dates of the shopper's own zone (YYYY-MM-DD), none in her night. */
  days: { date: string; slots: Slot[] }[];
  /** When "as soon as possible" would be: null means now, somebody is free. */
  asapAt: number | null;
  /** The number that calls come from, as people read it; null when the house has not said. */
  callsFrom: string | null;
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
