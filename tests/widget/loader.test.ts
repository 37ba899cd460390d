// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hearPage } from '../../widget/hear-page.ts';
import { portraitAt } from '../../widget/models/portrait.ts';
import { readPresence } from '../../widget/models/presence.ts';
import type { Salon } from '../../widget/models/salon.ts';
import { signal } from '../../widget/models/signals.ts';
import type { Painted } from '../../widget/page.ts';
import { pageOf } from '../../widget/page-of.ts';
import { CLAIRE, plainTab } from './plain-salon.ts';

const RELAY = 'https://relay.example/';
const presence = {
  ok: true,
  protocol: 1,
  brand: { id: 'maison-aurele', name: 'Maison Aurèle' },
  notice: { version: '1', url: null },
  there: { kind: 'free' },
  free: true,
  people: [{ ...CLAIRE, portrait: '/portraits/claire.webp' }],
  answers: null,
  channels: ['chat', 'callback'],
};
type Called = ((...args: unknown[]) => unknown) & Record<string, (...args: unknown[]) => unknown>;
const salon = () => Reflect.get(window, 'Salon') as unknown as Called;
const launchers = () =>
  [...document.querySelectorAll('salon-widget')].map((host) => host.shadowRoot?.querySelector('button'));
const dot = () => launchers()[0]?.querySelector<HTMLElement>('.dot');

async function load(answer: () => Promise<unknown> = async () => presence) {
  const fetch = vi.fn(async (..._asked: [string, RequestInit]) => ({ json: answer }));
  vi.stubGlobal('fetch', fetch);
  vi.resetModules();
  await import('../../widget/loader.ts');
  return fetch;
}

/** A page that is left: nothing watches it any more. */
const watching: MutationObserver[] = [];
const leave = () => {
  for (const observer of watching.splice(0)) observer.disconnect();
  document.body.replaceChildren();
  Reflect.deleteProperty(window, 'Salon');
};

beforeEach(() => {
  const Watching = class extends MutationObserver {
    constructor(seen: MutationCallback) {
      super(seen);
      watching.push(this);
    }
  };
  vi.stubGlobal('MutationObserver', Watching);
  vi.stubGlobal('__GROUND__', 'widget/en/assets/hold-ground-x.js');
  // jsdom lays nothing out.
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
    },
  );
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
    },
  );
  vi.stubGlobal('__APPS__', { en: 'widget/en/assets/app-x.js', fr: 'widget/fr/assets/app-x.js' });
  const tag = document.createElement('script');
  tag.setAttribute('data-brand', 'maison-aurele');
  // jsdom fetches no scripts here; the address alone is read.
  tag.src = `${RELAY}salon.js`;
  document.head.append(tag);
  document.documentElement.lang = 'en';
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
  leave();
});

describe('the loader', () => {
  it('P04: paints one button and asks who is there, without credentials, referrer, cookie or storage', async () => {
    const touched = vi.spyOn(Storage.prototype, 'setItem');
    const fetch = await load();
    expect(launchers().map((button) => button?.textContent)).toEqual(['Talk to an associate']);
    expect(fetch).toHaveBeenCalledTimes(1);
    const [address, asked] = fetch.mock.calls[0] ?? [];
    expect(address).toBe('https://relay.example/api/presence?protocol=1&brand=maison-aurele&locale=en');
    expect(asked).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(touched).not.toHaveBeenCalled();
    expect(document.cookie).toBe('');
  });

  it('shows a dot only while somebody is free', async () => {
    await load();
    await vi.waitFor(() => expect(dot()?.hidden).toBe(false));
    leave();
    await load(async () => ({ ...presence, free: false, people: [] }));
    expect(dot()?.hidden).toBe(true);
  });

  it.each([
    ['is down', () => Promise.reject(new TypeError('failed'))],
    ['answers HTML', () => Promise.reject(new SyntaxError('<'))],
    ['answers null', async () => null],
    ['answers a number', async () => 7],
    ['answers nonsense', async () => ({ free: 'yes', people: { length: 9 } })],
    ['answers a refusal', async () => ({ ok: false, error: { code: 'origin' } })],
    [
      'poisons',
      async () => JSON.parse('{"__proto__":{"free":true,"polluted":1},"people":[{"portrait":"//evil.example/x"}]}'),
    ],
    ['is slow', () => new Promise(() => {})],
  ])('E02, X07: a relay that %s leaves a quiet button and the page in peace', async (_, answer) => {
    const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
    const failed = vi.fn();
    process.on('unhandledRejection', failed);
    await load(answer);
    await vi.waitFor(() => expect(launchers()).toHaveLength(1));
    expect(dot()?.hidden).toBe(true);
    expect(launchers()[0]?.querySelector('img')).toBeNull();
    for (const channel of said) expect(channel).not.toHaveBeenCalled();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    process.off('unhandledRejection', failed);
    expect(failed).not.toHaveBeenCalled();
  });

  it('E03: loaded twice, it is there once', async () => {
    await load();
    const first = salon();
    await load();
    expect(launchers()).toHaveLength(1);
    expect(salon()).toBe(first);
  });

  it('E03: taken out of the page by a framework, it comes back', async () => {
    await load();
    document.body.replaceChildren(document.createElement('main'));
    await vi.waitFor(() => expect(launchers()).toHaveLength(1));
  });

  it('calls made before it arrived are kept and played in order', async () => {
    const stub = Object.assign(() => {}, { q: [['setLocale', 'fr'], ['hide'], ['nonsense', 1]] });
    Reflect.set(window, 'Salon', stub);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await load();
    expect(launchers()[0]?.textContent).toBe('Parler à un conseiller');
    expect(launchers()[0]?.hidden).toBe(true);
    expect(warned.mock.calls).toEqual([['[Salon]', Error('no method nonsense')]]);
  });

  it('an unknown method warns and never throws into the page, and neither do listeners of the page', async () => {
    await load();
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(() => salon().fly?.()).not.toThrow();
    expect(() => salon()('fly')).not.toThrow();
    expect(warned).toHaveBeenCalledTimes(2);
    for (const inherited of ['constructor', 'toString', '__proto__', '__defineGetter__'])
      expect(() => salon()(inherited, 'polluted')).not.toThrow();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(() => salon().context?.(null)).not.toThrow();
    expect(() => salon().on?.('open', 7)).not.toThrow();
    expect(await (salon() as unknown as Promise<unknown>)).toBe(salon());
  });

  it('E02: where the app cannot be fetched, twice, it says so beside the button and may be tried again', async () => {
    await load();
    launchers()[0]?.click();
    const note = document.querySelector('salon-widget')?.shadowRoot?.querySelector('[role=status]');
    await vi.waitFor(() => expect(note?.textContent).toContain('try again'), 10_000);
  });

  it('X01: what the page’s own tag says is text', async () => {
    document.documentElement.lang = '"><img src=x onerror=alert(1)>';
    await load();
    expect(document.querySelector('salon-widget')?.shadowRoot?.querySelector('img')).toBeNull();
    expect(launchers()[0]?.textContent).toBe('Talk to an associate');
  });
});

describe('what the page says', () => {
  const heard = (said: unknown[][]) => {
    const tab = plainTab();
    const painted = { ...tab.page, host: document.createElement('div'), said: new Set(said) } as unknown as Painted;
    const page = pageOf(painted);
    const read = vi.fn();
    const salon = { ...tab, page, chunks: { surroundings: signal({ read }) } } as unknown as Salon;
    const speak = vi.fn(() => {
      throw new Error('spoken badly');
    });
    hearPage(salon, painted, speak);
    return { page, painted, read, speak };
  };

  it('is heard once and in order, what the loader has done by itself is passed over, and a fault stays ours', () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { page, painted, read, speak } = heard([
      ['context', { a: 1 }],
      ['hide'],
      ['setLocale', 'fr'],
      ['context', { a: 2 }],
    ]);
    expect([read, speak].map((heard) => heard.mock.calls.length)).toEqual([2, 1]);
    painted.said.add(['context', { b: 3 }]);
    painted.hear?.();
    expect(page.context()).toEqual({ a: 2, b: 3 });
    expect(painted.said.size).toBe(0);
    expect(warned).toHaveBeenCalledTimes(1);
  });

  it('a listener is told until it is taken back', () => {
    const listener = vi.fn();
    const call = ['on', 'open', listener];
    const { page, painted } = heard([call]);
    page.tell('open', {});
    page.tell('close', {});
    painted.said.delete(call as never);
    page.tell('open', {});
    expect(listener.mock.calls).toEqual([[{}]]);
  });

  it('may be said before the app is there without fetching it', async () => {
    await load();
    const ready = vi.fn();
    const takeBack = salon().on?.('ready', ready);
    salon().context?.({ product: 'x' });
    salon().setLocale?.('fr');
    expect(ready).toHaveBeenCalledTimes(1);
    expect(takeBack).toBeTypeOf('function');
    expect(launchers()[0]?.textContent).toBe('Parler à un conseiller');
    expect(document.querySelector('salon-widget')?.shadowRoot?.querySelector('[role=status]')?.textContent).toBe('');
  });
});

describe('what a presence answer may be', () => {
  it.each([
    'https://evil.example/x',
    '//evil.example/x',
    'javascript:alert(1)',
    'data:image/png,x',
    '/\\evil.example',
    '/\t/evil.example',
    7,
    null,
    {},
  ])('X02, X03: a portrait at %j is none', (portrait) => {
    expect(portraitAt(portrait, RELAY)).toBeUndefined();
  });

  it('a portrait on the relay is one', () => {
    expect(portraitAt('/portraits/claire.webp', RELAY)).toBe('https://relay.example/portraits/claire.webp');
  });

  it('is taken whole or not at all', () => {
    expect(readPresence(presence)).toEqual(presence);
    for (const nonsense of [null, 1, 'x', [], {}, { free: true }, { free: 1, brand: {} }])
      expect(readPresence(nonsense)).toBeNull();
    for (const wrong of [
      { people: [null] },
      { people: [{ ...CLAIRE, place: 'Paris' }] },
      { people: {} },
      { channels: 'chat' },
      { notice: null },
    ])
      expect(readPresence({ ...presence, ...wrong })).toBeNull();
  });

  it('who is there is said only where there are words for it', () => {
    for (const there of [undefined, 3, { kind: 'closed', place: {}, at: 1 }])
      expect(readPresence({ ...presence, there })?.there).not.toHaveProperty('place');
  });

  it('of a newer relay, what this widget does not know is passed over', () => {
    const newer = { ...presence, weather: 'fine', channels: ['video', 'chat'] };
    expect(readPresence(newer)).toEqual(newer);
  });
});
