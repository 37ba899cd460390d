// @vitest-environment jsdom
import { fireEvent, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import type { Entry, EntryBodies, EntryKind } from '../../protocol/entries.ts';
import type { Presence } from '../../protocol/http.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { REFUSALS, type RefusalCode } from '../../protocol/refusals.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import type { Never } from '../../protocol/there.ts';
import { words } from '../../widget/words/en.ts';
import { CLAIRE, CONVERSATION, entry, PARIS, request } from '../widget/plain-salon.ts';
import { NOES_IN } from './noes.ts';
import { play, type Sheet, type SheetState, withoutRelay } from './play-sheet.ts';
import { saidOn } from './said-on.ts';

withoutRelay();

const write =
  (text: string) =>
  ({ box }: Sheet) =>
    fireEvent.input(within(box).getByRole('textbox', { name: words.message }), { target: { value: text } });
const press = (name: string) => (sheet: Sheet) => fireEvent.click(within(sheet.box).getByRole('button', { name }));
const all =
  (...acts: ((sheet: Sheet) => unknown)[]) =>
  (sheet: Sheet) =>
    acts.forEach((act) => void act(sheet));

/** In the conversation, with a log and requests as the relay told them. */
const thread = (entries: readonly Entry[], over: Partial<ShopperRequest> | null = null): Partial<SheetState> => ({
  view: 'chat',
  act: ({ salon }) => {
    salon.thread.link.value = 'live';
    salon.thread.conversation.value = CONVERSATION;
    salon.thread.entries.value = entries;
    if (over) salon.thread.requests.value = [request(over)];
  },
});
const happened = <K extends EntryKind>(kind: K, body: EntryBodies[K], seq = 1) =>
  ({ ...entry(seq), by: { kind: 'house' }, kind, body }) as Entry;
const mine = (seq: number, text = 'Good morning'): Entry => ({
  ...entry(seq, text),
  by: { kind: 'shopper', id: 's', name: null },
});
const id = request().id;
const nobody = (why: Never): Partial<Presence> => ({ there: { kind: 'never', why } });

test('the log says what happened as past, and who is with her only while she is', async () => {
  const {
    joined,
    took,
    wentOn,
    ended,
    withdrawnCall,
    calledYou,
    missedCall,
    struck,
    promisedCall,
    movedCall,
    asap,
    you,
    earlier,
  } = words;
  const taken = happened('assigned', { request: id, associate: CLAIRE });
  const due = { request: id, dueAt: 9, endAt: null, asap: false, place: PARIS };
  await play(
    {
      joined,
      took,
      wentOn,
      ended,
      withdrawnCall,
      calledYou,
      missedCall,
      struck,
      promisedCall,
      movedCall,
      asap: `A call was promised · ${asap}`,
      you,
      earlier,
    },
    [
      { is: 'she holds it', says: ['joined'], ...thread([taken], { state: 'assigned', holder: CLAIRE }) },
      {
        is: 'she was called away',
        says: ['took'],
        ...thread([taken, happened('line', { line: 'away', name: 'Claire', place: null, at: null }, 2)], {
          state: 'assigned',
          holder: CLAIRE,
          away: true,
        }),
      },
      {
        is: 'she could not go on',
        says: ['took', 'wentOn'],
        ...thread([taken, happened('left', { request: id, associate: CLAIRE }, 2)], { state: 'waiting' }),
      },
      {
        is: 'another came after her',
        says: ['took', 'joined'],
        ...thread(
          [
            { ...taken, body: { request: id, associate: { ...CLAIRE, id: 'l', name: 'Luc' } } } as Entry,
            { ...taken, seq: 2 },
          ],
          {
            state: 'assigned',
            holder: CLAIRE,
          },
        ),
      },
      {
        is: 'it is done',
        says: ['took', 'ended'],
        ...thread([taken, happened('done', { request: id, cause: 'holder' }, 2)], { state: 'done' }),
      },
      {
        is: 'it was a call that she took',
        says: ['took'],
        ...thread([taken], { kind: 'callback', state: 'assigned', holder: CLAIRE }),
      },
      { is: 'nothing more is known of it', says: ['took'], ...thread([taken]) },
      {
        is: 'the line is gone',
        says: ['took'],
        view: 'chat',
        act: async (sheet) => {
          thread([taken], { state: 'assigned', holder: CLAIRE }).act?.(sheet);
          sheet.salon.thread.away.value = true;
        },
      },
      {
        is: 'a call was promised',
        says: ['promisedCall'],
        ...thread([happened('promised', { ...due, kind: 'callback' })]),
      },
      {
        is: 'a call was promised at once',
        says: ['promisedCall', 'asap'],
        ...thread([happened('promised', { ...due, kind: 'callback', asap: true })]),
      },
      { is: 'a call was moved', says: ['movedCall'], ...thread([happened('moved', due)]) },
      {
        is: 'an answer was promised, which the wait says',
        says: [],
        ...thread([happened('promised', { ...due, kind: 'left_message' })]),
      },
      {
        is: 'she took a call back',
        says: ['withdrawnCall'],
        ...thread([happened('withdrawn', { request: id, kind: 'callback' })]),
      },
      { is: 'she took a chat back', says: [], ...thread([happened('withdrawn', { request: id, kind: 'chat' })]) },
      {
        is: 'a call was answered',
        says: ['calledYou'],
        ...thread([happened('called', { request: id, outcome: 'reached', nextAt: null })]),
      },
      {
        is: 'a call was not answered',
        says: ['missedCall'],
        ...thread([happened('called', { request: id, outcome: 'no_answer', nextAt: 9 })]),
      },
      { is: 'her word was struck', says: ['struck', 'you'], ...thread([{ ...mine(1), body: null } as Entry]) },
      { is: 'older words exist', says: ['earlier'], ...thread([entry(9)]) },
    ],
  );
  expect([words.missedCall(null), words.missedCall('9:00')]).toEqual([
    'We rang and did not reach you.',
    'We rang and did not reach you. Next try: 9:00.',
  ]);
});

test('her words say how far they have come, and are kept while they cannot go', async () => {
  const { kept, sending, sent, delivered, read, notSent, retry, copy } = words;
  const said = (more: (sheet: Sheet) => unknown = () => {}): Partial<SheetState> => ({
    view: 'chat',
    act: async (sheet) => {
      write('Good morning')(sheet);
      press(words.send)(sheet);
      await more(sheet);
    },
  });
  const stored = (deliveredSeq: number, readSeq: number): Partial<SheetState> => ({
    view: 'chat',
    act: (sheet) => {
      thread([mine(1)]).act?.(sheet);
      sheet.salon.thread.cursors.value = [{ person: CLAIRE.id, kind: 'associate', deliveredSeq, readSeq }];
    },
  });
  const refused = ({ salon }: Sheet) => {
    for (const line of salon.memory.lines()) salon.memory.put({ ...line, refused: 'blocked' });
    salon.thread.lines.value = salon.memory.lines();
  };
  await play({ kept, sending, sent, delivered, read, notSent, retry, copy }, [
    { is: 'on its way', says: ['sending'], ...said() },
    { is: 'the line is gone', says: ['kept'], ...said(({ salon }) => (salon.thread.away.value = true)) },
    { is: 'stored', says: ['sent'], ...stored(0, 0) },
    { is: 'on an associate’s device', says: ['delivered'], ...stored(1, 0) },
    { is: 'before her eyes', says: ['read'], ...stored(1, 1) },
    { is: 'refused', says: ['notSent', 'retry', 'copy'], ...said(refused) },
  ]);
});

/** Noes of a session as a whole, and of one line: each is said behind the composer, in its own words. */
const NOES: readonly RefusalCode[] = [
  ...(['bad_payload', 'too_large', 'no_ack', 'unknown_event', 'not_signed_in', 'signed_out', 'not_found'] as const),
  ...(['conflict', 'blocked', 'erased', 'origin', 'too_old', 'unexpected'] as const),
];

test('why her words did not go is said behind the composer', async () => {
  await play(
    { notSent: words.notSent, ...Object.fromEntries(NOES.map((code) => [code, NOES_IN.en[code]])) },
    NOES.map((code) => ({
      is: code,
      says: ['notSent', ...NOES.filter((other) => NOES_IN.en[other] === NOES_IN.en[code])],
      view: 'chat' as const,
      act: ({ salon }: Sheet) => {
        salon.memory.put({ draft: { id: 'a', kind: 'message', body: { text: 'Good morning' } }, at: 0, refused: code });
        salon.thread.lines.value = salon.memory.lines();
      },
    })),
    '.sheet',
  );
});

test('that she is not connected is said while it is tried again, and never where it is not', async () => {
  const mint = (code: RefusalCode) => ({
    'POST sessions': { ok: false, error: { code, message: '', retryInMs: 60_000 } },
  });
  const far = async ({ salon }: Sheet) => {
    await vi.waitFor(() => expect(salon.thread.link.value).toBe('lost'));
    salon.thread.away.value = true;
  };
  const refused = async (sheet: Sheet) => {
    await vi.waitFor(() => expect(sheet.salon.thread.link.value).toBe('idle'));
    write('Good morning')(sheet);
    press(words.send)(sheet);
  };
  const unreached = ({ salon }: Sheet) => vi.waitFor(() => expect(salon.chunks.unreached.value).toBe(true));
  await play({ lost: words.lost, origin: NOES_IN.en.origin, again: NOES_IN.en.try_again }, [
    { is: 'at first', says: [], view: 'chat' },
    { is: 'the relay is far', says: ['lost'], view: 'chat', answers: mint('try_again'), act: far },
    { is: 'the relay will not have this page', says: ['origin'], view: 'chat', answers: mint('origin'), act: refused },
    {
      is: 'the conversation’s code did not come',
      says: ['lost'],
      view: 'chat',
      missing: 'chat',
    },
    {
      is: 'the call’s code did not come',
      says: ['again'],
      view: 'callback',
      missing: 'callback',
    },
    {
      is: 'she went back to the welcome',
      says: [],
      view: 'chat',
      missing: 'chat',
      act: async (sheet) => {
        await unreached(sheet);
        sheet.salon.sheet.choose('welcome');
      },
    },
    {
      is: 'another part did not come',
      says: [],
      view: 'chat',
      missing: 'callback',
      act: async (sheet) => {
        await vi.waitFor(() => expect(sheet.salon.chunks.chat.value).not.toBeNull());
        sheet.salon.sheet.choose('callback');
        await unreached(sheet);
        sheet.salon.sheet.choose('chat');
      },
    },
  ]);
});

test('forgetting asks once, says what stays, and says that it is done once nothing is left', async () => {
  const { forget, forgetAsk, callStands, keep, forgotten } = words;
  const asked = (over: Partial<ShopperRequest> | null): Partial<SheetState> => ({
    view: 'chat',
    act: (sheet) => {
      thread([mine(1)], over).act?.(sheet);
      press(forget)(sheet);
    },
  });
  await play({ forget, forgetAsk, callStands, keep, forgotten }, [
    { is: 'nothing said', says: [], view: 'chat' },
    { is: 'something said', says: ['forget'], ...thread([mine(1)]) },
    { is: 'asked', says: ['forget', 'forgetAsk', 'keep'], ...asked(null) },
    {
      is: 'asked while a call stands',
      says: ['forget', 'forgetAsk', 'keep', 'callStands'],
      ...asked({ kind: 'callback', state: 'later' }),
    },
    { is: 'kept', says: ['forget'], view: 'chat', act: all((sheet) => asked(null).act?.(sheet), press(keep)) },
    {
      is: 'forgotten',
      says: ['forgotten'],
      view: 'chat',
      act: (sheet) => {
        write('Good morning')(sheet);
        press(words.send)(sheet);
        expect(localStorage.length).toBeGreaterThan(0);
        asked(null).act?.(sheet);
        press(forget)(sheet);
        expect(localStorage.length).toBe(0);
      },
    },
    {
      is: 'forgotten in another tab',
      says: ['forgotten'],
      view: 'chat',
      act: (sheet) => {
        write('Good morning')(sheet);
        press(words.send)(sheet);
        thread([mine(1)]).act?.(sheet);
        localStorage.clear();
        window.dispatchEvent(new StorageEvent('storage', { key: null }));
      },
    },
    {
      is: 'forgotten, closed, and opened again',
      says: [],
      view: 'chat',
      act: async (sheet) => {
        asked(null).act?.(sheet);
        press(forget)(sheet);
        expect(within(sheet.box).getByText(forgotten).className).not.toBe('unseen');
        sheet.salon.sheet.close();
        await vi.waitFor(() => expect(within(sheet.box).queryByText(forgotten)).toBeNull());
        sheet.salon.sheet.open();
      },
    },
    {
      is: 'a call is asked for now',
      says: [],
      view: 'chat',
      act: (sheet) => {
        asked(null).act?.(sheet);
        press(forget)(sheet);
        sheet.salon.sheet.choose('callback');
      },
    },
    {
      is: 'begun again',
      says: [],
      view: 'chat',
      act: async (sheet) => {
        asked(null).act?.(sheet);
        press(forget)(sheet);
        sheet.salon.sheet.choose('chat');
        await vi.waitFor(() => expect(sheet.salon.chunks.chat.value).not.toBeNull());
      },
    },
  ]);
});

test('the sheet says whose it is, what goes along, and who is asked to write', async () => {
  const {
    back,
    greeting,
    productAlong,
    product,
    remove,
    name,
    optional,
    readBy,
    privacy,
    tooLong,
    close,
    conversation,
    message,
    send,
  } = words;
  const silk = ({ salon }: Sheet) => salon.writing.fill({ product: { name: 'Silk square' } });
  const read = ['readBy', 'privacy'];
  const chat = ['back', 'close', 'conversation', 'message', 'send', ...read];
  await play(
    {
      back,
      greeting,
      productAlong,
      product,
      remove,
      name,
      optional,
      readBy,
      privacy,
      tooLong,
      close,
      conversation,
      message,
      send,
    },
    [
      { is: 'the welcome', says: ['greeting', 'close'] },
      { is: 'the welcome on a product’s page', says: ['greeting', 'close', 'product', 'remove'], act: silk },
      { is: 'an empty conversation', says: [...chat, 'greeting', 'name', 'optional'], view: 'chat' },
      {
        is: 'an empty conversation on a product’s page',
        says: [...chat, 'greeting', 'name', 'optional', 'productAlong', 'remove'],
        view: 'chat',
        act: silk,
      },
      { is: 'something said', says: chat, ...thread([mine(1)]) },
      { is: 'a conversation whose log is not here yet', says: chat, ...thread([]) },
      {
        is: 'too long by one',
        says: [...chat, 'greeting', 'name', 'optional', 'tooLong'],
        view: 'chat',
        act: write('a'.repeat(LIMITS.messageChars + 1)),
      },
      {
        is: 'a house without an address of its notice',
        says: chat.filter((said) => said !== 'privacy'),
        presence: { notice: { version: '7', url: '' } } as never,
        ...thread([mine(1)]),
      },
      {
        is: 'a house of which nothing is known',
        says: chat.filter((said) => !read.includes(said)),
        presence: null,
        ...thread([mine(1)]),
      },
    ],
  );
  expect([tooLong(1), tooLong(2)]).toEqual(['Too long by 1 character.', 'Too long by 2 characters.']);
});

test('an associate who writes is named while she does, and what is unread is counted', async () => {
  const { typing, answered, chatOpen } = words;
  const above: SheetState['act'] = async ({ salon, box }) => {
    const page = box.querySelector<HTMLElement>('.page') as HTMLElement;
    Object.defineProperty(page, 'scrollHeight', { value: 2_000 });
    for (const scrollTop of [1_000, 500]) fireEvent.scroll(Object.assign(page, { scrollTop }));
    salon.thread.entries.value = [entry(1)];
  };
  await play({ typing, answered, chatOpen }, [
    { is: 'she writes', says: ['typing'], view: 'chat', act: ({ salon }) => (salon.thread.typing.value = 'Claire') },
    { is: 'she has stopped', says: [], view: 'chat' },
    {
      is: 'one word waits at the welcome',
      says: ['answered'],
      act: ({ salon }) => {
        salon.memory.keep({ talked: true });
        salon.thread.entries.value = [entry(1)];
      },
    },
    { is: 'one word waits below what she reads', says: ['answered'], view: 'chat', act: above },
    {
      is: 'she goes down to it',
      says: [],
      view: 'chat',
      act: async (sheet) => {
        await above(sheet);
        fireEvent.click(within(sheet.box).getByRole('button', { name: answered('Claire') }));
      },
    },
    {
      is: 'nothing waits there',
      says: ['chatOpen'],
      act: ({ salon }) => {
        salon.memory.keep({ talked: true });
        salon.thread.entries.value = [mine(1)];
        salon.sheet.choose('chat');
        salon.sheet.choose('welcome');
      },
    },
  ]);
});

test('her words are said to be copied once they are', async () => {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => undefined }, configurable: true });
  const refused = ({ salon }: Sheet) => {
    salon.memory.put({
      draft: { id: 'a', kind: 'message', body: { text: 'Good morning' } },
      at: 0,
      refused: 'blocked',
    });
    salon.thread.lines.value = salon.memory.lines();
  };
  await play({ copied: words.copied }, [
    { is: 'not pressed', says: [], view: 'chat', act: refused },
    {
      is: 'pressed',
      says: ['copied'],
      view: 'chat',
      act: async (sheet) => {
        refused(sheet);
        await vi.waitFor(() => press(words.copy)(sheet));
      },
    },
  ]);
  Reflect.deleteProperty(navigator, 'clipboard');
  expect(saidOn(document.body, { copied: words.copied })).toEqual([]);
});

test('while she waits she reads what is so this moment, and only a promise outlasts the line', async () => {
  const { finding, asking, slow, answersBy, leftUntil, left, leftNever, away, callInstead, leaveMessage, lost } = words;
  const wait = (over: Partial<ShopperRequest>): Partial<SheetState> => thread([mine(1)], over);
  const gone = (over: Partial<ShopperRequest>): Partial<SheetState> => ({
    view: 'chat',
    act: (sheet) => {
      wait(over).act?.(sheet);
      sheet.salon.thread.away.value = true;
    },
  });
  const soon = { dueAt: Date.now() + 3_600_000, place: PARIS, kind: 'left_message', state: 'later' } as const;
  const passed = { ...soon, dueAt: Date.now() - 1 };
  const clients = { nobody: { kind: 'with_clients', place: PARIS, at: soon.dueAt } } as const;
  const never = { kind: 'left_message', state: 'later', nobody: { kind: 'never', why: 'language' } } as const;
  const asks: Partial<ShopperRequest> = { state: 'offered', asking: [CLAIRE] };
  const one = () => asking(['ANYTHING'], CLAIRE.place.city);
  const again = () => asking(['ANYTHING'], 'ANYTHING', true);
  const two = () => asking(['', ''], '');
  const calledAway = { state: 'assigned', holder: CLAIRE, away: true } as const;
  const family = {
    finding,
    one,
    again,
    two,
    slow,
    answersBy,
    leftUntil,
    left,
    leftNever,
    away,
    callInstead,
    leaveMessage,
    lost,
  };
  await play(family, [
    { is: 'nobody is asked yet', says: ['finding', 'callInstead'], ...wait({}) },
    { is: 'one is asked', says: ['one', 'callInstead'], ...wait(asks) },
    {
      is: 'she who could not go on is asked again',
      says: ['again', 'callInstead'],
      ...thread([happened('left', { request: id, associate: CLAIRE })], asks),
    },
    { is: 'two are asked', says: ['two', 'callInstead'], ...wait({ ...asks, asking: [CLAIRE, CLAIRE] }) },
    { is: 'the bound has passed', says: ['slow', 'callInstead', 'leaveMessage'], ...wait({ slow: true }) },
    { is: 'each is with a client', says: ['answersBy', 'callInstead'], ...wait(clients) },
    { is: 'a message left', says: ['leftUntil', 'callInstead'], ...wait(soon) },
    { is: 'a message left whose time has passed', says: ['left', 'callInstead'], ...wait(passed) },
    { is: 'a message that nobody can answer', says: ['leftNever'], ...wait(never) },
    { is: 'and the line is gone', says: ['leftNever', 'lost'], ...gone(never) },
    { is: 'it is known that nobody can call', says: ['finding'], ...wait({}), presence: nobody('language') },
    { is: 'no hour of the house is known', says: ['finding'], ...wait({}), presence: nobody('hours') },
    { is: 'her associate is away', says: ['away', 'callInstead'], ...wait(calledAway) },
    { is: 'her associate is with her', says: [], ...wait({ state: 'assigned', holder: CLAIRE }) },
    { is: 'done', says: [], ...wait({ state: 'done' }) },
    { is: 'one was asked, and the line is gone', says: ['lost', 'callInstead'], ...gone(asks) },
    { is: 'her associate was away, and the line is gone', says: ['lost', 'callInstead'], ...gone(calledAway) },
    { is: 'a message left, and the line is gone', says: ['leftUntil', 'lost', 'callInstead'], ...gone(soon) },
  ]);
  const ways = { called: () => 'ANYTHING be called,ANYTHING.', stay: () => 'ANYTHING or be called.' };
  await play(ways, [
    { is: 'it is slow', says: ['called'], ...wait({ slow: true }) },
    {
      is: 'it is slow, at a house that does not call',
      says: [],
      presence: { channels: ['chat'] },
      ...wait({ slow: true }),
    },
    { is: 'it is slow, and nobody can call', says: [], ...wait({ slow: true }), presence: nobody('language') },
    { is: 'away', says: ['stay'], ...wait(calledAway) },
    { is: 'away, and nobody can call', says: [], ...wait(calledAway), presence: nobody('language') },
    { is: 'away, at a house that does not call', says: [], presence: { channels: ['chat'] }, ...wait(calledAway) },
  ]);
});

test('those who are there are shown as there, and nobody is where nobody is', async () => {
  const { here, askFor } = words;
  await play({ here, askFor: () => `${askFor} ANYTHING` }, [
    { is: 'one is free', says: ['here', 'askFor'], presence: { free: true, people: [CLAIRE] } },
    { is: 'nobody is', says: [], presence: {} },
    {
      is: 'she was, and went while the panel stood open',
      says: [],
      presence: { free: true, people: [CLAIRE] },
      act: ({ salon }) => salon.house.learn({ ...salon.house.presence.value, free: false, people: [] }),
    },
    { is: 'nothing is known', says: [], presence: null },
  ]);
});

test('a call is offered at the welcome unless it is known that nobody can make it, which is said', async () => {
  const { callback, callbackLine, promisedCall, there } = words;
  const { noTime: no_time } = words;
  const write = { language: there.language[1](''), hours: there.hours[1]('') };
  const stands = request({ kind: 'callback', state: 'later', asap: true });
  await play({ callback, callbackLine, promisedCall, no_time, ...write }, [
    { is: 'somebody can', says: ['callback', 'callbackLine'] },
    { is: 'nothing is known', says: ['callback', 'callbackLine'], presence: null },
    { is: 'nobody speaks her language', says: ['no_time', 'language'], presence: nobody('language') },
    { is: 'no hour of the house is known', says: ['no_time', 'hours'], presence: nobody('hours') },
    {
      is: 'nobody can any more, and a call stands',
      says: ['callback', 'promisedCall', 'language'],
      presence: nobody('language'),
      act: async ({ salon }) => {
        salon.sheet.choose('callback');
        await vi.waitFor(() => expect(salon.chunks.callback.value).not.toBeNull());
        salon.thread.requests.value = [stands];
        salon.sheet.choose('welcome');
      },
    },
  ]);
});

test('every no of the relay has its sentence in both languages, without the words that the house does not use', () => {
  const codes = Object.keys(REFUSALS) as RefusalCode[];
  for (const refusals of Object.values(NOES_IN)) {
    expect(Object.keys(refusals).sort()).toEqual([...codes].sort());
    for (const code of codes)
      expect(refusals[code]).not.toMatch(/queue|agent|busy|offline|\bbot\b|file d’attente|hors ligne/i);
  }
});
