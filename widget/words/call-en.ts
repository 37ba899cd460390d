import type { RefusalCode } from '../../protocol/refusals.ts';
import { both, words as first } from './en.ts';

export const words = {
  phone: 'Phone',
  phoneHint: 'As you would dial it, or with the country code.',
  nameMissing: 'Please tell us your name.',
  phoneMissing: 'Please give us the number to call.',
  when: 'When',
  asapNext: 'We call as soon as one of us is free.',
  asapFrom: (there: string, yours: string | null) => `A call from about ${both(there, yours)}.`,
  noCall: 'Write to us instead; nothing needs to be said twice.',
  from: 'From',
  noSlots: 'Times cannot be shown just now. You may still ask for a call as soon as possible.',
  slotThere: (time: string, city: string) => `${time} in ${city}`,
  askCall: 'Ask for the call',
  callBy: (who: string) => `${who} calls you`,
  callUnpromised: 'Your call',
  callAsap: (time: string | null) => (time ? `as soon as possible, from ${time}` : 'as soon as possible'),
  callNever: (house: string) =>
    `Nobody at ${house} speaks your language any more, so this call can no longer be promised.`,
  callSlot: (day: string, from: string, to: string) => `${day}, between ${from} and ${to}`,
  callThere: (time: string, city: string) => `${time} in ${city}`,
  callMissed: (name: string | null, rang: string | null, next: string) =>
    `${name ?? 'We'} rang${rang ? ` at ${rang}` : ''} and did not reach you. We try again at ${next}. Another time?`,
  callTo: 'On ',
  callsFrom: (phone: string) => `The call comes from ${phone}.`,
  callSoon: 'in a moment',
  change: 'You may change it here, from this browser.',
  move: 'Another time',
  moveTo: 'Move the call',
  stay: 'Leave it as it is',
  withdraw: 'I no longer need the call',
  withdrawn: 'The call is withdrawn. Nobody will ring.',
  gaveUp: 'We could not reach you by telephone. Write here whenever you like.',
  lost: 'Your call can no longer be changed from this browser.',
  write: 'Write instead',
  refusals: {
    phone_number: 'This is not a number that we can call.',
    call_not_possible: 'This call cannot be arranged. You may write to us instead.',
    call_stands: 'A call is promised to you already. You may give it another time.',
    slot_taken: 'This time has just been taken. Please choose another.',
    no_time: first.noTime,
    slot_closed: 'We cannot promise this time. Please choose another.',
  } satisfies Partial<Record<RefusalCode, string>>,
};

/** Every word of the callback. Another language is a file of this shape. */
export type CallWords = typeof words;
export type CallRefusal = keyof CallWords['refusals'];
