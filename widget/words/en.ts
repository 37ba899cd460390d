import type { Never, There } from '../../protocol/there.ts';

export const both = (there: string, yours: string | null) => (yours ? `${there}, your ${yours}` : there);

const by = (place: string, there = '', yours: string | null = null) =>
  `Write, and ${place} answers by ${both(there, yours)}; you will find it here.`;

/** Its kinds, and why never. */
export type ThereSaid = Exclude<There['kind'], 'never'> | Never;
type Said = (place: string, there?: string, yours?: string | null) => string;

/** Who is there, the same on every screen; and what comes of writing now. */
const there: Record<ThereSaid, readonly [who: (place: string) => string, write: Said]> = {
  free: [() => 'Somebody is free now.', () => 'Write, and a person answers.'],
  with_clients: [() => 'Everybody is with a client just now.', by],
  nobody_here: [() => 'Nobody is free just now.', by],
  closed: [
    (place) => `${place} is closed just now.`,
    (_, there = '', yours = null) => `Write, and it answers from ${both(there, yours)}; you will find it here.`,
  ],
  untold: [() => '', () => 'Write; a person answers as soon as one is free.'],
  hours: [() => 'We cannot name an hour just now.', () => 'Write; you will find the answer here.'],
  night: [() => 'No time of day suits both: while we are open, it is night with you.', () => ''],
  language: [
    (house) => `Nobody at ${house} speaks the language of this page.`,
    () => 'You may write all the same; an answer is not promised.',
  ],
};

export const words = {
  talk: 'Talk to an associate',
  close: 'Close',
  back: 'Back',
  chat: 'Live chat',
  chatOpen: 'Go on where you left off.',
  callback: 'Call me back',
  callbackLine: 'As soon as possible, or at a time that suits you.',
  here: 'Here for you now',
  askFor: 'Ask for',
  product: 'You are looking at',
  productAlong: 'Goes with your words',
  remove: (name: string) => `Leave out ${name}`,
  conversation: 'Conversation',
  message: 'Message',
  send: 'Send',
  name: 'Your name',
  optional: 'if you like',
  greeting: 'What may we do for you?',
  readBy: (house: string) => `Read by the associates of ${house}.`,
  privacy: 'Privacy',
  you: 'You',
  kept: 'Kept',
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  notSent: 'Not sent',
  retry: 'Retry',
  copy: 'Copy',
  copied: 'Copied',
  tooLong: (over: number) => `Too long by ${over} character${over === 1 ? '' : 's'}.`,
  earlier: 'Earlier words',
  typing: (name: string) => `${name} is writing`,
  answered: (name: string) => `${name} has answered`,
  lost: 'You are not connected. What you write is kept and sent when you are back.',
  finding: 'We are finding somebody for you.',
  asking: (people: string[], place: string, again = false) =>
    people.length === 1
      ? `We are asking ${people[0]} in ${place}${again ? ' again' : ''}.`
      : `We are asking ${['no', 'one', 'two', 'three', 'four', 'five'][people.length] ?? people.length} colleagues.`,
  slow: (callable: boolean) =>
    `This is taking longer than it should. Stay, ${callable ? 'be called, ' : ''}or let us write to you: nothing needs retyping.`,
  answersBy: (place: string, there: string, yours: string | null) =>
    `${place} answers by ${both(there, yours)}; you will find it here.`,
  leftUntil: (place: string, there: string, yours: string | null) =>
    `Your message is with ${place}. You have an answer here by ${both(there, yours)}.`,
  left: 'Your message is with us. You will find the answer here.',
  leftNever: (house: string, language: string) =>
    `${house} has your words. Nobody there writes ${language}, so an answer is not promised; if there is one, you find it here.`,
  away: (name: string, callable: boolean) =>
    `${name} has been called away for a moment.${callable ? ' Stay, or be called.' : ''}`,
  callInstead: 'Call me instead',
  leaveMessage: 'Answer me in writing',
  joined: (name: string) => `${name} is with you`,
  took: (name: string) => `${name} took your request`,
  wentOn: (name: string) => `${name} could not go on.`,
  ended: 'The conversation rests here. Write whenever you like.',
  withdrawnCall: 'The call was withdrawn.',
  calledYou: 'We spoke on the telephone.',
  missedCall: (time: string | null) => `We rang and did not reach you.${time ? ` Next try: ${time}.` : ''}`,
  struck: 'Removed.',
  asap: 'As soon as possible',
  promisedCall: (time: string) => `A call was promised · ${time}`,
  movedCall: (time: string) => `The call was moved · ${time}`,
  forget: 'End and forget',
  forgetAsk: 'End this conversation and forget it in this browser? Whoever comes next will see nothing of it.',
  callStands: 'The call that was promised to you stands.',
  keep: 'Keep it',
  forgotten: 'Forgotten. Nothing of it is left in this browser.',
  again: 'We could not be reached. Please try again.',
  noTime: 'We cannot promise a call. Please write to us instead.',
  there,
};

/** Every word that a shopper reads before she asks for a call. Another language is a file of this shape. */
export type Words = typeof words;
