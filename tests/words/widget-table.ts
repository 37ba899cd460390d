import type { CallWords } from '../../widget/words/call-en.ts';
import type { RefusedWords } from '../../widget/words/call-refused.ts';
import type { Words } from '../../widget/words/en.ts';
import type { Refusals } from '../../widget/words/refusals-en.ts';
import { type Row, type Rows, row, testsIn } from './row.ts';

const sheet = testsIn('widget/sheet.test.tsx');
const states = testsIn('words/sheet-states.test.tsx');
const log = states('the log says what happened as past, and who is with her only while she is');
const progress = states('her words say how far they have come, and are kept while they cannot go');
const why = states('why her words did not go is said behind the composer');
const line = states('that she is not connected is said while it is tried again, and never where it is not');
const forgetting = states('forgetting asks once, says what stays, and says that it is done once nothing is left');
const whose = states('the sheet says whose it is, what goes along, and who is asked to write');
const counted = states('an associate who writes is named while she does, and what is unread is counted');
const waiting = states('while she waits she reads what is so this moment, and only a promise outlasts the line');
const present = states('those who are there are shown as there, and nobody is where nobody is');
const offered = states('a call is offered at the welcome unless it is known that nobody can make it, which is said');
const noes = states(
  'every no of the relay has its sentence in both languages, without the words that the house does not use',
);
const callStates = testsIn('words/call-states.test.tsx');
const form = callStates('the form says from where it is called, by whose clock, and what it cannot show');
const untaken = callStates('why a call was not taken is said in the form');
const stands = callStates('a call that stands says who, when by both clocks, and on which number, while that is so');
const missed = callStates('a call that was not answered says so, and its next try while that is to come');
const copied = states('her words are said to be copied once they are');
const names = sheet('Y15: its names are the words that it shows, and each choice says what it means');
const composer = sheet('the composer is there at once, with focus, before anything else has arrived');
const asked = sheet('while a person is asked she is told whom, and may be called instead');
const notSent = sheet('Y07: what was not sent keeps its text, says why, and Retry is the next stop behind the field');
const confirmed = sheet('is asked for, confirmed by house and time, moved and withdrawn');
const same = sheet('says who is there in the same words on the welcome and on the call form (case 20)');
const never = sheet('where no call can be promised it says why, and she may write (case 22)');
const waits = sheet('while nobody comes she reads by when she is answered, or that it cannot be promised');
const unmade = sheet('a call is named and numbered only where that is sure, and one that nobody can make is told');
const firstError = sheet('Y17: focus goes to the first error, which is said beside its field and bound to it');
const wakes = sheet(
  'that stands is looked at again when the page wakes: who calls is named, and who did not reach her',
);

const instead = sheet('a call that cannot be asked for offers to write instead');

/** When each sentence that a shopper reads is true, where it stands, and the test that shows it there. */
export const spoken = {
  talk: row('Always.', 'launcher’s and sheet’s name', names),
  close: row('Always.', 'sheet’s head', names),
  back: row('A view is open.', 'sheet’s head', whose),
  chat: row('The house has live chat.', 'welcome', names),
  chatOpen: row('She has written before and nothing is unread.', 'welcome', counted),
  callback: row('The house calls back, and it is not known that nobody can.', 'welcome, call form', offered),
  callbackLine: row('As above, and no call stands.', 'welcome', offered),
  here: row('Those below are there this moment.', 'welcome', present),
  askFor: row('The person may be asked for.', 'welcome', names),
  product: row('The page shows that product.', 'welcome', whose),
  productAlong: row(
    'No conversation is known in this browser: the product goes with her first words.',
    'empty conversation',
    whose,
  ),
  remove: row('The product goes along unless she takes it off.', 'product card', whose),
  conversation: row('Always.', 'log', composer),
  message: row('Always.', 'composer', composer),
  send: row('Always.', 'composer', composer),
  name: row('She has not written yet; or asks for a call.', 'composer, call form', firstError),
  optional: row('As above, in the conversation.', 'composer', whose),
  greeting: row('No conversation is known in this browser.', 'welcome, conversation', whose),
  readBy: row('The house is known.', 'under composer and form', whose),
  privacy: row('The house has a notice at an address.', 'under composer and form', whose),
  you: row('The words are hers.', 'log', log),
  kept: row('The line has been gone for longer than a moment, and comes back by itself.', 'log', progress),
  sending: row(
    'The relay has not acknowledged it, and it is on its way.',
    'log',
    sheet('P04: nothing is stored until she sends'),
  ),
  sent: row('The relay has it.', 'log', progress),
  delivered: row('A device of an associate has it.', 'log', progress),
  read: row('An associate has had it before her eyes.', 'log', progress),
  notSent: row('Refused for good.', 'log, behind the composer', notSent),
  retry: row('Refused for good, or something could not be fetched.', 'behind the composer, top', notSent),
  copy: row('Refused for good.', 'behind the composer', notSent),
  copied: row('Her words lie on the clipboard.', 'read aloud', copied),
  tooLong: row('What she writes is so much over the limit.', 'composer', whose),
  earlier: row('Entries older than the first one shown exist.', 'log', log),
  typing: row('Told within six seconds.', 'log', counted),
  answered: row(
    'That associate wrote last of those whose words she has not seen.',
    'welcome, launcher, foot of the log while she reads above',
    counted,
  ),
  lost: row('The line is gone, or the code that opens it; it is tried again by itself.', 'above the composer', line),
  finding: row('Her request waits, nobody is being asked this moment, and the line stands.', 'conversation', waiting),
  asking: row(
    'Those people are being asked this moment; one of whom the log tells that she could not go on, again.',
    'conversation',
    asked,
  ),
  slow: row(
    'The bound of the wait has passed; a call is named only where the house calls and none stands.',
    'conversation',
    waiting,
  ),
  answersBy: row('Each is with a client; that place answers by then.', 'conversation', waits),
  leftUntil: row('A message left is promised an answer by then, and then has not come.', 'conversation', waiting),
  left: row('A message left stands without a time.', 'conversation', waits),
  leftNever: row('Nobody of the house speaks her language; no answer is promised.', 'conversation', waits),
  away: row(
    'Whoever holds it was silent or went, and the line stands; a call is named as above.',
    'conversation',
    waiting,
  ),
  callInstead: row('She waits, the house calls back, and it is not known that nobody can.', 'conversation', waiting),
  leaveMessage: row('The bound of the wait has passed.', 'conversation', asked),
  joined: row('That person took her live request, holds it still, is not away, and the line stands.', 'log', log),
  took: row('That person took her request: held it then, whether she does now or not.', 'log', log),
  wentOn: row('That person held it no more, by whatever cause.', 'log', log),
  ended: row('Her request was done.', 'log', log),
  withdrawnCall: row('She took her call back.', 'log', log),
  calledYou: row('A call was marked as answered.', 'log, call view', wakes),
  missedCall: row('A call was marked as not answered; the next try is then.', 'log', log),
  struck: row('The body was removed.', 'log', log),
  asap: row(
    'A call at once may be asked for.',
    'call form, log',
    sheet('the first time is as soon as possible, slots follow; it opens no socket'),
  ),
  promisedCall: row('A call was promised for then.', 'log, welcome', log),
  movedCall: row('A call got another time.', 'log', log),
  forget: row(
    'There is a conversation.',
    'conversation, call view',
    sheet('P06: end and forget leaves nothing here and ends the token at the relay'),
  ),
  forgetAsk: row('She pressed it once.', 'conversation, call view', forgetting),
  callStands: row(
    'As above, and a call is promised, which forgetting does not end.',
    'conversation, call view',
    forgetting,
  ),
  keep: row('As above.', 'conversation, call view', forgetting),
  forgotten: row(
    'Nothing of it is left in this browser, and she has chosen nothing since.',
    'sheet’s top, read aloud',
    forgetting,
  ),
  again: row('The relay was not reached, took nothing, or restarts.', 'call form, top', line),
  noTime: row('No hour suits both, or nobody speaks her language.', 'call form, welcome', never),
  there: {
    free: row('Somebody can be rung this moment.', 'welcome, call form', names),
    with_clients: row('They are here, and each is with somebody.', 'welcome, call form, conversation', same),
    nobody_here: row('The place is open and nobody of it can be reached.', 'welcome, call form', same),
    closed: row(
      'The place is closed.',
      'welcome, call form',
      sheet('T11: when nobody is free, Live chat stands with who answers and from when'),
    ),
    untold: row('Nothing is known of who is there.', 'welcome', same),
    hours: row('No place of the house opens soon enough.', 'welcome, call form', same),
    night: row('Whenever a place is open, it is night with her.', 'call form', same),
    language: row('Nobody of the house speaks her language.', 'welcome, call form', same),
  },
} satisfies Rows<Words>;

/** The call's words. */
export const ofCalls = {
  phone: row('Always.', 'call form', firstError),
  phoneHint: row('No number is refused.', 'call form', form),
  nameMissing: row('She asked without a name.', 'call form', firstError),
  phoneMissing: row('She asked without a number.', 'call form', firstError),
  when: row('Always.', 'call form', sheet('the first time is as soon as possible, slots follow; it opens no socket')),
  asapNext: row('Each is with a client, or nothing is known of who is there.', 'call form', same),
  asapFrom: row('The first call is from then.', 'call form', same),
  noCall: row('No call can be promised, since it is night with her.', 'call form', never),
  from: row('The house has several places that call.', 'call form', form),
  noSlots: row('The times could not be fetched.', 'call form', form),
  slotThere: row('The place’s clock shows another time.', 'call form', form),
  askCall: row('No call stands.', 'call form', firstError),
  callBy: row('That person has it; or somebody of the house calls.', 'call view', wakes),
  callUnpromised: row('Nobody of the house can make it any more.', 'call view', unmade),
  callNever: row('Nobody of the house can make it any more.', 'call view', unmade),
  callAsap: row('The call is due from then, or overdue.', 'call view, welcome', stands),
  callSlot: row('The call is due between then and then, which is not past.', 'call view, welcome', confirmed),
  callThere: row('The call’s time has not come, and the place’s clock shows another.', 'call view', stands),
  callMissed: row('The last try was not answered; the next one is then, and then has not come.', 'call view', missed),
  callTo: row('The number is known.', 'call view', stands),
  callsFrom: row('Whoever has the call calls from that number.', 'call view', unmade),
  callSoon: row('Somebody has taken the call that was asked for at once.', 'call view', stands),
  change: row('A call stands.', 'call view', stands),
  move: row('A call stands.', 'call view', confirmed),
  moveTo: row('She gives it another time.', 'call form', confirmed),
  stay: row('As above.', 'call form', confirmed),
  withdraw: row('A call stands.', 'call view', confirmed),
  withdrawn: row('She took it back.', 'call view', confirmed),
  gaveUp: row('The tries are spent.', 'call view', missed),
  lost: row('Her session is over, and a call stood under it.', 'call view', missed),
  write: row('A call stands, or could not be asked for.', 'call view, call form', instead),
  refusals: {
    phone_number: row(
      'The number is none, or may not be called.',
      'call form',
      sheet('a number that may not be called is refused beside the field, with nothing retyped'),
    ),
    slot_taken: row('Somebody else has this time.', 'call form', untaken),
    no_time: row('No hour suits both, or nobody speaks her language.', 'call form', never),
    slot_closed: row('The house cannot keep this time.', 'call form', untaken),
    call_not_possible: row(
      'The house does not call: a premium number, a session it takes nothing from, or a limit is met.',
      'call form',
      sheet('a call that is not possible offers to write instead, and says no more'),
    ),
    call_stands: row(
      'A call of hers stands, asked for elsewhere.',
      'call form, until it is shown',
      sheet('a call that stands already, asked for in another tab, is shown to be moved'),
    ),
  },
} satisfies Rows<CallWords>;

/** Of what else was refused. */
export const inRefusals = {
  bad_payload: row('The relay could not read it.', 'behind the composer, call form', why),
  too_large: row('It is over what one call takes.', 'behind the composer', why),
  no_ack: row('A fault of ours.', 'behind the composer, call form', why),
  unknown_event: row('A fault of ours.', 'behind the composer, call form', why),
  not_signed_in: row('Her session is gone.', 'behind the composer', why),
  signed_out: row('Her session is gone.', 'behind the composer', why),
  wrong_credentials: row('No command of a shopper is refused so.', 'nowhere', noes),
  link_spent: row('No command of a shopper is refused so.', 'nowhere', noes),
  slow_down: row('Too many at once.', 'behind the composer, call form', untaken),
  not_found: row('Her conversation is gone.', 'behind the composer', why),
  conflict: row('Something has changed meanwhile.', 'behind the composer, call form', why),
  already_taken: row('No command of a shopper is refused so.', 'nowhere', noes),
  expired: row('No command of a shopper is refused so.', 'nowhere', noes),
  new_words: row('No command of a shopper is refused so.', 'nowhere', noes),
  no_room: row('No command of a shopper is refused so.', 'nowhere', noes),
  not_open: row('The request has ended meanwhile.', 'call form', untaken),
  blocked: row('The house takes nothing from her.', 'behind the composer, call form', notSent),
  erased: row('The conversation was removed.', 'behind the composer', why),
  origin: row('The page is not one of the house.', 'behind the composer, call form', line),
  too_old: row('The page’s widget is older than the relay.', 'behind the composer, call form', why),
  unexpected: row('A fault of ours.', 'behind the composer, call form', why),
} satisfies Rows<Refusals>;

const country = sheet('case 23: a number whose country nothing tells is asked for it, and taken once she says it');

/** Of an ask for a call that was refused: what most never hear. */
export const ofRefused = {
  code: row('The number has no country code, and neither she nor her zone told its country.', 'call form', country),
  country: row('As above, and until the form is left.', 'call form', country),
  choose: row('She has not chosen.', 'country field', country),
  foreign: row(
    'The house lists its countries, and this is none of them.',
    'call form',
    sheet('a number of a country that the house does not call is said to be one'),
  ),
} satisfies Rows<RefusedWords>;

const loader = testsIn('widget/loader.test.ts');

/** What stands on the page before she acts: language by language, the second word and the third. */
export const onThePage = {
  talk: row(
    'Always: the launcher’s name.',
    'launcher',
    loader('P04: paints one button and asks who is there, without credentials, referrer, cookie or storage'),
  ),
  sorry: row(
    'She pressed, and the app could not be fetched; until she presses again.',
    'above the launcher',
    loader('E02: where the app cannot be fetched, twice, it says so beside the button and may be tried again'),
  ),
} satisfies Record<'talk' | 'sorry', Row>;
