import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { breaches, type House, type Manifest, undeclared } from './helpers/house-rules.ts';
import { readHouse, readSource } from './helpers/source-files.ts';

const SERVER = ['domain', 'actions', 'store', 'channels', 'edge', 'http', 'sockets', 'operation', 'metrics', 'cli'].map(
  (room) => `server/${room}`,
);
const SCREEN = ['preact', '@preact/signals', 'socket.io-client'];

/** The house: which way imports run. Adding an arrow means changing this table in the same commit. */
const HOUSE: House = {
  protocol: { values: [], packages: ['zod'], node: false },
  widget: { values: ['protocol:light'], packages: SCREEN, node: false },
  console: {
    values: ['protocol:light'],
    packages: [...SCREEN, '@fontsource-variable/cormorant', '@fontsource-variable/inter'],
    node: false,
  },
  'server/domain': {
    values: ['protocol:light'],
    packages: ['temporal-polyfill', 'libphonenumber-js'],
    node: false,
    pure: true,
  },
  'server/actions': { values: ['server/domain', 'protocol'], types: ['server/store', 'server/channels'], node: true },
  'server/store': { values: ['protocol'], types: ['server/domain'], node: true },
  'server/channels': { values: ['protocol'], node: true },
  'server/edge': { values: ['protocol'], node: true },
  'server/http': {
    values: ['server/actions', 'server/edge', 'protocol'],
    types: ['server/domain', 'server/store'],
    node: true,
  },
  'server/sockets': {
    values: ['server/actions', 'server/edge', 'protocol'],
    types: ['server/domain', 'server/store'],
    node: true,
  },
  'server/operation': { values: ['server/actions', 'server/store', 'protocol'], node: true },
  'server/metrics': {
    values: ['server/actions', 'server/domain', 'server/operation', 'protocol'],
    types: ['server/store', 'server/http', 'server/sockets', 'server/edge'],
    node: true,
  },
  'server/cli': {
    values: ['server', 'server/actions', 'server/http', 'server/operation', 'server/store', 'protocol'],
    types: ['server/domain'],
    node: true,
  },
  server: { values: [...SERVER, 'protocol', 'build'], node: true },
  // The names of the widget's sentences are short in its build, which is made once for each of its languages.
  build: { values: ['protocol', 'widget'], node: true },
  // Its pictures are drawn in Chromium.
  'demo-site': { values: [], packages: ['playwright-core'], node: true },
  tests: { values: ['protocol', 'widget', 'console', 'server', ...SERVER, 'build', 'demo-site'], node: true },
  'vite.config.ts': { values: ['build', 'widget'], node: true },
  'vitest.config.ts': { values: ['tests'], node: true },
};

const root = new URL('..', import.meta.url);
const house = readHouse(fileURLToPath(root));
const manifest: Manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

const said = (...planted: [path: string, code: string][]) =>
  breaches(
    HOUSE,
    planted.map(([path, code]) => readSource(path, code)),
  );

describe('the house', () => {
  it('keeps its arrows, its names and its purity', () => {
    expect(breaches(HOUSE, house)).toEqual([]);
  });

  it('is read whole: no room of it but the one to come is without a file', () => {
    const empty = Object.keys(HOUSE).filter((room) => !house.some(({ path }) => `${path}/`.startsWith(`${room}/`)));
    expect(empty).toEqual(['server/channels']);
  });

  it('has the rooms that the README names', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8');
    const [, table = ''] = /\n\| Room \|.*\n.*\n((?:\|.*\n)+)/.exec(readme) ?? [];
    const firsts = table.split('\n').map((row) => row.split('|')[1] ?? '');
    const named = firsts.flatMap((first) => [...first.matchAll(/`([^`]+?)\/?`/g)].map(([, room]) => room));
    const rooms = Object.keys(HOUSE).filter((room) => room !== 'server/channels' && !room.endsWith('.config.ts'));
    expect(named.sort()).toEqual(rooms.sort());
  });

  it('uses no package that package.json does not bring', () => {
    expect(undeclared(house, manifest)).toEqual([]);
    const planted = (path: string) => undeclared([readSource(path, `import 'vite'; import 'left-pad';`)], manifest);
    expect(planted('tests/a.test.ts')).toEqual([expect.stringContaining('left-pad')]);
    expect(planted('server/main.ts')).toHaveLength(2);
  });

  it.each([
    ['widget/app.ts', `import { a } from '../server/domain/offer.ts';`],
    ['widget/app.ts', `import type { A } from '../console/models/desk.ts';`],
    ['widget/app.ts', `const { a } = await import('../console/app.ts');`],
    ['widget/app.ts', `type A = import('../server/main.ts').A;`],
    ['widget/app.ts', `import * as z from 'zod';`],
    ['protocol/offer.ts', `import { h } from 'preact';`],
    ['server/domain/offer.ts', `import { readFileSync } from 'node:fs';`],
    ['server/domain/offer.ts', `import type { Store } from '../store/store.ts';`],
    ['server/actions/accept-offer.ts', `import { openStore } from '../store/store.ts';`],
    ['server/actions/accept-offer.ts', `export { answer } from '../sockets/answer.ts';`],
    ['server/store/store.ts', `import { decide } from '../domain/offer.ts';`],
    ['server/http/app.ts', `import type { Socket } from '../sockets/socket.ts';`],
    ['server/http/app.ts', `import { restoreStore } from '../operation/restore-store.ts';`],
    ['server/sockets/app.ts', `import '../http/app.ts';`],
    ['server/edge/semaphore.ts', `import { signIn } from '../actions/sign-in.ts';`],
    ['server/edge/semaphore.ts', `import type { Store } from '../store/store.ts';`],
    ['server/channels/sms.ts', `import type { Store } from '../store/store.ts';`],
    ['demo-site/build.ts', `import { LIMITS } from '../protocol/limits.ts';`],
    ['widget/app.ts', `import { cast } from '../tests/helpers/cast.ts';`],
    ['server/main.ts', `import { cast } from '../tests/helpers/cast.ts';`],
    ['server/main.ts', `import { launcher } from '../widget/loader.ts';`],
    ['elsewhere/main.ts', ''],
  ])('names a wrong arrow: %s with %s', (path, code) => {
    expect(said([path, code])).toEqual([expect.stringContaining(path)]);
  });

  it('lets arrows point inward', () => {
    const right: [string, string][] = [
      ['server/domain/offer.ts', `import type { Offer } from '../../protocol/requests.ts';`],
      [
        'server/actions/accept-offer.ts',
        `import { decide } from '../domain/offer.ts'; import type { S } from '../store/s.ts';`,
      ],
      [
        'server/http/app.ts',
        `import { accept } from '../actions/accept-offer.ts'; import type { S } from '../store/s.ts';`,
      ],
      ['server/main.ts', `import { openStore } from './store/store.ts'; import express from 'express';`],
      ['tests/wire/a.test.ts', `import { openStore } from '../../server/store/store.ts';`],
    ];
    expect(said(...right)).toEqual([]);
  });

  it('lets a screen take values from light files of the protocol, and types alone from those that load zod', () => {
    const protocol: [string, string][] = [
      ['protocol/limits.ts', 'export const LIMITS = 1;'],
      ['protocol/entries.ts', `import * as z from 'zod'; export const a = z;`],
      ['protocol/offer.ts', `import { a } from './entries.ts'; export const b = a;`],
    ];
    const screen = (code: string) => said(...protocol, ['widget/app.ts', code]);
    expect(screen(`import { LIMITS } from '../protocol/limits.ts';`)).toEqual([]);
    expect(screen(`import type { A } from '../protocol/offer.ts';`)).toEqual([]);
    expect(screen(`import { b } from '../protocol/offer.ts';`)).toEqual([expect.stringContaining('load zod')]);
    expect(screen(`import { type B } from '../protocol/offer.ts';`)).toEqual([expect.stringContaining('load zod')]);
  });

  it('sees a circle, of types and of what loads later, too', () => {
    const a = `import { b } from './b.ts'; export const a = b;`;
    expect(said(['protocol/a.ts', a], ['protocol/b.ts', `import { a } from './a.ts';`])).toEqual([
      'a circle: protocol/a.ts -> protocol/b.ts -> protocol/a.ts',
    ]);
    const types = [`import type { A } from './a.ts';`, `export const b = (x: import('./a.ts').A) => x;`];
    for (const back of [...types, `export const b = () => import('./a.ts');`])
      expect(said(['protocol/a.ts', a], ['protocol/b.ts', back])).toHaveLength(1);
  });

  it.each([
    ['await', 'export async function f() { await g(); }', 2],
    ['Date.now', 'export const at = Date.now();', 1],
    ['Math.random', 'export const pick = () => Math.random();', 1],
    ['setTimeout', 'setTimeout(f, 10);', 1],
    ['new Date()', 'export const today = new Date();', 1],
  ])('hears a domain that is not pure: %s', (what, code, count) => {
    const heard = said(['server/domain/offer.ts', code]);
    expect(heard).toHaveLength(count);
    expect(heard.join()).toContain(what);
  });

  it('takes a decision on given times for pure', () => {
    expect(said(['server/domain/offer.ts', 'export const year = (at: number) => new Date(at).getFullYear();'])).toEqual(
      [],
    );
  });

  it.each([
    ['widget/models/index.ts', `export const a = 1;`],
    ['server/domain/utils.ts', ''],
    ['widget/helpers/time.ts', ''],
    ['server/http/page.tsx', ''],
    ['widget/app.ts', 'export default function app() {}'],
  ])('refuses a name or an export that hides what is there: %s', (path, code) => {
    expect(said([path, code])).toEqual([expect.stringContaining(path)]);
  });
});
