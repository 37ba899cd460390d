// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { words } from '../../console/words/en.ts';
import { happenings } from '../../console/words/happenings.ts';
import { refusalWords } from '../../console/words/refusals.ts';
import { clockTime, tellsClock } from '../../console/words/times.ts';
import type { ConversationCard } from '../../protocol/console.ts';
import type { Entry, EntryBodies } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { AssociateRequest } from '../../protocol/requests.ts';
import { aCard, aMessage, anId, aPromise, aRequest, CAMILLE, ELEANOR, NOE, PARIS } from '../console/desk-cast.ts';
import { type Desk, play, type State } from './play-desk.ts';

const THREAD = anId();
const REQUEST = anId();
const MINUTE = 60_000;
const now = () => Date.now();
const at = { screen: 'conversations', id: THREAD } as const;

const request = (over: Partial<AssociateRequest> = {}) =>
  aRequest({ id: REQUEST, conversation: THREAD, openedAt: now(), ...over });
/** The thread as she holds it. */
const mine = (over: Partial<AssociateRequest> = {}, card: Partial<ConversationCard> = {}): Partial<State> => ({
  at,
  desk: { held: [aCard({ id: THREAD, request: request(over), ...card })] },
});
/** The thread as the relay gives it to somebody who does not hold it. */
const others = (over: Partial<AssociateRequest> = {}, card: Partial<ConversationCard> = {}): Partial<State> => ({
  at,
  before: ({ line }: Desk) =>
    line.answer('conversations.open', {
      card: aCard({ id: THREAD, request: request({ holder: null, ...over }), writable: false, ...card }),
    }),
});
const taken = (seq: number, associate: typeof NOE): Entry =>
  ({
    ...aMessage(THREAD, seq, ''),
    by: { kind: 'house' },
    kind: 'assigned',
    body: { request: REQUEST, associate },
  }) as Entry;
const writeText = vi.fn(async () => undefined);
Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
const write = (text: string) => () => {
  fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: text } });
};

test('who may not write is told who has it, and only whom the next word waits for is told that', async () => {
  const { finished, over, heldBy, unheld, quick, placeholder } = words.thread;
  const read = { log: [taken(1, CAMILLE)] };
  await play({ finished, over, heldBy, unheld, quick, placeholder }, [
    { is: 'she holds it', says: ['quick', 'placeholder'], ...mine() },
    { is: 'a manager reads what a colleague holds', says: ['heldBy'], ...others({ holder: NOE }) },
    {
      is: 'a colleague took it over from her',
      says: ['heldBy'],
      log: [taken(1, CAMILLE), taken(2, NOE)],
      ...others({ holder: NOE }),
    },
    { is: 'it waits', says: ['unheld'], ...others({ state: 'waiting' }) },
    { is: 'it left her hands and waits', says: ['unheld'], ...read, ...others({ state: 'offered' }) },
    { is: 'a manager reads what is done', says: ['over'], log: [taken(1, NOE)], ...others({ state: 'done' }) },
    { is: 'it was done in her hands', says: ['finished'], ...read, ...others({ state: 'done' }) },
    {
      is: 'it was done in the hands of who came after her',
      says: ['over'],
      log: [taken(1, CAMILLE), taken(2, NOE)],
      ...others({ state: 'done' }),
    },
    { is: 'her call is done', says: ['over'], ...read, ...others({ kind: 'callback', state: 'done' }) },
    { is: 'the client took it back', says: ['over'], ...read, ...others({ state: 'withdrawn' }) },
  ]);
});

test('what nobody has in hand, or a colleague leaves, is taken where it is read', async () => {
  const manager = { ...CAMILLE, role: 'manager' as const, reach: 'boutique' as const };
  const promise = aPromise({ request: REQUEST, conversation: THREAD, holder: null });
  const read = (over: Partial<AssociateRequest>, me = manager, promises = [promise]) => ({
    ...others({ kind: 'callback', dueAt: now(), ...over }),
    desk: { me, promises },
  });
  const left = { holder: NOE, nudgedAt: now() };
  const hers = { ...promise, holder: CAMILLE };
  const { takeOver, nextTry, ringAgain } = words.thread;
  await play({ take: words.promises.take, takeOver, nextTry, ringAgain }, [
    { is: 'it waits', says: ['take'], ...read({ state: 'waiting' }) },
    {
      is: 'its next try is hers',
      says: ['nextTry', 'ringAgain'],
      ...read({ state: 'later', tries: 1 }, CAMILLE as never, [hers]),
    },
    {
      is: 'its next try is a colleague’s',
      says: ['take'],
      ...read({ state: 'later', tries: 1 }, manager, [{ ...promise, holder: NOE }]),
    },
    { is: 'nothing of it is promised within her reach', says: [], ...read({ state: 'waiting' }, manager, []) },
    { is: 'a colleague has it', says: [], ...read({ holder: NOE }) },
    { is: 'a colleague leaves it', says: ['takeOver'], ...read(left) },
    { is: 'a colleague leaves it, and she is none to take it', says: [], ...read(left, CAMILLE as never, [hers]) },
    { is: 'it has ended', says: [], ...read({ state: 'done' }, manager, [{ ...promise, state: 'kept' }]) },
  ]);
});

test('the composer says why nothing goes, and for as long as it is so', async () => {
  const { catching, away, tooLong } = words.thread;
  const silent = ({ line }: Desk) => line.answer('entries.after', 'silence');
  await play({ catching, away, tooLong }, [
    { is: 'ready', says: [], ...mine() },
    { is: 'the log is not whole', says: ['catching'], ...mine(), before: silent },
    { is: 'not connected', says: ['away'], ...mine(), act: ({ line }) => line.cut() },
    { is: 'too long by one', says: ['tooLong'], ...mine(), act: write('a'.repeat(LIMITS.messageChars + 1)) },
    {
      is: 'too long, then corrected',
      says: [],
      ...mine(),
      act: () => {
        write('a'.repeat(4_009))();
        write('a')();
      },
    },
    {
      is: 'a thread that is not hers to see',
      says: [],
      at,
      act: async () => void (await screen.findByText(refusalWords('not_found'))),
    },
  ]);
  expect(words.thread.tooLong(1)).toBe('1 character too many');
});

test('her words say how far they have come, and why they have not gone', async () => {
  const { states, refused, retry, copy, remove } = words.thread;
  const cursor = (deliveredSeq: number, readSeq: number) => ({
    ...mine({}, { cursors: [{ person: ELEANOR, kind: 'shopper', deliveredSeq, readSeq }] }),
    log: [aMessage(THREAD, 1, 'At once', 'me')],
  });
  const said = (answer: Parameters<Desk['line']['answer']>[1], then?: (desk: Desk) => void) => ({
    ...mine(),
    before: ({ line }: Desk) => line.answer('entries.append', answer),
    act: async (desk: Desk) => {
      write('At once')();
      await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', false));
      fireEvent.click(screen.getByRole('button', { name: 'Send' }));
      await screen.findByText('Sending');
      then?.(desk);
    },
  });
  const no = ['refused', 'retry', 'copy', 'remove'];
  await play({ states, refused, retry, copy, remove }, [
    { is: 'stored', says: ['states.sent'], ...cursor(0, 0) },
    { is: 'on her device', says: ['states.delivered'], ...cursor(1, 0) },
    { is: 'before her eyes', says: ['states.read'], ...cursor(1, 1) },
    { is: 'on its way', says: ['states.sending'], ...said('silence') },
    {
      is: 'the line went while it was on its way',
      says: ['states.kept'],
      ...said('silence', ({ line }) => line.cut()),
    },
    { is: 'refused for good', says: no, ...said('not_open') },
  ]);
});

test('the log says what it holds, who writes, and that she is waited for', async () => {
  const { older, empty, typing, nudged, back, client } = words.thread;
  const always = ['back', 'client'];
  const writes = ({ line }: Desk) =>
    line.tell('typing', { conversation: THREAD, person: ELEANOR, name: 'Eleanor', on: true });
  const nameless = { shopper: { id: ELEANOR, name: null, language: 'en', zone: 'Europe/Paris' } };
  const loaded = async () => void (await screen.findByText('Good evening'));
  const written = async (desk: Desk) => {
    await loaded();
    writes(desk);
  };
  const log = [aMessage(THREAD, 1, 'Good evening')];
  const gone = { ...aMessage(THREAD, 1, ''), body: null } as Entry;
  const struck = (reason: EntryBodies['struck']['reason']) => ({
    log: [gone, { ...aMessage(THREAD, 2, ''), kind: 'struck', body: { id: gone.id, seq: 1, reason } } as Entry],
    ...mine(),
  });
  await play({ older, empty, typing, nudged, back, client, struck: happenings.struck }, [
    { is: 'nothing said, and hers to begin', says: [...always, 'empty.yours'], ...mine() },
    { is: 'nothing said, and not hers', says: [...always, 'empty.others'], ...others({ holder: NOE }) },
    { is: 'not read yet', says: always, ...mine(), before: ({ line }) => line.answer('entries.after', 'silence') },
    { is: 'something said', says: always, log, ...mine(), act: loaded },
    {
      is: 'older words exist',
      says: [...always, 'older'],
      ...mine(),
      before: ({ line }) =>
        line.answer('entries.after', {
          entries: [aMessage(THREAD, 9, 'Good evening')],
          head: 9,
          more: true,
          cursors: [],
        }),
    },
    {
      is: 'the client writes',
      says: [...always, 'typing'],
      log,
      ...mine(),
      act: written,
    },
    { is: 'she is late', says: [...always, 'nudged'], log, ...mine({ nudgedAt: now() }) },
    { is: 'a colleague is late', says: always, log, ...others({ holder: NOE, nudgedAt: now() }), act: loaded },
    {
      is: 'a word was struck, why is not here',
      says: [...always, 'struck.unknown'],
      log: [gone],
      ...mine(),
    },
    { is: 'struck at the client’s wish', says: [...always, 'struck.erased'], ...struck('erased') },
    { is: 'struck by the house’s term', says: [...always, 'struck.retention'], ...struck('retention') },
    { is: 'taken back', says: [...always, 'struck.taken_back'], ...struck('taken_back') },
  ]);
  await play({ theClient: words.thread.typing(words.theClient), client: words.client }, [
    {
      is: 'no name',
      says: ['client', 'theClient'],
      log,
      ...mine({}, nameless),
      act: written,
    },
  ]);
});

test('her own words stand under You, those of others under their names', async () => {
  const colleague = { ...aMessage(THREAD, 2, 'I take over', 'me'), by: { ...NOE, kind: 'associate', place: 'paris' } };
  const log = [aMessage(THREAD, 1, 'At once', 'me'), colleague as Entry, aMessage(THREAD, 3, 'Good evening')];
  await play({ you: words.you, noe: 'Noé' }, [{ is: 'three speak', says: ['you', 'noe'], log, ...mine() }], '.log');
});

test('a call says when it is due, how often it was tried, and how it ended, to whoever reads it', async () => {
  const { copied: _, copy: _c, title, ...call } = words.call;
  const due = now() - MINUTE;
  const phone = { e164: '+33612345678', shown: '+33 6 12 34 56 78' };
  const held = (over: Partial<AssociateRequest> = {}) =>
    mine({ kind: 'callback', phone, dueAt: due, zone: PARIS.zone, ...over });
  const read = (over: Partial<AssociateRequest> = {}) => others({ kind: 'callback', dueAt: due, ...over });
  const ways = ['reached', 'noAnswer', 'call'];
  await play(
    { ...call, call: () => 'Call ANYTHING', holder: words.promises.holder, withdrawn: happenings.withdrawn.callback },
    [
      { is: 'due', says: [...ways, 'ask', 'due'], ...held() },
      { is: 'by another clock', says: [...ways, 'ask', 'due', 'theirs'], ...held({ zone: 'Asia/Tokyo' }) },
      { is: 'at once', says: [...ways, 'ask', 'asap'], ...held({ asap: true }) },
      {
        is: 'at once, from an opening on',
        says: [...ways, 'ask', 'asapFrom'],
        ...held({ asap: true, dueAt: now() + 9 * MINUTE }),
      },
      { is: 'tried', says: [...ways, 'ask', 'due', 'tries'], ...held({ tries: 1 }) },
      { is: 'late', says: [...ways, 'nudged', 'due'], ...held({ nudgedAt: now() }) },
      { is: 'its number was removed', says: ['reached', 'noAnswer', 'ask', 'due', 'hidden'], ...held({ phone: null }) },
      { is: 'a colleague holds it', says: ['holder'], ...read({ holder: NOE }) },
      { is: 'nobody holds it yet', says: ['due'], ...read({ state: 'later' }) },
      { is: 'a next try', says: ['next'], ...read({ state: 'later', tries: 1, dueAt: now() + 9 * MINUTE }) },
      { is: 'the next try’s time has come', says: ['nextNow'], ...read({ state: 'waiting', tries: 1 }) },
      { is: 'spent', says: ['spent'], ...read({ state: 'turned', tries: 3 }) },
      { is: 'reached', says: ['wasReached'], ...read({ state: 'done' }) },
      { is: 'taken back', says: ['withdrawn'], ...read({ state: 'withdrawn' }) },
    ],
    '.call',
  );
  await play({ title }, [
    { is: 'a call', says: ['title'], ...held() },
    { is: 'a chat', says: [], ...mine() },
  ]);
});

test('a number is said to be copied once it is', async () => {
  const phone = { e164: '+33612345678', shown: '+33 6 12 34 56 78' };
  const { copy, copied } = words.call;
  const call = mine({ kind: 'callback', phone });
  await play(
    { copy, copied },
    [
      { is: 'not pressed', says: ['copy'], ...call },
      {
        is: 'pressed',
        says: ['copy', 'copied'],
        ...call,
        act: () => void fireEvent.click(screen.getByRole('button', { name: copy })),
      },
    ],
    '.call',
  );
  expect(writeText).toHaveBeenCalledWith('+33612345678');
});

/** Zones that tell nobody's clock. Twelve hours apart, so that it is night in one of them. */
const NOWHERE = ['UTC', 'Etc/GMT-1', 'Etc/GMT+12', 'Atlantic/Reykjavik', 'Mars/Olympus'];

test('the client’s card says what the house was told, and what was not', async () => {
  const { nightShort: _, ...card } = words.card;
  /** Somewhere in the world where it is that hour. */
  const zone = (hours: number) =>
    Intl.supportedValuesOf('timeZone').find(
      (name) => tellsClock(name) && Number(clockTime(Date.now(), name).slice(0, 2)) === hours,
    ) ?? '';
  const from = (zone: string) => ({ shopper: { id: ELEANOR, name: 'Eleanor', language: 'en', zone } });
  const shopper = (hours: number) => ({ shopper: { id: ELEANOR, name: 'Eleanor', language: 'en', zone: zone(hours) } });
  const always = ['title', 'language', 'time', 'close', 'wishes', 'openedAt'];
  await play(
    card,
    [
      { is: 'by day, nothing wished', says: [...always, 'noWishes'], ...mine({}, shopper(14)) },
      { is: 'by night', says: [...always, 'noWishes', 'night'], ...mine({}, shopper(23)) },
      ...NOWHERE.map((zone) => ({
        is: `a browser that says ${zone}`,
        says: [...always.filter((name) => name !== 'time'), 'noWishes'],
        ...mine({}, from(zone)),
      })),
      { is: 'a person', says: [...always, 'wishAssociate'], ...mine({ wishes: { associate: NOE.id } }, shopper(14)) },
      { is: 'a place', says: [...always, 'wishPlace'], ...mine({ wishes: { place: 'paris' } }, shopper(14)) },
      { is: 'a language', says: [...always, 'wishLanguage'], ...mine({ wishes: { language: 'ja' } }, shopper(14)) },
      {
        is: 'a product',
        says: [...always, 'noWishes', 'product'],
        ...mine({ product: { name: 'Alma' } }, shopper(14)),
      },
    ],
    '.client',
  );
  await play({ nightShort: words.card.nightShort, open: () => `${words.productCard.open} ANYTHING` }, [
    { is: 'by day', says: [], ...mine({}, shopper(14)) },
    { is: 'by night', says: ['nightShort'], ...mine({}, shopper(23)) },
    ...NOWHERE.map((zone) => ({ is: `a browser that says ${zone}`, says: [], ...mine({}, from(zone)) })),
    {
      is: 'a product with an address',
      says: ['open'],
      ...mine({ product: { name: 'Alma', url: 'https://aurele.example/alma' } }, shopper(14)),
    },
  ]);
});

test('a list says of each thread whose it is, since when it waits, and its last words', async () => {
  const { held, earlier, none, choose, struck, noWords, yours, waits, title, more, again } = words.conversations;
  const list = { screen: 'conversations', id: null } as const;
  const always = ['title', 'choose'];
  const one = (card: Partial<ConversationCard> = {}) => ({
    at: list,
    desk: { held: [aCard({ id: THREAD, request: request(), ...card })] },
  });
  const page = (answer: Parameters<Desk['line']['answer']>[1]) => ({
    at: list,
    before: ({ line }: Desk) => line.answer('conversations.page', answer),
  });
  const theirs = aCard({ request: aRequest({ holder: NOE }), writable: false, last: aMessage('x', 1, 'Good evening') });
  const family = { held, earlier, none, choose, struck, noWords, yours, waits, title, more, again };
  await play({ ...family, unread: () => '· unread', counted: () => '1 unread' }, [
    { is: 'nothing', says: [...always, 'none'], at: list },
    { is: 'nothing known', says: [...always, 'again'], ...page('silence') },
    { is: 'hers, nothing said', says: [...always, 'held', 'noWords'], ...one() },
    {
      is: 'hers, the last word hers',
      says: [...always, 'held', 'yours'],
      ...one({ last: aMessage(THREAD, 1, 'At once', 'me') }),
    },
    {
      is: 'hers, struck',
      says: [...always, 'held', 'struck'],
      ...one({ last: { ...aMessage(THREAD, 1, '', 'me'), body: null } as Entry }),
    },
    {
      is: 'hers, and it waits',
      says: [...always, 'held', 'noWords', 'waits'],
      ...one({ request: request({ unansweredAt: now() - MINUTE }) }),
    },
    {
      is: 'a colleague’s, with something unread',
      says: [...always, 'earlier', 'unread'],
      ...page({ cards: [theirs], more: false }),
    },
    {
      is: 'with more behind',
      says: [...always, 'earlier', 'more', 'unread'],
      ...page({ cards: [theirs], more: true }),
    },
    {
      is: 'hers, with something unread',
      says: [...always, 'held', 'counted'],
      log: [aMessage(THREAD, 1, 'Good evening')],
      ...one({ last: aMessage(THREAD, 1, 'Good evening') }),
    },
    { is: 'refused', says: [...always, 'again'], ...page('unexpected') },
  ]);
});
