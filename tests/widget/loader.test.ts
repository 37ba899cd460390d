// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faceOf } from '../../widget/loader/face.ts';
import { readPresence } from '../../widget/models/presence.ts';
import { CLAIRE } from './plain-salon.ts';

const RELAY = 'https://relay.example/';
const presence = {
  ok: true,
  protocol: 1,
  brand: { id: 'maison-aurele', name: 'Maison Aurèle' },
  notice: { version: '1', url: null },
  free: true,
  people: [{ ...CLAIRE, portrait: '/portraits/claire.webp' }],
  answers: null,
  channels: ['chat', 'callback'],
};
type Called = ((...args: unknown[]) => unknown) & Record<string, (...args: unknown[]) => unknown>;
const salon = () => Reflect.get(window, 'Salon') as Called;
const launchers = () =>
  [...document.querySelectorAll('salon-widget')].map((host) => host.shadowRoot?.querySelector('button'));

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
  vi.stubGlobal('__APP__', 'widget/assets/app-x.js');
  vi.stubGlobal('__WORDS__', { en: 'widget/assets/en-x.js', fr: 'widget/assets/fr-x.js' });
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
    expect(address).toMatch(/^https:\/\/relay\.example\/api\/presence\?protocol=1&brand=maison-aurele&locale=en&zone=/);
    expect(asked).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(touched).not.toHaveBeenCalled();
    expect(document.cookie).toBe('');
  });

  it('shows a dot only while somebody is free', async () => {
    await load();
    await vi.waitFor(() => expect(launchers()[0]?.hasAttribute('data-free')).toBe(true));
    leave();
    await load(async () => ({ ...presence, free: false, people: [] }));
    expect(launchers()[0]?.hasAttribute('data-free')).toBe(false);
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
    expect(launchers()[0]?.hasAttribute('data-free')).toBe(false);
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
    expect(warned.mock.calls).toEqual([['[Salon] no method "nonsense"']]);
  });

  it('an unknown method warns and never throws into the page, and neither do listeners of the page', async () => {
    await load();
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(() => salon().fly?.()).not.toThrow();
    expect(() => salon()('fly')).not.toThrow();
    expect(() => salon()('constructor')).not.toThrow();
    expect(() => salon().context?.(null)).not.toThrow();
    expect(() => salon().on?.('open', 7)).not.toThrow();
    expect(warned).toHaveBeenCalledTimes(3);
    expect(await (salon() as unknown as Promise<unknown>)).toBe(salon());
  });

  it('E02: where the app cannot be fetched, it says so beside the button and may be tried again', async () => {
    await load();
    launchers()[0]?.click();
    const note = document.querySelector('salon-widget')?.shadowRoot?.querySelector('[role=status]');
    await vi.waitFor(() => expect(note?.textContent).toContain('try again'));
  });

  it('X01: what the page’s own tag says is text', async () => {
    document.documentElement.lang = '"><img src=x onerror=alert(1)>';
    await load();
    expect(document.querySelector('salon-widget')?.shadowRoot?.querySelector('img')).toBeNull();
    expect(launchers()[0]?.textContent).toBe('Talk to an associate');
  });
});

describe('what a presence answer may be', () => {
  it.each(['https://evil.example/x', '//evil.example/x', 'javascript:alert(1)', 'data:image/png,x', 7, null, {}])(
    'X02, X03: a portrait at %j is none',
    (portrait) => {
      expect(faceOf({ free: true, people: [{ portrait }] }, RELAY)).toEqual([true, undefined]);
    },
  );

  it('a portrait on the relay is one', () => {
    expect(faceOf(presence, RELAY)[1]).toBe('https://relay.example/portraits/claire.webp');
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
      { answers: 3 },
      { answers: { place: {}, at: 1 } },
      { notice: null },
    ])
      expect(readPresence({ ...presence, ...wrong })).toBeNull();
  });

  it('of a newer relay, what this widget does not know is passed over', () => {
    const newer = { ...presence, weather: 'fine', channels: ['video', 'chat'] };
    expect(readPresence(newer)).toEqual(newer);
  });
});
