// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Salon } from '../../widget/salon.d.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const readme = read('README.md');
const types = read('widget/salon.d.ts');

/** The names that an interface of the documented types holds. */
const namesOf = (which: string) => {
  const [, body = ''] = new RegExp(`interface ${which} \\{(.*?)\\n\\}`, 's').exec(types) ?? [];
  return [...body.matchAll(/^ {2}(\w+)[?(:<]/gm)].map(([, name]) => name as string);
};
/** The line that the README gives to pages whose scripts call `Salon`. */
const queue = /^ {4}(window\.Salon \?\?= .*)$/m.exec(readme)?.[1] ?? '';

const putQueue = () => new Function(queue)();
async function load() {
  // A page that was left is not watched any more.
  vi.stubGlobal(
    'MutationObserver',
    class extends MutationObserver {
      override observe() {}
    },
  );
  vi.stubGlobal('fetch', async () => ({ json: () => new Promise(() => {}) }));
  vi.stubGlobal('__GROUND__', 'widget/en/assets/hold-ground-x.js');
  // jsdom lays nothing out.
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
    },
  );
  vi.stubGlobal('__APPS__', { en: 'widget/en/assets/app-x.js', fr: 'widget/fr/assets/app-x.js' });
  window.SalonSettings = { brand: 'maison-aurele', relay: 'https://relay.example/' };
  vi.resetModules();
  await import('../../widget/loader.ts');
}
const launcher = () => document.querySelector('salon-widget')?.shadowRoot?.querySelector('button');

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  Reflect.deleteProperty(window, 'Salon');
});

describe('what web teams are told of window.Salon', () => {
  it('D4: every method and event has its type, and the README names it', () => {
    expect(namesOf('Salon').length).toBeGreaterThan(8);
    const table = readme.slice(readme.indexOf('| On the page |'), readme.indexOf('The product of the page'));
    for (const method of namesOf('Salon')) expect(table).toMatch(new RegExp(`(\`|\\.)${method}\\(`));
    for (const event of namesOf('SalonEvents')) expect(table).toContain(`\`${event}\``);
  });

  it('D4: the README names every property that the widget takes from the page’s styles', () => {
    const named = [...readme.matchAll(/`--salon-([\w-]+)`/g)].map(([, name]) => name);
    const [, written = ''] = /ROLES = \(?([^)]*?)\)?\s*\.split/.exec(read('widget/apart.ts')) ?? [];
    const roles = [...written.matchAll(/'(.*)'/g)].flatMap(([, some = '']) => some.trim().split(' '));
    expect(named.sort()).toEqual(roles.sort());
  });

  it('D4: the widget answers to every method that has a type, and to none beside', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await load();
    for (const method of namesOf('Salon')) {
      if (method !== 'on')
        expect(() => Reflect.apply(Reflect.get(window.Salon as Salon, method), null, [])).not.toThrow();
    }
    expect(warned).not.toHaveBeenCalled();
    Reflect.apply(Reflect.get(window.Salon as Salon, 'fly'), null, []);
    expect(warned).toHaveBeenCalledTimes(1);
  });

  it('D4: with the queue in place nothing throws before the script has come, and all is played in order', async () => {
    putQueue();
    const ready = vi.fn();
    const never = vi.fn();
    Salon.setLocale('fr');
    Salon.hide();
    Salon.show();
    Salon.on('ready', ready);
    const takeBack = Salon.on('ready', never);
    expect(() => Salon.open('chat')).not.toThrow();
    takeBack();
    expect(await (Salon as unknown as Promise<unknown>)).toBe(Salon);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await load();
    expect(launcher()?.textContent).toBe('Parler à un conseiller');
    expect(launcher()?.hidden).toBe(false);
    expect([ready.mock.calls.length, never.mock.calls.length, warned.mock.calls.length]).toEqual([1, 0, 0]);
  });

  it('D4: a listener of the queue can be taken back after the script has come, and the line put twice is one', async () => {
    putQueue();
    const first = window.Salon;
    putQueue();
    expect(window.Salon).toBe(first);
    const listener = vi.fn();
    const takeBack = Salon.on('open', listener);
    await load();
    takeBack();
    expect(() => Salon.open()).not.toThrow();
    putQueue();
    await load();
    expect(document.querySelectorAll('salon-widget')).toHaveLength(1);
    expect(listener).not.toHaveBeenCalled();
  });
});
