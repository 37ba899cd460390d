import type { words } from '../../console/words/en.ts';
import type { happenings } from '../../console/words/happenings.ts';
import type { REPLIES } from '../../console/words/quick-replies.ts';
import type { SENTENCES } from '../../console/words/refusals.ts';
import type { signedOut } from '../../console/words/signed-out.ts';
import type * as times from '../../console/words/times.ts';
import { type Rows, row, testsIn } from './row.ts';

const views = testsIn('console/views.test.tsx');
const desks = testsIn('words/desk-states.test.tsx');
const threads = testsIn('words/thread-states.test.tsx');
const screens = testsIn('words/screen-states.test.tsx');
const log = testsIn('words/happenings.test.ts');

const bar = desks('the bar says what has become of the line, and nothing while it stands');
const switchSays = desks('the switch says each of its sentences in its own state and in no other');
const home = desks('Home says what waits for her, and calm only while it knows');
const greeting = desks('Home greets by the clock of her place, and names its lists');
const ring = desks('a ring says why she is asked, for what and by when');
const ringEnd = desks('how a ring ended is said as it ended: taken, run out, or no longer asked');
const ways = desks('the ways to go have their names and counts, and the tab its title');
const closed = threads('who may not write is told who has it, and only whom the next word waits for is told that');
const taking = threads('what nobody has in hand, or a colleague leaves, is taken where it is read');
const composer = threads('the composer says why nothing goes, and for as long as it is so');
const progress = threads('her words say how far they have come, and why they have not gone');
const thread = threads('the log says what it holds, who writes, and that she is waited for');
const call = threads('a call says when it is due, how often it was tried, and how it ended, to whoever reads it');
const copied = threads('a number is said to be copied once it is');
const card = threads('the client’s card says what the house was told, and what was not');
const list = threads('a list says of each thread whose it is, since when it waits, and its last words');
const byHand = views('a promise that nobody can keep stands to be taken by hand, and taking it leads to its thread');
const kept = views('promises that have ended stand with how and when, the latest first');
const promised = screens('the promises say what is owed, to whom, by when and by whom');
const herself = screens('herself: what each choice does, and what leaving would take with it');
const shortcuts = screens('the shortcuts are said to be off where they are');
const threw = screens('a view that threw says so, and that the rest goes on');
const signIn = screens('the sign-in says why she stands there');
const left = screens('she is told that she is signed out once the relay has heard it, and not before');
const invitation = screens(
  'a no before she is signed in goes once what it was about is corrected, or its time is over',
);
const restarts = testsIn('console/link.test.ts')(
  'a relay that does not come back in time is a lost line, and no longer a moment',
);
const rests = testsIn('console/link.test.ts')(
  'a page that was let go since too many are open is not said to meet a restart',
);
const unreachable = screens('a house out of reach is said where the desk would be');
const took = log('who took it and who has it no longer is said of her as of others, whatever the cause');
const promise = log('a promise is said with its time, at once as such, and moved with its new one');
const ends = log('each end has its own words');
const calls = log('a call is said to be answered, or not, by whom it was made, with the next try where there is one');
const lines = log('what the house told the client names whom it was about, whoever reads it');

const asksKindly = views('asks kindly after a missed offer, and one tap answers');
const incoming = views('is an alertdialog with who, language, product, place, wait and words, and its two answers');
const ofThread = views('is a log named Conversation with Message, Send and Done');
const leaving = views('C11: signing out asks about words that were not sent, and leaves nothing behind');
const fields = views('has the fields and the button by the names that people say');
const ofCall = views('a call has its number to press, Reached and No answer, and no Done');

/** When each sentence of the desk is true, where it stands, and the test that shows it there. */
export const desk = {
  product: row('Always: the thing’s name.', 'signed out, tab’s title', signIn),
  client: row('The client gave no name, or the screen is discreet.', 'lists, thread, ring, tab’s title', thread),
  theClient: row('The client who writes gave no name.', 'under the log', thread),
  you: row(
    'The words beside it are hers, from whichever of her devices.',
    'log',
    threads('her own words stand under You, those of others under their names'),
  ),
  nav: {
    label: row('Always.', 'navigation', ways),
    home: row('Always: the way there, and that screen’s title.', 'navigation, tab’s title', ways),
    conversations: row('Always: the way there, and that screen’s title.', 'navigation, tab’s title', ways),
    promises: row('Always: the way there, and that screen’s title.', 'navigation, tab’s title', ways),
    you: row('Always: the way there, and that screen’s title.', 'navigation, tab’s title', ways),
    unread: row('So many messages of clients lie beyond what she has read.', 'navigation, lists', ways),
    owed: row('So many promises within her reach are past their time and open.', 'navigation', ways),
    skip: row('Always.', 'frame', ways),
  },
  link: {
    connecting: row('No line has stood yet, and none was refused or lost.', 'bar, signed out', bar),
    open: row('The line stands: nothing is said.', 'bar', bar),
    lost: row('The line is gone and comes back by itself; what she writes is kept in this browser.', 'bar', bar),
    closing: row('The relay said that it restarts, and its time for that is not long over.', 'bar', restarts),
    resting: row('The relay said that too many of hers are open; its time for that is not long over.', 'bar', rests),
    too_old: row('Page and relay speak different protocols, whichever is the older.', 'bar', bar),
    ended: row('Her session has ended: the sign-in stands instead.', 'bar', bar),
  },
  fault: row('A view threw; the rest of the desk stands.', 'in that view’s place', threw),
  reload: row('Page and relay speak different protocols.', 'bar', bar),
  tryNow: row('The line is gone, or rests.', 'bar', bar),
  available: {
    name: row('Always.', 'switch', views('is one switch; the tap unlocks the ring and plays it once')),
    on: row('Available, with a seat free, the line open, and the page may sound.', 'under the switch', switchSays),
    silent: row('As above, but the browser lets the page sound only after a touch.', 'under the switch', switchSays),
    off: row('She has not said that she is available, or was set away.', 'under the switch', switchSays),
    full: row('Every seat of hers is taken, by what she holds or by what rings.', 'under the switch', switchSays),
    away: row(
      'She says available and is passed over: until she answers, or her lease stands.',
      'under the switch',
      switchSays,
    ),
    unreachable: row('She says available and the line is not open.', 'under the switch', switchSays),
    unknown: row('The first snapshot has not come.', 'under the switch', switchSays),
  },
  asked: {
    title: row('The relay waits for her word on whether she is here.', 'under the switch', asksKindly),
    missed: row('As above, because an offer ran out here this moment.', 'under the switch', switchSays),
    lead: row('As above, for whatever cause: meanwhile she is passed over.', 'under the switch', switchSays),
    here: row('As above: she is asked again.', 'under the switch', asksKindly),
    withClient: row('As above: she is switched off.', 'under the switch', switchSays),
  },
  home: {
    title: row('By the clock of her own place.', 'Home', greeting),
    now: row('Always: the list’s name.', 'Home', greeting),
    calm: row('Connected and available, nothing rings, no client waits for her word.', 'Home', home),
    calmOff: row('Connected and not available, no client waits for her word.', 'Home', home),
    calmLost: row('Not connected, and nobody waited when the line went.', 'Home', home),
    rings: row('An offer stands, and no client whom she holds waits.', 'Home', home),
    promises: row('The list’s name; not there where all that is due is asked of her now.', 'Home', greeting),
    noPromises: {
      own: row('She sees her own promises alone, and none is late or due today.', 'Home', home),
      others: row('She sees those of her place or house, and none is late or due today.', 'Home', home),
    },
    conversations: row('The list’s name; not there where all whom she holds stand above.', 'Home', greeting),
    noConversations: row('She holds nothing, and nothing that was done waits for her.', 'Home', home),
    all: row('Always: the way to the whole list.', 'Home', ways),
    waits: row('A client whom she holds has waited so long for her word.', 'Home', home),
    late: row('As above, she has been nudged, and nobody waits longer so.', 'Home', home),
    callNow: row('She holds a call whose time has come.', 'Home', home),
    wroteAgain: row('A client wrote after it was done in her hands, and waits for her first.', 'Home', home),
  },
  incoming: {
    name: row('An offer stands.', 'ring', incoming),
    kinds: {
      chat: row('The request is a live chat.', 'ring, lists', ring),
      callback: row('The request is a call; at Home one that is not due yet.', 'ring, lists, Home', ring),
      left_message: row('The request is a message left.', 'ring, lists', ring),
    },
    accept: row('An offer stands.', 'ring', incoming),
    decline: row('An offer stands.', 'ring', ring),
    waited: row('An offer stands: how long the client waits in this round.', 'ring', incoming),
    language: row('An offer stands.', 'ring', incoming),
    where: row('An offer stands: the client’s clock.', 'ring', incoming),
    place: row('The request is to be answered from that place.', 'ring', ring),
    due: row('A call, or a message left, with a time.', 'ring', ring),
    localTime: row('The client’s clock this moment, where her zone tells it.', 'ring', incoming),
    asap: row('The client asked for a call at once.', 'ring', ring),
    left: row('So many seconds remain by the relay’s clock.', 'ring', views('Y16: the countdown is also text')),
    title: row('An offer stands: that client asks, whomever.', 'tab’s title', incoming),
    why: row('The relay gave reasons, and the screen is not discreet.', 'ring', ring),
    reasons: {
      own: row('The client chose her before.', 'ring', ring),
      last_holder: row('She held this conversation last.', 'ring', ring),
      asked_for: row('The client asked for her.', 'ring', ring),
      place_asked_for: row('The client asked for the place where she works, of whatever kind.', 'ring', ring),
      expertise: row('She knows the product’s category.', 'ring', ring),
      nearest: row('Her place is the nearest to the client.', 'ring', ring),
      open_now: row('Her place is open.', 'ring', ring),
      least_loaded: row('She holds least of those who could be asked.', 'ring', ring),
      longest_idle: row('She was asked longest ago of those who could be.', 'ring', ring),
    },
    ends: {
      taken: row('A colleague accepted it.', 'below, for six seconds', ringEnd),
      missed: row('The offer’s time ran out.', 'below, for six seconds', ringEnd),
      withdrawn: row('It is asked of her no more, by whatever cause.', 'below, for six seconds', ringEnd),
    },
    dismiss: row('A ring’s end is said.', 'below', ringEnd),
  },
  conversations: {
    title: row('Always.', 'list', list),
    held: row('She holds those below, or their resumption waits for her.', 'list', list),
    earlier: row('She does not hold those below.', 'list', list),
    none: row('The relay has said that she holds and has held none.', 'list', list),
    more: row('The relay has further ones.', 'list', list),
    choose: row('No thread is open, at a desk.', 'pane', list),
    struck: row('The last message was struck.', 'list', list),
    noWords: row('No message has been said.', 'list', list),
    unread: row(
      'Beside a number where the thread is here, alone where its card tells only of its last message.',
      'list',
      list,
    ),
    yours: row('The last message is hers.', 'list', list),
    waits: row('A client whom she holds has waited so long for her word.', 'list', list),
    again: row('Something could not be read, or a view threw.', 'list, thread', list),
  },
  thread: {
    log: row('Always.', 'thread', ofThread),
    message: row('She may write.', 'composer', ofThread),
    send: row('She may write.', 'composer', ofThread),
    done: row('She holds a live chat or a message left.', 'thread', ofThread),
    back: row('Always.', 'thread', thread),
    client: row('Always: the way to the client’s card.', 'thread', thread),
    older: row('Entries older than the first one shown exist.', 'log', thread),
    empty: {
      yours: row('The log has been read, nothing stands in it, and she may write.', 'log', thread),
      others: row('The log has been read, nothing stands in it, and she may not write.', 'log', thread),
    },
    catching: row('The line is open, and the log is being read.', 'composer', composer),
    away: row('The line is not open; her draft is kept in this browser.', 'composer', composer),
    finished: row('Done, and she took it last: the client’s next word is unread to her first.', 'composer', closed),
    over: row('Ended by whatever end, in other hands or none.', 'composer', closed),
    heldBy: row('That colleague holds it, or its resumption waits for her.', 'composer', closed),
    unheld: row('It is open, and nobody holds it.', 'composer', closed),
    typing: row('The client’s widget said so within six seconds.', 'log', thread),
    states: {
      kept: row('The relay has not acknowledged it, and the line is not open.', 'log', progress),
      sending: row('The relay has not acknowledged it, and the line is open.', 'log', progress),
      sent: row('The relay has it.', 'log', progress),
      delivered: row('A device of the client has it.', 'log', progress),
      read: row('The client has had it before her eyes.', 'log', progress),
    },
    refused: row('The relay refused it for good.', 'log', progress),
    retry: row('As above.', 'log', progress),
    copy: row('As above.', 'log', progress),
    remove: row('As above.', 'log', progress),
    quick: row('She may write.', 'composer', closed),
    tooLong: row('What she writes is so much over the limit.', 'composer', composer),
    nudged: row('She holds it and the relay has reminded her of her word.', 'thread', thread),
    placeholder: row('She may write.', 'composer', closed),
    nextTry: row('She rang in vain, and is to ring again.', 'composer', taking),
    ringAgain: row('As above: she does not wait for its time.', 'composer', taking),
    takeOver: row('A colleague was reminded of it and leaves it, and she is a manager.', 'composer', taking),
  },
  card: {
    title: row('Always.', 'client’s card', card),
    language: row('Always.', 'client’s card', card),
    time: row('Her zone tells her clock.', 'client’s card', card),
    nightShort: row('Between 21:00 and 09:00 there, where her zone tells it.', 'thread’s head', card),
    night: row('Between 21:00 and 09:00 there, where her zone tells it.', 'client’s card', card),
    wishes: row('There is a request.', 'client’s card', card),
    wishAssociate: row('The client asked for a person.', 'client’s card', card),
    wishPlace: row('The client asked for a place.', 'client’s card', card),
    wishLanguage: row('The client asked for a language.', 'client’s card', card),
    noWishes: row('The client asked for none of them.', 'client’s card', card),
    product: row('A product stood on the page when the client asked.', 'client’s card', card),
    openedAt: row('There is a request.', 'client’s card', card),
    close: row('Always.', 'client’s card', card),
  },
  call: {
    title: row('The request is a call.', 'thread', call),
    due: row('The call has a time.', 'thread', call),
    asap: row('The call was asked for at once, and may be made now.', 'thread', call),
    asapFrom: row('The call was asked for at once, and may be made from then.', 'thread', call),
    theirs: row('The client’s clock shows another time.', 'thread', call),
    call: row('She holds the call and its number is known.', 'thread', call),
    copy: row('As above, and the browser lets a page copy.', 'thread', copied),
    copied: row('She copied it.', 'thread, log', copied),
    reached: row('She holds the call.', 'thread', ofCall),
    noAnswer: row('She holds the call.', 'thread', ofCall),
    ask: row('She holds the call and has not been nudged.', 'thread', call),
    tries: row('It was tried so often and not answered.', 'thread', call),
    nudged: row(
      'She holds the call and has been nudged; at Home if none is longer over its time.',
      'thread, Home',
      call,
    ),
    next: row('The last try was not answered; the next one is then, and then has not come.', 'thread', call),
    nextNow: row('As above, and its time has come.', 'thread', call),
    spent: row('The tries are spent and a message is left in the call’s place.', 'thread', call),
    wasReached: row('The client was reached, by whomever.', 'thread', call),
    hidden: row('She holds the call, and its number was removed or is none.', 'thread', call),
  },
  promises: {
    title: row('Always.', 'promises', promised),
    owed: row('Those below are past their time and open.', 'promises', promised),
    today: row('Those below are due today by her place’s clock.', 'promises', promised),
    tomorrow: row('Those below are due tomorrow.', 'promises', promised),
    later: row('Those below are due later.', 'promises', promised),
    none: row('Nothing within her reach is open.', 'promises', promised),
    kinds: {
      callback: row('A call.', 'promises', promised),
      left_message: row('An answer in writing.', 'promises, Home', promised),
      word: row('Something that she said herself.', 'promises', promised),
    },
    yours: row('She holds it.', 'promises', promised),
    nobody: row('Nobody holds it.', 'promises', promised),
    holder: row('That colleague holds it.', 'promises, call', promised),
    theirs: row('The client’s clock shows another time.', 'promises', promised),
    late: row('It is so much past its time.', 'promises', promised),
    nextTry: row('A call that was rung in vain, and its next time.', 'promises, Home', promised),
    tries: row('It was tried so often.', 'promises', promised),
    ahead: row('The relay has further ones.', 'promises', promised),
    asap: row('It was asked for at once.', 'promises, log', promised),
    byHand: row('Nobody of the house can keep those below.', 'promises', byHand),
    never: {
      hours: row('No place of the house opens.', 'promises', byHand),
      language: row(
        'Nobody of the house speaks the client’s language, and the client has been told.',
        'promises',
        byHand,
      ),
      night: row('No time suits both.', 'promises', byHand),
    },
    undated: row('No time was promised.', 'promises', byHand),
    take: row('It is open and nobody holds it.', 'promises, composer', taking),
    takeOf: row('As above.', 'promises', byHand),
    ended: row('Those below ended in the last seven days.', 'promises', kept),
    furtherBack: row('The relay has further ones.', 'promises', kept),
    kept: row('It was kept then, before it was marked late.', 'promises', kept),
    keptLate: row('It was kept then, after it was marked late.', 'promises', kept),
    withdrawn: row('The client took it back then.', 'promises', kept),
    givenUp: row('The tries were spent then.', 'promises', kept),
  },
  yourself: {
    sound: row('Always: plays the ring once.', 'You', herself),
    discreet: row('Always.', 'You', herself),
    discreetHelp: row('What a ring leaves out then.', 'You', views('at a counter shows no name, no words, no product')),
    awake: row('The browser can keep the screen lit.', 'You', herself),
    awakeHelp: row('As above: nothing rings a page that the system has put to sleep.', 'You', herself),
    shortcuts: row('Always.', 'You', herself),
    shortcutsHelp: row('What ? does while they are on.', 'You', herself),
    show: row('Always.', 'You', herself),
    signOut: row('Always.', 'You', herself),
    unsent: row('So many of her messages are not acknowledged.', 'You, when she signs out', leaving),
    signOutAnyway: row('As above.', 'You', leaving),
    stay: row('As above.', 'You', herself),
    device: row('Always.', 'You', herself),
    languages: row('Always: by the house file.', 'You', herself),
  },
  shortcuts: {
    title: row('She asked for them.', 'sheet', shortcuts),
    off: row('As above, and single letters do nothing on this device.', 'sheet', shortcuts),
    close: row('As above.', 'sheet', shortcuts),
    keys: row('Each key does what is written beside it.', 'sheet', shortcuts),
  },
  productCard: { open: row('The address is one that may be opened.', 'ring, log, card', card) },
} satisfies Rows<typeof words>;

/** What is read before the desk. */
export const signedOutRows = {
  signIn: {
    title: row('Nobody is signed in.', 'sign-in', signIn),
    lead: row('As above, and nothing is to be said of how it came.', 'sign-in', signIn),
    email: row('As above.', 'sign-in', fields),
    password: row('As above.', 'sign-in', fields),
    button: row('As above.', 'sign-in', fields),
    show: row('The password is hidden.', 'sign-in', signIn),
    hide: row('The password is shown.', 'sign-in', signIn),
    help: row('Always: only the operator makes links, and somebody has handed hers on.', 'sign-in', signIn),
    reasons: {
      first: row('Nothing is to be said of how it came.', 'sign-in', signIn),
      leaving: row('She signed out here and the relay has not heard it: the session lives.', 'sign-in', left),
      left: row('She signed out here, the relay has heard it, and nothing of hers is kept here.', 'sign-in', left),
      signed_out: row('Her session ended, in another tab or by time.', 'sign-in', signIn),
      disabled: row('Her access was ended.', 'sign-in', signIn),
      password: row('Her password was set by a link, wherever.', 'sign-in', signIn),
      invited: row(
        'She set her password here and the browser kept no cookie, or the relay was gone.',
        'sign-in',
        signIn,
      ),
      https_needed: row(
        'She signed in and the browser kept no cookie.',
        'sign-in',
        views('says "https needed" where the browser kept no cookie'),
      ),
    },
  },
  invitation: {
    title: row('She came by a link.', 'invitation', invitation),
    lead: row('As above.', 'invitation', invitation),
    password: row('As above.', 'invitation', invitation),
    button: row('As above.', 'invitation', invitation),
    tooShort: row('She tried, and so many characters are missing still.', 'invitation', invitation),
    elsewhere: row('The link is spent.', 'invitation', invitation),
  },
  unreachable: {
    title: row('The relay was not reached when the page came.', 'signed out', unreachable),
    lead: row('As above.', 'signed out', unreachable),
    button: row('As above.', 'signed out', unreachable),
  },
} satisfies Rows<typeof signedOut>;

/** What happened in a thread, told as past. */
export const happened = {
  assigned: row('That colleague took the request.', 'log', took),
  assignedYou: row('She took the request.', 'log', took),
  left: row('That colleague held it no more: silent, gone, or of the house no more.', 'log', took),
  leftYou: row('She held it no more, by the same causes.', 'log', took),
  promisedCall: row('A call was promised for then.', 'log', promise),
  promisedCallAsap: row('A call was promised at once.', 'log', promise),
  promisedAnswer: row('An answer was promised by then.', 'log', promise),
  moved: row('The call got another time.', 'log', promise),
  withdrawn: {
    chat: row('The client took a live ask back, or left for good.', 'log', ends),
    callback: row('The client took a call back.', 'log, call', ends),
    left_message: row('The client took a message left back, or left for good.', 'log', ends),
  },
  reached: row('That colleague, or one who is not named, held the call and said so.', 'log', calls),
  reachedYou: row('She held the call and said so.', 'log', calls),
  noAnswer: row('As above; the next try was set for then, or none is left.', 'log', calls),
  noAnswerYou: row('She held the call and said so; the next try as above.', 'log', calls),
  done: {
    holder: row('Its holder said so.', 'log', ends),
    quiet: row('Nobody wrote for the policy’s time.', 'log', ends),
    reached: row('Its holder said of the call that she reached the client.', 'log', ends),
  },
  resumed: row('The client wrote after it was done.', 'log', ends),
  lines: {
    nobody_free: row('The house said so to the client then.', 'log', lines),
    slow: row('The house said so to the client then.', 'log', lines),
    away: row('The house said so to the client then, of that colleague.', 'log', lines),
    call_missed: row('The house said so to the client then.', 'log', lines),
    given_up: row('The house said so to the client then.', 'log', lines),
  },
  struck: {
    erased: row('The body was removed at the client’s wish, as the entry of the strike says.', 'log', thread),
    retention: row('The body was removed by the house’s own term, as that entry says.', 'log', thread),
    taken_back: row('Its author took it back, as that entry says.', 'log', thread),
    unknown: row('The body was removed, and that entry is not here.', 'log', thread),
  },
} satisfies Rows<typeof happenings>;

const commands = testsIn('wire/every-command.test.ts');
const hostile = testsIn('wire/hostile.test.ts');
const delivery = testsIn('wire/delivery.test.ts');
const routes = testsIn('http/every-route.test.ts');
const consoleRoutes = testsIn('http/console.test.ts');
const outbox = testsIn('console/outbox.test.ts');
const noes = log('every no has a sentence of its own, without the words that the house does not use');
const rings = testsIn('console/ring.test.ts');
const sessions = testsIn('console/session.test.ts');

/** The noes, where each is told. */
export const refused = {
  bad_payload: row(
    'The relay could not read it.',
    'thread',
    commands('A08: malformed in every way, and it answers with a code'),
  ),
  too_large: row(
    'What she wrote is over the limit, here or at the relay.',
    'thread',
    outbox('words too long to travel are refused before they are queued'),
  ),
  no_ack: row(
    'A command went without a way to answer: the page is broken.',
    'thread',
    commands('A08: without an acknowledgement it is not carried out, and that is said'),
  ),
  unknown_event: row(
    'The relay does not know the command: it is newer than the page.',
    'thread',
    hostile('A06: a shopper’s token commands nothing of the console, and a desk nothing of a shopper’s'),
  ),
  not_signed_in: row('No session came along.', 'sign-in, thread', consoleRoutes('is nothing without its whole secret')),
  signed_out: row('The session has ended.', 'sign-in, thread', consoleRoutes('runs out when it is not used')),
  wrong_credentials: row(
    'No such person, a wrong password, no password yet, or one of the house no more.',
    'sign-in',
    consoleRoutes('C01: has one answer for a wrong password, an unknown person, one not invited and one removed'),
  ),
  link_spent: row(
    'A link was used, has run out, or a later one was made.',
    'invitation',
    consoleRoutes('is void after seven days, and when a later one is made'),
  ),
  slow_down: row(
    'More than the rate limit allows.',
    'sign-in, thread',
    hostile('A11: more than the limit allows is refused with the wait, and others are not slowed'),
  ),
  not_found: row('It is not there, or not within her reach.', 'thread', composer),
  conflict: row(
    'The same id was sent with another text.',
    'log',
    delivery('the same id with another body, or from another author, is a conflict'),
  ),
  already_taken: row('A colleague accepted first.', 'below', rings('T01: a colleague who was faster is named')),
  expired: row(
    'The offer’s time had run out.',
    'below',
    rings('T03: an accept that comes too late is an offer that ran out, said kindly'),
  ),
  new_words: row(
    'The client wrote after what she has seen.',
    'thread',
    testsIn('console/conversation.test.ts')(
      'Done is refused when the client has written since: the new words are fetched and she is asked again',
    ),
  ),
  no_room: row(
    'She answers a thread that was done, and every seat is taken, by what she holds or by what rings.',
    'log',
    testsIn('wire/words.test.ts')('an answer to a thread that was done needs a seat, which a ring takes too'),
  ),
  not_open: row(
    'It has ended, or is no longer hers.',
    'thread, log',
    testsIn('wire/words.test.ts')('an associate who held it may read on, and is told that she may not write'),
  ),
  phone_number: row('No command of hers is refused so.', 'nowhere', noes),
  slot_taken: row('No command of hers is refused so.', 'nowhere', noes),
  no_time: row('No command of hers is refused so.', 'nowhere', noes),
  slot_closed: row('No command of hers is refused so.', 'nowhere', noes),
  call_not_possible: row('No command of hers is refused so.', 'nowhere', noes),
  call_stands: row('No command of hers is refused so.', 'nowhere', noes),
  blocked: row('No command of hers is refused so.', 'nowhere', noes),
  erased: row('No command of hers is refused so yet.', 'nowhere', noes),
  origin: row('The console was opened from an address that is not the relay’s.', 'sign-in', routes('X13: refuses %s')),
  too_old: row(
    'The page speaks an older protocol than the relay takes.',
    'sign-in',
    routes('says which side is too old for protocol %s'),
  ),
  relay_too_old: row(
    'The page speaks a newer protocol than the relay.',
    'sign-in',
    routes('says which side is too old for protocol %s'),
  ),
  try_again: row('The relay took nothing just now.', 'thread', noes),
  draining: row(
    'The relay restarts.',
    'thread, sign-in',
    testsIn('http/faults.test.ts')('T17: nothing new is taken, and everybody is told when to come back'),
  ),
  unexpected: row(
    'A fault of ours, or a no that this page does not know.',
    'thread',
    log('one of a newer relay is a fault of ours'),
  ),
  unreachable: row(
    'The relay gave no answer in time.',
    'thread, sign-in, under the switch',
    sessions('a house out of reach is no sign-out'),
  ),
} satisfies Rows<typeof SENTENCES>;

const said = testsIn('words/times.test.ts');
const clocks = said(
  'a moment is told by the clock of the zone that is named, and by UTC where this browser has none such',
);
const days = said('today, tomorrow and yesterday are days of her calendar');
const nights = said('in the nights when the clock changes too');
const spans = said('how long it is, in full units that have passed, and a short wait by the second');

/** How times are said; what only tells days and nights apart says nothing. */
export const timesSaid = {
  clockTime: row('It is, was or will be then, by the clock of that place.', 'everywhere', clocks),
  cityOf: row('Always: the city by which the zone is named.', 'ring, client’s card, call, promises', clocks),
  dayName: row('That day is today, or beside it, by the clock of her place; else by its date.', 'log', nights),
  dayTime: row('As above.', 'call, promises, log', days),
  span: row(
    'It lasts from then to then, or has no end.',
    'ring, call, promises, log',
    said('a slot is said from when to when, a moment alone'),
  ),
  duration: row('So much has passed, or is late, in full units.', 'lists, Home, promises', spans),
  waited: row('She has waited so long; by the second under two minutes.', 'ring', spans),
  listTime: row(
    'It was then: within the minute, today, within six days, or before.',
    'lists',
    said('a list says since when in as few words as are unmistakable'),
  ),
} satisfies Rows<Omit<typeof times, 'dayOf' | 'isNight' | 'tellsClock'>>;

const hers = said('quick replies are in the client’s language, or in English, and as many in each');
const reply = row('She puts it into the composer and sends it: true by her word.', 'composer', hers);

/** What she may say with one press, by the client’s language; English where the house has none. */
export const replies = { en: reply, fr: reply, it: reply, de: reply, es: reply, ja: reply, zh: reply } satisfies Rows<
  typeof REPLIES
>;
