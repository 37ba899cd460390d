import type { No, NoCode } from '../reply.ts';

export const SENTENCES: Readonly<Record<NoCode, string>> = {
  bad_payload: 'That could not be read. Check what you wrote.',
  too_large: 'That is too long to send in one piece. Split it in two.',
  no_ack: 'That did not reach the house. Reload this page.',
  unknown_event: 'This page is older than the house’s relay. Reload it.',
  not_signed_in: 'Sign in first.',
  signed_out: 'You have been signed out. Sign in again.',
  wrong_credentials: 'E-mail and password do not go together.',
  link_spent: 'This link has been used or has run out. Ask whoever gave it to you for a new one.',
  slow_down: 'Too many at once. Try again in a moment.',
  not_found: 'There is nothing here for you.',
  conflict: 'These words were sent before in another form. Copy them and send them anew.',
  already_taken: 'A colleague has it already.',
  expired: 'The time to answer has run out.',
  new_words: 'The client has written since. Read it, then press Done again.',
  no_room: 'You have as many as you take at once. When one is done, try again.',
  not_open: 'This request has ended or changed.',
  phone_number: 'This is not a number that the house may call.',
  call_not_possible: 'This call cannot be arranged.',
  call_stands: 'A call to this client is promised already.',
  slot_taken: 'This time has been taken.',
  slot_closed: 'This time cannot be promised.',
  no_time: 'No time for a call can be promised.',
  blocked: 'The house does not write to this client.',
  erased: 'This conversation was removed at the client’s wish.',
  origin: 'This address is not one of the house. Open the console from its own address.',
  too_old: 'This page is older than the house’s relay. Reload it.',
  relay_too_old: 'The house’s relay is older than this page. Tell your manager.',
  try_again: 'Not taken yet. Try again.',
  draining: 'The house’s relay is restarting. Try again in a moment.',
  unexpected: 'Something went wrong on our side. Try again.',
  unreachable: 'The house cannot be reached. Check this device’s network.',
};

/** A refusal as she reads it, with the seconds where waiting helps and the colleague who was faster. */
export function refusalWords(no: NoCode | (Pick<No, 'code'> & { retryInMs?: number; by?: string })): string {
  if (typeof no === 'string') return SENTENCES[no] ?? SENTENCES.unexpected;
  if (no.code === 'slow_down' && no.retryInMs) {
    return `Too many at once. Try again in ${inSeconds(no.retryInMs)}.`;
  }
  if (no.code === 'already_taken' && no.by) return `${no.by} was faster and has it.`;
  return SENTENCES[no.code] ?? SENTENCES.unexpected;
}

function inSeconds(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
