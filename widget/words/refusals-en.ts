import type { RefusalCode } from '../../protocol/refusals.ts';
import type { CallRefusal } from './call-en.ts';

const ended = 'This conversation has ended. Your words are kept here until you send them anew.';
const changed = 'This has changed in the meantime. Please look again.';
const ours = 'Something went wrong on our side. Please try again.';
const reload = 'This page has grown old. Please reload it.';

/** What most people never read, a sentence for a refusal; what is said to a call, or whenever we are not reached, comes with the other words. */
export type Refusals = Record<Exclude<RefusalCode, CallRefusal | Unreached>, string>;
export type Unreached = 'relay_too_old' | 'try_again' | 'draining';

export const refusals: Refusals = {
  bad_payload: 'This could not be read. Please look at it again.',
  too_large: 'This is too long to be sent at once.',
  no_ack: ours,
  unknown_event: ours,
  not_signed_in: ended,
  signed_out: ended,
  wrong_credentials: ended,
  link_spent: ended,
  slow_down: 'A moment, please, before you try again.',
  not_found: ended,
  conflict: changed,
  already_taken: changed,
  expired: changed,
  new_words: changed,
  no_room: changed,
  not_open: changed,
  blocked: 'We cannot take messages here. Please call the boutique.',
  erased: 'This conversation was removed.',
  origin: 'We cannot be reached from this page.',
  too_old: reload,
  unexpected: ours,
};
