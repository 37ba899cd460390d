// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startCallback } from '../../widget/callback.ts';
import { startChat } from '../../widget/chat.ts';
import { hearPage } from '../../widget/hear-page.ts';
import { lasting } from '../../widget/models/lasting.ts';
import { createSalon, type Salon } from '../../widget/models/salon.ts';
import type { Page, Painted } from '../../widget/page.ts';
import { lookAround } from '../../widget/surroundings.ts';
import { drawSheet } from '../../widget/views/draw.tsx';
import { words as callWords } from '../../widget/words/call-en.ts';
import { words } from '../../widget/words/en.ts';
import { request } from './plain-salon.ts';

const CALL = request({ kind: 'callback', state: 'waiting', asap: true });

/** Listeners of the page that nobody has taken back. */
const heard: string[] = [];
let watching: Set<MutationObserver>;
const intervals = new Set<unknown>();

beforeEach(() => {
  watching = new Set();
  heard.length = 0;
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    vi.spyOn(target, 'addEventListener').mockImplementation((type: string, ...given) => {
      heard.push(type);
      add(type, ...given);
    });
    vi.spyOn(target, 'removeEventListener').mockImplementation((type: string, ...given) => {
      const at = heard.indexOf(type);
      if (at >= 0) heard.splice(at, 1);
      remove(type, ...given);
    });
  }
  const { observe, disconnect } = MutationObserver.prototype;
  vi.spyOn(MutationObserver.prototype, 'observe').mockImplementation(function (this: MutationObserver, ...given) {
    watching.add(this);
    observe.apply(this, given);
  });
  vi.spyOn(MutationObserver.prototype, 'disconnect').mockImplementation(function (this: MutationObserver) {
    watching.delete(this);
    disconnect.apply(this);
  });
  const { setInterval, clearInterval } = globalThis;
  vi.stubGlobal('setInterval', (...given: Parameters<typeof setInterval>) => {
    const timer = setInterval(...given);
    // jsdom makes its frames by one of its own.
    if ((given[1] ?? 0) > 100) intervals.add(timer);
    return timer;
  });
  vi.stubGlobal('clearInterval', (timer: never) => {
    intervals.delete(timer);
    clearInterval(timer);
  });
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {}
    },
  );
  vi.stubGlobal('fetch', async () => ({
    ok: true,
    json: async () => ({ ok: true, shopper: 's', token: 't', requests: [CALL] }),
  }));
});
afterEach(() => {
  // Each test is a page of its own.
  Reflect.deleteProperty(lasting, 'push');
  lasting.length = 0;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
  localStorage.clear();
});

/** Holds the callback's chunk back until it is called. */
let arrive: () => void;

/** A sheet on a page, wired as the app wires it: what the page has said is heard once that is done. */
function drawn({ late = false } = {}) {
  const waited = late ? new Promise<void>((go) => (arrive = go)) : undefined;
  const host = document.createElement('salon-widget');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [];
  const launcher = document.createElement('button');
  const box = document.createElement('div');
  root.append(launcher, box);
  document.body.append(host);
  const tell = vi.fn();
  const page = {
    relay: 'https://relay.example/',
    brand: 'maison-aurele',
    host,
    root,
    launcher,
    locale: () => 'en',
    presence: Promise.resolve(null),
    show: () => {},
    returns: 0,
    put: () => {},
    context: () => ({}),
    tell,
  } as unknown as Page;
  const painted = { said: new Set() } as unknown as Painted;
  const salon: Salon = createSalon(page, words, {
    chat: async () => () => startChat(salon),
    callback: async () => {
      await waited;
      return () => startCallback(salon, callWords);
    },
    surroundings: async () => () => {
      setTimeout(() => hearPage(salon, painted, () => {}));
      return lookAround(salon, box.firstElementChild as HTMLElement);
    },
  });
  drawSheet(salon, box);
  return { salon, painted, box, tell };
}

/** The whole of it, opened, with all that comes in chunks. */
async function opened() {
  const { salon, painted, box, tell } = drawn();
  salon.sheet.open('chat');
  await vi.waitFor(() => expect(salon.chunks.chat.value).not.toBeNull());
  salon.sheet.choose('callback');
  await vi.waitFor(() => expect(salon.chunks.callback.value).not.toBeNull());
  // A call stands: it is looked at now and then.
  salon.thread.requests.value = [CALL];
  await vi.waitFor(() => expect(watching.size).toBeGreaterThan(1));
  return { salon, painted, box, tell };
}

test('once the page has shut it down nothing of the widget listens, watches, beats or is drawn', async () => {
  const { salon, painted, box, tell } = await opened();
  expect(heard).toContain('storage');
  expect(heard).toContain('visibilitychange');
  expect(heard).toContain('change');
  expect(intervals.size).toBeGreaterThan(0);
  painted.said.add(['shutdown']);
  painted.hear?.();
  await vi.waitFor(() => expect(tell).toHaveBeenCalledWith('forgotten', {}));
  expect(heard).toEqual([]);
  expect([...watching]).toEqual([]);
  expect([...intervals]).toEqual([]);
  const drawn = box.innerHTML;
  salon.said.say('still drawn?');
  salon.sheet.choose('callback');
  const told = tell.mock.calls.length;
  salon.thread.readSeq.value = 7;
  expect(box.innerHTML).toBe(drawn);
  expect(tell).toHaveBeenCalledTimes(told);
});

test('what was on its way as the page shut it down ends as it begins', async () => {
  const { salon, painted, tell } = drawn({ late: true });
  const shut = () => vi.waitFor(() => expect(tell).toHaveBeenCalledWith('forgotten', {}));
  // Said before the app was there, as the sheet opens: the product is looked for a moment after it is heard.
  painted.said.add(['shutdown']);
  salon.sheet.open('callback');
  await shut();
  arrive();
  await vi.waitFor(() => expect(salon.chunks.callback.value).not.toBeNull());
  await new Promise((soon) => setTimeout(soon, 20));
  expect(heard).toEqual([]);
  expect([...watching]).toEqual([]);
  expect([...intervals]).toEqual([]);
});
