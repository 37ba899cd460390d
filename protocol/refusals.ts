/**
 * The closed list of expected noes. A refusal is a value that travels as `{ ok: false, error }`;
 * widget and console hold a sentence for every code, and the type checker says so.
 */
export const REFUSALS = {
  bad_payload: 'The payload does not have the shape that this command takes.',
  too_large: 'The payload is over the limit.',
  no_ack: 'A command without an acknowledgement is not carried out.',
  unknown_event: 'There is no such command.',
  not_signed_in: 'Sign in first.',
  signed_out: 'This session has ended.',
  wrong_credentials: 'E-mail and password do not go together.',
  link_spent: 'This link has been used or has run out.',
  slow_down: 'Too many at once; try again after retryInMs.',
  not_found: 'There is nothing here for you.',
  conflict: 'The same id was used with another content.',
  already_taken: 'A colleague has it already.',
  expired: 'The time to answer has run out.',
  new_words: 'The shopper has spoken since; read it first.',
  no_room: 'Your conversations fill your capacity.',
  not_open: 'This request has ended or changed.',
  phone_number: 'This is not a number that we may call.',
  call_not_possible: 'This call cannot be arranged; she may write instead.',
  call_stands: 'A call of hers stands already; it may be moved.',
  slot_taken: 'This time has been taken.',
  slot_closed: 'This time cannot be promised.',
  no_time: 'No time for a call can be promised.',
  blocked: 'The house does not take messages from this session.',
  erased: 'This conversation was removed.',
  origin: 'This page is not one of the house.',
  too_old: 'This page speaks an older protocol; reload it.',
  relay_too_old: 'The relay speaks an older protocol than this page.',
  try_again: 'Not accepted; try again.',
  draining: 'The relay is restarting; come back after retryInMs.',
  unexpected: 'Something went wrong on our side.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** What a refusal says beyond its code; every field is optional and safe to show to whoever asked. */
export interface RefusalDetail {
  /** Milliseconds after which asking again makes sense (`slow_down`, `try_again`, `draining`). */
  retryInMs?: number;
  /** The field that was refused, as a dotted path (`bad_payload`, `phone_number`). */
  field?: string;
  /** The entry id at which an append stopped; the request that stands (`call_stands`). */
  id?: string;
  /** First name of the colleague who was faster (`already_taken`). */
  by?: string;
  /** Why a number was refused (`phone_number`); `code`: it has no country code, and nothing told its country. */
  reason?: 'invalid' | 'country' | 'code';
}

export interface RefusalError extends RefusalDetail {
  code: RefusalCode;
  /** English, for logs and for people who write clients; shoppers read the widget's own words. */
  message: string;
}

/** An expected no, as it travels. */
export interface Refusal {
  ok: false;
  error: RefusalError;
}

/** What every command and route answers. `now` is the store's clock in UTC ms. */
export type Answer<T> = ({ ok: true; now: number } & T) | Refusal;

/** Makes a refusal: the code, its sentence, and what else may be said. */
export function refuse(code: RefusalCode, detail: RefusalDetail = {}): Refusal {
  return { ok: false, error: { code, message: REFUSALS[code], ...detail } };
}
