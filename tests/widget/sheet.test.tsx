// @vitest-environment jsdom
import { fireEvent, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Presence } from '../../protocol/http.ts';
import type { There } from '../../protocol/there.ts';
import { afterFrame } from '../../widget/after-frame.ts';
import { startCallback } from '../../widget/callback.ts';
import { startChat } from '../../widget/chat.ts';
import type { Fetches } from '../../widget/models/chunks.ts';
import { forget } from '../../widget/models/own-session.ts';
import { createSalon, type Salon } from '../../widget/models/salon.ts';
import type { Page } from '../../widget/page.ts';
import { lookAround } from '../../widget/surroundings.ts';
import { drawSheet } from '../../widget/views/draw.tsx';
import { words as callWords } from '../../widget/words/call-en.ts';
import { words } from '../../widget/words/en.ts';
import { listenTo } from '../helpers/read-aloud.ts';
import { CLAIRE, CONVERSATION, entry, PARIS, request } from './plain-salon.ts';

const presence: Presence = {
  protocol: 1,
  brand: { id: 'maison-aurele', name: 'Maison Aurèle' },
  notice: { version: '7', url: 'https://aurele.example/privacy' },
  free: true,
  people: [CLAIRE],
  there: { kind: 'free' },
  channels: ['chat', 'callback'],
};

// Fetched once before, as a browser has them in its cache.
beforeAll(async () => {
  await Promise.all([import('../../widget/call-refused.ts'), import('../../widget/words/refusals-en.ts')]);
});

let stop = () => {};
let answers: Record<string, unknown> = {};
const asked: { path: string; method: string; body: Record<string, unknown>; token: string | null }[] = [];

/** The sheet on a page, with what comes in its chunks; the relay's HTTP answers as each test says. */
function opened(told: Presence | null = presence, fetches: Partial<Fetches> = {}) {
  const host = document.createElement('salon-widget');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [];
  const launcher = document.createElement('button');
  const box = document.createElement('div');
  root.append(launcher, box);
  document.body.append(host);
  const page: Page = {
    relay: 'https://relay.example/',
    brand: 'maison-aurele',
    host,
    root,
    launcher,
    locale: () => 'en',
    presence: Promise.resolve(told),
    show: () => {},
    returns: 0,
    put: () => {},
    context: () => ({}),
    tell: vi.fn(),
  };
  const salon: Salon = createSalon(page, words, {
    chat: async () => () => startChat(salon),
    callback: async () => () => startCallback(salon, callWords),
    surroundings: () => new Promise(() => {}),
    ...fetches,
  });
  stop = drawSheet(salon, box);
  return { salon, see: within(box as HTMLElement), box, launcher, root };
}
const press = (element: HTMLElement) => fireEvent.click(element);
const write = (field: HTMLElement, text: string) => fireEvent.input(field, { target: { value: text } });

beforeEach(() => {
  asked.length = 0;
  answers = { 'GET requests': { ok: true, requests: [] }, 'POST sessions': { ok: true, shopper: 's', token: 't' } };
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {}
    },
  );
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const path = address.replace('https://relay.example/api/', '').replace(/\?.*/, '');
    const headers = (init.headers ?? {}) as Record<string, string>;
    const method = init.method ?? 'GET';
    asked.push({ path, method, body: JSON.parse(String(init.body ?? '{}')), token: headers.authorization ?? null });
    const answer = answers[`${method} ${path}`];
    return {
      ok: answer != null,
      json: async () => (typeof answer === 'function' ? answer(asked.at(-1)?.body) : answer),
    };
  });
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
  localStorage.clear();
  vi.unstubAllGlobals();
});

describe('the welcome', () => {
  it('Y15: its names are the words that it shows, and each choice says what it means', async () => {
    const { salon, see } = opened();
    salon.sheet.open();
    await vi.waitFor(() => see.getByText('Claire'));
    see.getByRole('dialog', { name: 'Talk to an associate' });
    const chat = see.getByRole('button', {
      name: 'Live chat',
      description: /Somebody is free now. Write, and a person answers/,
    });
    expect(chat.textContent).toContain('Live chat');
    see.getByRole('button', { name: 'Call me back', description: /time that suits you/ });
    see.getByRole('button', { name: 'Ask for Claire', description: /Maison Aurèle Paris · \d/ });
    see.getByRole('button', { name: 'Close' });
  });

  it('T11: when nobody is free, Live chat stands with who answers and from when', async () => {
    const { salon, see } = opened({
      ...presence,
      free: false,
      people: [],
      there: { kind: 'closed', place: PARIS, at: Date.UTC(2030, 0, 7, 9) },
    });
    salon.sheet.open();
    await vi.waitFor(() =>
      see.getByRole('button', {
        name: 'Live chat',
        description: /Maison Aurèle Paris is closed just now. Write, and it answers from/,
      }),
    );
    expect(see.queryByText('Claire')).toBeNull();
  });

  it('says who is there in the same words on the welcome and on the call form (case 20)', async () => {
    const at = Date.UTC(2030, 0, 7, 9);
    const kinds: [There, welcome: RegExp, form: RegExp | null][] = [
      [{ kind: 'free' }, /^Somebody is free now\. Write, and a person answers\.$/, /^Somebody is free now\.$/],
      [
        { kind: 'with_clients', place: PARIS, at },
        /^Everybody is with a client just now\. Write, and Maison Aurèle Paris answers by .*; you will find it here\.$/,
        /^Everybody is with a client just now\. We call as soon as one of us is free\.$/,
      ],
      [
        { kind: 'nobody_here', place: PARIS, at },
        /^Nobody is free just now\. Write, and Maison Aurèle Paris answers by .*; you will find it here\.$/,
        /^Nobody is free just now\. A call from about .*\.$/,
      ],
      [
        { kind: 'closed', place: PARIS, at },
        /^Maison Aurèle Paris is closed just now\. Write, and it answers from .*; you will find it here\.$/,
        /^Maison Aurèle Paris is closed just now\. A call from about .*\.$/,
      ],
      [
        { kind: 'untold' },
        /^\s?Write; a person answers as soon as one is free\.$/,
        /^We call as soon as one of us is free\.$/,
      ],
      [
        { kind: 'never', why: 'hours' },
        /^We cannot name an hour just now\. Write; you will find the answer here\.$/,
        null,
      ],
      [
        { kind: 'never', why: 'language' },
        /^Nobody at Maison Aurèle speaks the language of this page\. You may write all the same/,
        null,
      ],
    ];
    for (const [there, welcome, form] of kinds) {
      answers['GET slots'] = { ok: true, place: PARIS, places: [], days: [], asap: there };
      const { salon, see } = opened({ ...presence, there, free: there.kind === 'free', people: [] });
      salon.sheet.open();
      await vi.waitFor(() => see.getByRole('button', { name: 'Live chat', description: welcome }));
      if (form) {
        salon.sheet.choose('callback');
        await vi.waitFor(() => see.getByRole('radio', { name: 'As soon as possible', description: form }));
      }
      stop();
      document.body.replaceChildren();
    }
  });

  it('hears of a change while it stands open, and asks for nothing in the background or once it is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { salon, see } = opened({
      ...presence,
      there: { kind: 'nobody_here', place: PARIS, at: 0 },
      free: false,
      people: [],
    });
    lookAround(salon, document.createElement('dialog'));
    const asks = () => asked.filter(({ path }) => path === 'presence').length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(0);
    salon.sheet.open();
    answers['GET presence'] = {
      ...presence,
      there: { kind: 'nobody_here', place: PARIS, at: 0 },
      free: false,
      people: [],
    };
    await vi.advanceTimersByTimeAsync(20);
    expect(asks()).toBe(1);
    see.getByRole('button', { name: 'Live chat', description: /Nobody is free just now/ });
    answers['GET presence'] = presence;
    await vi.advanceTimersByTimeAsync(11_000);
    see.getByRole('button', { name: 'Live chat', description: /Somebody is free now/ });
    const before = asks();
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    onTestFinished(() => visible.mockRestore());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(before);
    visible.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asks()).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(0);
    // A relay that does not answer is asked less and less often.
    answers['GET presence'] = null;
    await vi.advanceTimersByTimeAsync(300_000);
    expect(asks()).toBeLessThan(before + 8);
    salon.sheet.close();
    const closed = asks();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(asks()).toBe(closed);
  });

  it('E02: without an answer about presence both choices stand', () => {
    const { salon, see } = opened(null);
    salon.sheet.open();
    see.getByRole('button', { name: 'Live chat' });
    see.getByRole('button', { name: 'Call me back' });
  });

  it('asking for a person goes along as a wish', async () => {
    const { salon, see } = opened();
    salon.sheet.open();
    press(await vi.waitFor(() => see.getByRole('button', { name: 'Ask for Claire' })));
    expect(salon.writing.wishes.value).toEqual({ associate: CLAIRE.id });
    see.getByRole('textbox', { name: 'Message' });
  });

  it('a brand with one channel is one click away from it', async () => {
    const { salon, see } = opened({ ...presence, channels: ['chat'] });
    salon.sheet.open();
    await vi.waitFor(() => see.getByRole('textbox', { name: 'Message' }));
  });

  it('Y01: Escape closes, and focus goes back to the launcher', async () => {
    const { salon, see, launcher, root } = opened();
    launcher.focus();
    salon.sheet.open();
    const heading = see.getByRole('heading');
    await vi.waitFor(() => expect([root.activeElement, launcher.ariaExpanded]).toEqual([heading, 'true']));
    fireEvent.keyDown(heading, { key: 'Escape' });
    expect([root.activeElement, launcher.ariaExpanded]).toEqual([launcher, 'false']);
    expect(see.queryByRole('dialog')).toBeNull();
  });

  it('closed before its first frame, it takes no focus', async () => {
    const { salon, launcher, root } = opened();
    launcher.focus();
    salon.sheet.open();
    salon.sheet.close();
    await new Promise((later) => afterFrame(() => later(null)));
    expect(root.activeElement).toBe(launcher);
  });

  it('the page’s own shortcuts do not hear what she types', () => {
    const { salon, see } = opened();
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    salon.sheet.open('chat');
    fireEvent.keyDown(see.getByRole('textbox', { name: 'Message' }), { key: '/' });
    expect(heard).not.toHaveBeenCalled();
    document.removeEventListener('keydown', heard);
  });
});

describe('the conversation', () => {
  it('the composer is there at once, with focus, before anything else has arrived', async () => {
    const { salon, see, root } = opened(null);
    salon.sheet.open('chat');
    see.getByRole('log', { name: 'Conversation' });
    expect(see.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    await vi.waitFor(() => expect(root.activeElement).toBe(see.getByRole('textbox', { name: 'Message' })));
  });

  it('P04: nothing is stored until she sends', async () => {
    const { salon, see } = opened();
    salon.sheet.open('chat');
    write(see.getByRole('textbox', { name: 'Message' }), 'Good morning');
    await vi.waitFor(() => expect(asked.map(({ path }) => path)).toContain('sessions'));
    expect(localStorage.length).toBe(0);
    press(see.getByRole('button', { name: 'Send' }));
    expect(localStorage.length).toBeGreaterThan(0);
    see.getByText('Good morning');
    await vi.waitFor(() => see.getByText('Sending'));
    see.getByRole('button', { name: 'Call me instead' });
  });

  it('Enter sends; in the midst of composing a word, or with Shift, it does not', () => {
    const { salon, see } = opened();
    salon.sheet.open('chat');
    const field = see.getByRole('textbox', { name: 'Message' });
    write(field, 'こんにちは');
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
    expect(salon.thread.lines.value).toEqual([]);
    for (const isComposing of [true, false]) fireEvent.keyDown(field, { key: 'Escape', keyCode: 229, isComposing });
    expect(salon.sheet.opened.value).toBe(true);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(salon.thread.lines.value).toHaveLength(1);
    expect((field as HTMLTextAreaElement).value).toBe('');
  });

  it('X01, X02: what anybody wrote is text and nothing else', async () => {
    const { salon, box, see } = opened();
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script> javascript:alert(1)';
    salon.thread.conversation.value = CONVERSATION;
    salon.thread.entries.value = [
      entry(1, hostile),
      {
        ...entry(2),
        by: { kind: 'associate', id: 'x', name: hostile, title: hostile, place: '', portrait: 'javascript:1' },
      },
    ];
    salon.thread.requests.value = [
      request({ state: 'assigned', holder: { ...CLAIRE, name: hostile, portrait: '//evil/x' } }),
    ];
    see.getByText(hostile, { selector: '.text' });
    expect(box.querySelector('img, script, [href^=javascript]')).toBeNull();
  });

  const byHerself = (seq: number, text: string) => ({
    ...entry(seq, text),
    by: { kind: 'shopper' as const, id: 'her', name: null },
  });

  it('what the house says while she is there is read aloud once; the log, earlier words and her own are not', async () => {
    const { salon, box } = opened();
    const told = listenTo(box);
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    const opening = told().length;
    salon.thread.conversation.value = CONVERSATION;
    const log = Array.from({ length: 50 }, (_, i) => (i % 2 ? entry : byHerself)(101 + i, `line ${i}`));
    salon.thread.entries.value = log;
    salon.thread.entries.value = [...Array.from({ length: 100 }, (_, i) => entry(1 + i, `earlier ${i}`)), ...log];
    salon.thread.entries.value = [...salon.thread.entries.value, byHerself(151, 'by herself')];
    expect(told().slice(opening)).toEqual([]);
    salon.thread.entries.value = [...salon.thread.entries.value, entry(152, 'Here it is.')];
    expect(told().slice(opening)).toEqual(['Claire: Here it is.']);
    salon.thread.entries.value = [...salon.thread.entries.value, entry(153, 'Here it is.')];
    expect(told().slice(opening)).toEqual(['Claire: Here it is.', 'Claire: Here it is.']);
    salon.sheet.close();
    salon.thread.entries.value = [...salon.thread.entries.value, entry(154, 'Unseen.')];
    salon.sheet.open('chat');
    expect(told().slice(opening)).toHaveLength(2);
  });

  it('what only a newer relay or another tab’s newer widget knows keeps its place, and is shown and said nowhere', async () => {
    const { salon, box, see } = opened();
    const told = listenTo(box);
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    const strange = (seq: number, kind: string) => ({ ...entry(seq), kind, body: { scene: 'a scene' } }) as never;
    salon.thread.conversation.value = CONVERSATION;
    salon.thread.entries.value = [entry(1, 'before it'), strange(2, 'hologram'), entry(3, 'behind it')];
    const draft = { id: 'of another tab', kind: 'hologram', body: { scene: 'a scene' } } as never;
    salon.thread.lines.value = [{ draft, at: 1, refused: 'blocked' }];
    see.getByText('before it');
    see.getByText('behind it');
    expect(box.querySelectorAll('.log .text')).toHaveLength(2);
    expect(box.querySelectorAll('.happening')).toHaveLength(0);
    salon.thread.entries.value = [...salon.thread.entries.value, strange(4, 'constructor'), entry(5, 'and on')];
    see.getByText('and on');
    expect(salon.thread.unread.value).toBe(3);
    expect(told().at(-1)).toBe('Claire: and on');
    expect(box.textContent).not.toContain('a scene');
  });

  it('a message is in its own language, not in the page’s, and its words say which way it runs', async () => {
    const { salon, box } = opened();
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    salon.thread.requests.value = [request({ language: 'fr-FR' })];
    salon.thread.entries.value = [
      byHerself(1, 'Bonjour'),
      byHerself(2, 'مرحبا https://aurele.example/azur شكرا'),
      entry(3, 'Hello'),
    ];
    const lines = [...box.querySelectorAll('.text')];
    expect(lines.map((line) => line.getAttribute('lang'))).toEqual(['fr-FR', '', '']);
    expect(lines.map((line) => line.getAttribute('dir'))).toEqual(['auto', 'auto', 'auto']);
    // Only what stands outside <bdi> is asked for the direction.
    expect([...(lines[1]?.childNodes ?? [])].map((node) => node.nodeName)).toEqual(['#text', 'A', '#text']);
    expect(lines[1]?.querySelector('a')?.firstElementChild?.nodeName).toBe('BDI');
  });

  it('while a person is asked she is told whom, and may be called instead', async () => {
    const { salon, see } = opened();
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    salon.thread.requests.value = [request({ state: 'offered', asking: [CLAIRE] })];
    expect(see.getAllByRole('status').some((status) => status.textContent === 'We are asking Claire in Paris.')).toBe(
      true,
    );
    salon.thread.requests.value = [request({ version: 2, slow: true })];
    see.getByRole('button', { name: 'Answer me in writing' });
    salon.writing.fill({ draft: 'half a word' });
    press(see.getByRole('button', { name: 'Call me instead' }));
    await vi.waitFor(() => see.getByRole('textbox', { name: 'Phone' }));
    expect([salon.sheet.turning.value, salon.writing.draft.value]).toEqual([true, 'half a word']);
  });

  it('while nobody comes she reads by when she is answered, or that it cannot be promised', async () => {
    const { salon, see } = opened();
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    const at = Date.UTC(2030, 0, 7, 9);
    salon.thread.requests.value = [request({ nobody: { kind: 'with_clients', place: PARIS, at } })];
    see.getByText(/^Everybody is with a client just now\. Maison Aurèle Paris answers by .*; you will find it here\.$/);
    const left = request({ version: 2, kind: 'left_message', state: 'later', nobody: { kind: 'never', why: 'hours' } });
    salon.thread.requests.value = [left];
    see.getByText('Your message is with us. You will find the answer here.');
    salon.thread.requests.value = [{ ...left, version: 3, nobody: { kind: 'never', why: 'language' }, language: 'pt' }];
    see.getByText(/^Maison Aurèle has your words\. Nobody there writes Portuguese, so an answer is not promised;/);
    expect(see.queryByText(/You have an answer here by/)).toBeNull();
  });

  it('her associate stands at the head once she has accepted', async () => {
    const { salon, see } = opened();
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    salon.thread.requests.value = [request({ state: 'assigned', holder: CLAIRE })];
    see.getByText('Claire');
    see.getByText('Maison Aurèle Paris');
  });

  it('Y07: what was not sent keeps its text, says why, and Retry is the next stop behind the field', async () => {
    const { salon, see, box } = opened();
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    salon.memory.put({
      draft: { id: 'a', kind: 'message', body: { text: 'Good morning' } },
      at: 0,
      refused: 'blocked',
    });
    salon.thread.lines.value = salon.memory.lines();
    see.getByText('Good morning');
    await vi.waitFor(() => see.getByRole('button', { name: 'Retry' }));
    const stops = [...box.querySelectorAll<HTMLElement>('textarea, button')];
    expect(stops[stops.indexOf(see.getByRole('textbox', { name: 'Message' })) + 1]).toBe(
      see.getByRole('button', { name: 'Retry' }),
    );
    see.getByRole('button', { name: 'Copy' });
    press(see.getByRole('button', { name: 'Retry' }));
    expect(salon.thread.lines.value[0]?.refused).toBeUndefined();
  });

  it('Y04: a message that arrives never moves the focus, and is counted while the sheet is closed', async () => {
    const { salon, see, root } = opened();
    salon.sheet.open('chat');
    const field = see.getByRole('textbox', { name: 'Message' });
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    await vi.waitFor(() => expect(root.activeElement).toBe(field));
    salon.thread.entries.value = [entry(1, 'Good morning')];
    expect(root.activeElement).toBe(field);
    salon.sheet.close();
    salon.thread.entries.value = [entry(1), entry(2)];
    expect(salon.thread.unread.value).toBeGreaterThan(0);
  });

  it('P06: end and forget leaves nothing here and ends the token at the relay', async () => {
    answers['DELETE sessions'] = { ok: true };
    const { salon, see } = opened();
    salon.sheet.open('chat');
    write(see.getByRole('textbox', { name: 'Message' }), 'Good morning');
    press(see.getByRole('button', { name: 'Send' }));
    await vi.waitFor(() => expect(localStorage.getItem('salon:1:maison-aurele')).toContain('"token":"t"'));
    salon.thread.conversation.value = CONVERSATION;
    press(await vi.waitFor(() => see.getByRole('button', { name: 'End and forget' })));
    press(see.getByRole('button', { name: 'End and forget' }));
    await vi.waitFor(() =>
      expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: 'sessions', token: 'Bearer t' }),
    );
    expect(localStorage.length).toBe(0);
    see.getByRole('button', { name: 'Live chat' });
    expect(see.queryByText('Good morning')).toBeNull();
  });
});

describe('the callback', () => {
  const slot = { startAt: Date.UTC(2030, 0, 7, 9), endAt: Date.UTC(2030, 0, 7, 9, 30) };
  const standing = request({
    id: 'c',
    kind: 'callback',
    state: 'later',
    dueAt: slot.startAt,
    endAt: slot.endAt,
    place: PARIS,
  });

  async function form() {
    answers['GET slots'] = {
      ok: true,
      place: PARIS,
      places: [],
      days: [{ date: '2030-01-07', slots: [slot] }],
      asap: { kind: 'free' },
    };
    const drawn = opened();
    drawn.salon.sheet.open('callback');
    await vi.waitFor(() => drawn.see.getByRole('button', { name: 'Ask for the call' }));
    return drawn;
  }
  const ask = (see: ReturnType<typeof within>) => press(see.getByRole('button', { name: 'Ask for the call' }));

  it('Y17: focus goes to the first error, which is said beside its field and bound to it', async () => {
    const { see, root } = await form();
    ask(see);
    const name = see.getByRole('textbox', { name: 'Your name', description: 'Please tell us your name.' });
    expect(see.getByRole('textbox', { name: 'Phone', description: /number/ }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await vi.waitFor(() => expect(root.activeElement).toBe(name));
  });

  it('the first time is as soon as possible, slots follow; it opens no socket', async () => {
    const opening = vi.fn();
    vi.stubGlobal('WebSocket', opening);
    const { see } = await form();
    const group = within(see.getByRole('group', { name: 'When' }));
    await vi.waitFor(() => expect(group.getAllByRole('radio')).toHaveLength(3));
    expect(group.getAllByRole('radio')[0]).toBe(
      group.getByRole('radio', { name: 'As soon as possible', checked: true }),
    );
    expect(opening).not.toHaveBeenCalled();
  });

  it('a number that may not be called is refused beside the field, with nothing retyped', async () => {
    const { see, root } = await form();
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(see.getByRole('textbox', { name: 'Phone' }), '12');
    answers['POST requests'] = {
      ok: false,
      error: { code: 'phone_number', message: '', field: 'phone', reason: 'invalid' },
    };
    ask(see);
    const phone = await vi.waitFor(() => see.getByRole('textbox', { name: 'Phone', description: /not a number/ }));
    expect([
      (phone as HTMLInputElement).value,
      (see.getByRole('textbox', { name: 'Your name' }) as HTMLInputElement).value,
    ]).toEqual(['12', 'Ada']);
    await vi.waitFor(() => expect(root.activeElement).toBe(phone));
  });

  const refusedBy = (reason: string) => ({
    ok: false,
    error: { code: 'phone_number', message: '', field: 'phone', reason },
  });
  const asks = async (phone: string) => {
    const shown = await form();
    write(shown.see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(shown.see.getByRole('textbox', { name: 'Phone' }), phone);
    ask(shown.see);
    return shown;
  };

  it('case 23: a number whose country nothing tells is asked for it, and taken once she says it', async () => {
    answers['POST requests'] = refusedBy('code');
    const { see } = await asks('06 1234 5678');
    const field = await vi.waitFor(() => see.getByRole('textbox', { name: 'Phone', description: /country.*\+44/ }));
    const country = see.getByRole('combobox', { name: 'Country of this number' }) as HTMLSelectElement;
    expect(country.value).toBe('');
    expect(within(country).getByRole('option', { name: 'Choose' })).toBeTruthy();
    expect(within(country).getAllByRole('option')).toHaveLength(246);
    fireEvent.input(country, { target: { value: 'IT' } });
    fireEvent.change(country);
    await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBeNull());
    expect(country.value).toBe('IT');
    answers['POST requests'] = { ok: true, request: standing };
    ask(see);
    await vi.waitFor(() =>
      expect(asked.findLast(({ method, path }) => method === 'POST' && path === 'requests')?.body).toMatchObject({
        phone: '06 1234 5678',
        country: 'IT',
      }),
    );
  });

  it('a number of a country that the house does not call is said to be one', async () => {
    answers['POST requests'] = refusedBy('country');
    const { see } = await asks('+41 44 201 12 34');
    const field = await vi.waitFor(() => see.getByRole('textbox', { name: 'Phone', description: /of this country/ }));
    write(field, '+33 6 12 34 56 78');
    await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBeNull());
  });

  it('a call that cannot be asked for offers to write instead', async () => {
    answers['POST requests'] = { ok: false, error: { code: 'slow_down', message: '' } };
    const { see, salon } = await asks('06 12 34 56 78');
    press(await vi.waitFor(() => see.getByRole('button', { name: 'Write instead' })));
    expect(salon.sheet.view.value).toBe('chat');
  });

  it('a call that is not possible offers to write instead, and says no more', async () => {
    answers['POST requests'] = { ok: false, error: { code: 'call_not_possible', message: '' } };
    const { see, salon } = await asks('+33 892 70 12 39');
    await vi.waitFor(() =>
      expect(see.getByRole('alert').textContent).toBe('This call cannot be arranged. You may write to us instead.'),
    );
    expect(see.getByRole('textbox', { name: 'Phone' }).getAttribute('aria-invalid')).toBeNull();
    press(see.getByRole('button', { name: 'Write instead' }));
    expect(salon.sheet.view.value).toBe('chat');
  });

  it('a call that stands already, asked for in another tab, is shown to be moved', async () => {
    answers['POST requests'] = { ok: false, error: { code: 'call_stands', message: '', id: 'c' } };
    answers['GET requests'] = { ok: true, requests: [standing] };
    const { see } = await form();
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(see.getByRole('textbox', { name: 'Phone' }), '06 12 34 56 78');
    ask(see);
    await vi.waitFor(() => expect(see.getByRole('button', { name: 'Another time' })).toBeTruthy());
  });

  it('is asked for, confirmed by house and time, moved and withdrawn', async () => {
    const { see } = await form();
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(see.getByRole('textbox', { name: 'Phone' }), '06 12 34 56 78');
    press(await vi.waitFor(() => within(see.getByRole('radiogroup')).getAllByRole('radio')[0] as HTMLElement));
    answers['POST requests'] = { ok: true, request: standing };
    answers['POST requests/c/withdraw'] = { ok: true, request: { ...standing, version: 9, state: 'withdrawn' } };
    ask(see);
    const status = () =>
      see
        .getAllByRole('status')
        .map(({ textContent }) => textContent)
        .join(' ');
    await vi.waitFor(() => expect(status()).toMatch(/Maison Aurèle calls you.*between/));
    expect(asked.findLast(({ path }) => path === 'requests')).toMatchObject({
      token: 'Bearer t',
      body: {
        kind: 'callback',
        name: 'Ada',
        phone: '06 12 34 56 78',
        when: { kind: 'slot', place: 'paris', startAt: slot.startAt },
        notice: '7',
      },
    });
    press(see.getByRole('button', { name: 'Another time' }));
    see.getByRole('button', { name: 'Move the call' });
    press(see.getByRole('button', { name: 'Leave it as it is' }));
    press(await vi.waitFor(() => see.getByRole('button', { name: 'I no longer need the call' })));
    await vi.waitFor(() => expect(status()).toContain('The call is withdrawn'));
  });

  it('where no call can be promised it says why, and she may write (case 22)', async () => {
    for (const [why, said, write] of [
      ['night', 'No time of day suits both: while we are open, it is night with you.', /^Write to us instead/],
      ['hours', 'We cannot name an hour just now.', 'Write; you will find the answer here.'],
      [
        'language',
        'Nobody at Maison Aurèle speaks the language of this page.',
        'You may write all the same; an answer is not promised.',
      ],
    ] as const) {
      answers['GET slots'] = { ok: true, place: null, places: [], days: [], asap: { kind: 'never', why } };
      const { salon, see } = opened();
      salon.sheet.open('callback');
      await vi.waitFor(() => see.getByText(said));
      see.getByText(write);
      expect(see.queryByRole('radio')).toBeNull();
      expect(see.queryByRole('button', { name: 'Ask for the call' })).toBeNull();
      press(see.getByRole('button', { name: 'Write instead' }));
      see.getByRole('textbox', { name: 'Message' });
      stop();
      document.body.replaceChildren();
    }
    // It has become so since the form was drawn.
    const { see } = await form();
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(see.getByRole('textbox', { name: 'Phone' }), '06 12 34 56 78');
    answers['POST requests'] = { ok: false, error: { code: 'no_time', message: '', field: 'when' } };
    ask(see);
    await vi.waitFor(() => see.getByText('We cannot promise a call. Please write to us instead.'));
  });

  it('a call is named and numbered only where that is sure, and one that nobody can make is told', async () => {
    const { see, salon } = await form();
    salon.thread.requests.value = [{ ...standing, phone: '+33 6 12 34 56 78' }];
    await vi.waitFor(() => see.getByRole('heading', { name: 'Maison Aurèle calls you' }));
    expect(see.queryByText(/The call comes from/)).toBeNull();
    const never = { kind: 'never', why: 'language' } as const;
    salon.thread.requests.value = [{ ...standing, version: 2, nobody: never, language: 'pt-BR' }];
    await vi.waitFor(() => see.getByRole('heading', { name: 'Your call' }));
    see.getByText(/^Nobody at Maison Aurèle speaks your language any more, so this call can no longer be promised\./);
    salon.thread.requests.value = [
      { ...standing, version: 3, state: 'assigned', holder: CLAIRE, callsFrom: '+33 1 42 60 12 34' },
    ];
    await vi.waitFor(() => see.getByRole('heading', { name: 'Claire calls you' }));
    see.getByText('The call comes from +33 1 42 60 12 34.');
  });

  it('an ask whose answer was lost is not asked twice, even with another number', async () => {
    const { see, salon } = await form();
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(see.getByRole('textbox', { name: 'Phone' }), '06 12 34 56 78');
    answers['POST requests'] = null;
    ask(see);
    await vi.waitFor(() => see.getByRole('alert'));
    const first = asked.findLast(({ path }) => path === 'requests')?.body.id;
    answers['GET requests'] = { ok: true, requests: [{ ...standing, id: first }] };
    write(see.getByRole('textbox', { name: 'Phone' }), '06 99 99 99 99');
    ask(see);
    await vi.waitFor(() => expect(salon.thread.requests.value.map(({ id }) => id)).toEqual([first]));
    expect(asked.filter(({ method, path }) => method === 'POST' && path === 'requests')).toHaveLength(1);
  });

  it('asked for in the stead of a live request while the line is down, the live one ends, once it can be said', async () => {
    const { see, salon } = await form();
    salon.memory.keep({ shopper: 's', token: 't' });
    const live = request({ id: 'l', state: 'waiting' });
    salon.thread.requests.value = [live];
    salon.sheet.turn(true);
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    write(see.getByRole('textbox', { name: 'Phone' }), '06 12 34 56 78');
    answers['POST requests'] = { ok: true, request: standing };
    answers['POST requests/l/withdraw'] = null;
    ask(see);
    await vi.waitFor(() => see.getByRole('button', { name: 'I no longer need the call' }));
    await vi.waitFor(() => expect(asked.map(({ path }) => path)).toContain('requests/l/withdraw'));
    answers['POST requests/l/withdraw'] = { ok: true, request: { ...live, version: 2, state: 'withdrawn' } };
    window.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(salon.thread.requests.value.find(({ id }) => id === 'l')?.state).toBe('withdrawn'));
    expect(salon.memory.kept().superseded).toBe('');
  });

  it('asked for after she had all of it forgotten, it is asked by somebody new', async () => {
    answers['POST requests'] = { ok: true, request: standing };
    const { see, salon } = await asks('06 12 34 56 78');
    await vi.waitFor(() => see.getByRole('button', { name: 'I no longer need the call' }));
    await forget(salon);
    answers['POST sessions'] = { ok: true, shopper: 'new', token: 'another' };
    salon.sheet.choose('callback');
    write(see.getByRole('textbox', { name: 'Your name' }), 'Ada');
    ask(see);
    await vi.waitFor(() => see.getByRole('button', { name: 'I no longer need the call' }));
    const asking = asked.filter(({ method, path }) => method === 'POST' && path === 'requests');
    expect(asking.map(({ token }) => token)).toEqual(['Bearer t', 'Bearer another']);
  });

  it('chosen in the stead of a live request, it stays so when its form could not be fetched at first', async () => {
    const { see, salon } = opened(presence, { callback: () => Promise.reject(new Error('cut off')) });
    salon.sheet.open('chat');
    await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
    salon.thread.requests.value = [request()];
    press(see.getByRole('button', { name: 'Call me instead' }));
    press(await vi.waitFor(() => see.getByRole('button', { name: 'Retry' })));
    expect(salon.sheet.turning.value).toBe(true);
    press(see.getByRole('button', { name: 'Back' }));
    salon.sheet.choose('callback');
    expect(salon.sheet.turning.value).toBe(false);
  });

  it('that stands is looked at again when the page wakes: who calls is named, and who did not reach her', async () => {
    const { see, salon } = await form();
    salon.memory.keep({ shopper: 's', token: 't' });
    salon.thread.requests.value = [standing];
    const told = (change: object) => {
      answers['GET requests'] = { ok: true, requests: [{ ...standing, ...change }] };
      window.dispatchEvent(new Event('focus'));
    };
    told({ version: 2, state: 'assigned', holder: CLAIRE });
    await vi.waitFor(() => see.getByRole('heading', { name: 'Claire calls you' }));
    told({ version: 3, state: 'later', tries: 1 });
    await vi.waitFor(() => see.getByText(/^Claire rang and did not reach you\. We try again at .*Another time\?$/));
    told({ version: 4, state: 'done' });
    await vi.waitFor(() => see.getByText('We spoke on the telephone.'));
    const before = asked.length;
    window.dispatchEvent(new Event('focus'));
    expect(asked).toHaveLength(before);
  });
});
