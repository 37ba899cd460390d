import * as z from 'zod';
import { slugSchema } from './requests.ts';

/*
 * The house file: brand, places, people and policies as one JSON file, applied with
 * `npm run salon -- house apply FILE`. Unknown keys are refused by name, so that a typing error is never
 * silently a default.
 */

/** BCP 47; refused when it is not one. */
const languageSchema = z
  .string()
  .max(35)
  .transform((tag, context) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? 'en';
    } catch {
      context.addIssue({ code: 'custom', message: 'not a language tag' });
      return z.NEVER;
    }
  });

/** An IANA time zone that this relay knows. */
const zoneSchema = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'not a time zone');

const range = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write hours as HH:MM-HH:MM');
const ranges = z.array(range).max(6);

/** Opening hours: ranges per weekday in the place's zone; a range that ends before it starts runs past midnight. */
export const hoursSchema = z.strictObject({
  mon: ranges.default([]),
  tue: ranges.default([]),
  wed: ranges.default([]),
  thu: ranges.default([]),
  fri: ranges.default([]),
  sat: ranges.default([]),
  sun: ranges.default([]),
  /** Dated exceptions, YYYY-MM-DD, that replace the weekday's ranges; an empty list is closed. */
  except: z.record(z.iso.date(), ranges).default({}),
});
export type Hours = z.output<typeof hoursSchema>;

export const placeSchema = z.strictObject({
  id: slugSchema,
  kind: z.enum(['boutique', 'client_services', 'atelier']),
  name: z.string().min(1).max(80),
  city: z.string().min(1).max(80),
  /** ISO 3166 country: how a national phone number is read here. */
  country: z.string().regex(/^[A-Z]{2}$/),
  zone: zoneSchema,
  hours: hoursSchema,
  /** Its telephone number, E.164. */
  number: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .optional(),
  /**
   * Its people call from `number`, and from no other: only then is a shopper told that the call comes from it. Leave
   * it out where an associate dials from a telephone of her own.
   */
  callsFromNumber: z.boolean().default(false),
});
export type HousePlace = z.output<typeof placeSchema>;

export const personSchema = z.strictObject({
  email: z
    .email()
    .max(200)
    .transform((email) => email.toLowerCase()),
  firstName: z.string().min(1).max(60),
  lastName: z.string().min(1).max(60),
  title: z.string().min(1).max(80),
  place: slugSchema,
  role: z.enum(['associate', 'manager']).default('associate'),
  reach: z.enum(['own', 'boutique', 'house']).default('own'),
  languages: z.array(languageSchema).min(1).max(12),
  /** Product categories that the associate knows best, as the pages' schema.org `category` spells them. */
  expertise: z.array(z.string().min(1).max(80)).max(20).default([]),
  /** Live conversations at once. */
  capacity: z.int().min(1).max(12).default(3),
  /** An image file (WebP, PNG or JPEG, at most 200 KB and 4,096 pixels a side, no metadata) beside the house file. */
  portrait: z.string().max(200).optional(),
});
export type HousePerson = z.output<typeof personSchema>;

const ms = (value: number) => z.int().min(100).default(value);
const clock = (value: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(value);

/** The brand's policy; every time in milliseconds. The defaults are good ones. */
export const policySchema = z.strictObject({
  /** Her own associate is asked alone for this long, then the best one, then a few, then wider. */
  ownAloneMs: ms(20_000),
  bestMs: ms(15_000),
  fewMs: ms(15_000),
  fewCount: z.int().min(1).max(10).default(3),
  wideMs: ms(15_000),
  /** How long an offer rings. */
  offerMs: ms(25_000),
  /** The wait is bounded: then the shopper is asked to choose. */
  boundMs: ms(90_000),
  /** After the bound without a choice, the request becomes a message left. */
  patienceMs: ms(300_000),
  /** After accept, the first word; then each next one. */
  firstWordMs: ms(60_000),
  nextWordMs: ms(180_000),
  /** From the nudge to offering it on. */
  offerOnMs: ms(60_000),
  /** Nobody's word for this long after the associate's: done by itself. */
  quietMs: ms(900_000),
  /** Back within this time, an associate is as she was; later she is asked. */
  graceMs: ms(600_000),
  /** The last device closed cleanly while an offer rings: it expires after this. */
  closedOfferMs: ms(3_000),
  slotMinutes: z.int().min(10).max(240).default(30),
  /** A call is offered this long before it is due. */
  callLeadMs: ms(300_000),
  callRemindMs: ms(600_000),
  callOfferOnMs: ms(1_800_000),
  /** After no answer, the next tries; when they are spent it becomes a message left. */
  retryMs: z.array(z.int().min(60_000)).max(10).default([900_000, 7_200_000, 86_400_000]),
  /** A message left is due this long after the next opening. */
  messageDueMs: ms(3_600_000),
  /** Past due by this much, a promise is marked broken; it is still owed. */
  promiseGraceMs: ms(900_000),
  /** The shopper's night: no call, retry or text, by her own clock. */
  nightFrom: clock('21:00'),
  nightTo: clock('09:00'),
  /** Calls of one person that may stand at once; a further ask is offered to move the one that stands. */
  callsAtOnce: z.int().min(1).max(10).default(1),
  /** Countries (ISO 3166) whose numbers the house calls; empty means every country. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .default([]),
  /** Whether pages may ask who is there before the visitor acts. */
  presence: z.boolean().default(true),
  channels: z
    .array(z.enum(['chat', 'callback']))
    .min(1)
    .default(['chat', 'callback']),
});
export type Policy = z.output<typeof policySchema>;

export const houseSchema = z
  .strictObject({
    brand: z.strictObject({ id: slugSchema, name: z.string().min(1).max(80), language: languageSchema.default('en') }),
    /** Exact origins of the brand's pages; `self` is the relay's own. */
    origins: z
      .array(
        z
          .literal('self')
          .or(
            z
              .url({ protocol: /^https?$/ })
              .refine((url) => new URL(url).origin === url, 'write an origin: scheme, host, port, and nothing behind'),
          ),
      )
      .min(1)
      .max(100),
    places: z.array(placeSchema).min(1).max(500),
    people: z.array(personSchema).max(5000),
    policy: policySchema.prefault({}),
    /** The privacy notice that stands where a name or a number is asked; a path is one on the relay's own origin. */
    notice: z.strictObject({
      version: z.string().min(1).max(40),
      url: z
        .url({ protocol: /^https?$/ })
        .or(z.string().regex(/^\/(?!\/)/, 'write an http(s) address or a path'))
        .optional(),
    }),
  })
  .superRefine((house, context) => {
    const places = new Set<string>();
    for (const [i, place] of house.places.entries()) {
      if (places.has(place.id))
        context.addIssue({ code: 'custom', path: ['places', i, 'id'], message: 'stands twice' });
      places.add(place.id);
    }
    const emails = new Set<string>();
    for (const [i, person] of house.people.entries()) {
      if (!places.has(person.place)) {
        context.addIssue({ code: 'custom', path: ['people', i, 'place'], message: `no place "${person.place}"` });
      }
      if (emails.has(person.email)) {
        context.addIssue({ code: 'custom', path: ['people', i, 'email'], message: 'stands twice' });
      }
      emails.add(person.email);
    }
  });
export type House = z.output<typeof houseSchema>;
