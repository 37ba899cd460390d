import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressRoom } from '../../build/compress.ts';
import { readPortrait } from '../../server/actions/steps/portrait.ts';
import { consolePolicy } from '../../server/http/headers.ts';
import { webp } from '../helpers/pictures.ts';
import { type Edge, startEdge } from './edge.ts';

/** A build in small: what each room's folder looks like. */
const FILES: Record<string, string> = {
  'widget/salon.js': `/* the loader */ ${'const a = 1;'.repeat(50)}`,
  'widget/en/assets/app-BrrFiq.js': `export const app = 1;${' '.repeat(500)}`,
  'widget/en/assets/polling-u-58lG.js': 'export const polling = 1;',
  'widget/en/assets/chat-Dg3k9Xab.js': `export const chat = 1;${' '.repeat(500)}`,
  'console/index.html': '<!doctype html><title>Console</title>',
  'console/assets/index-Ab12Cd34.css': 'body { color: black }',
  'console/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'demo/index.html': '<!doctype html><title>Maison</title>',
  'demo/bag/index.html': '<!doctype html><title>Bag</title>',
  'demo/pictures/silk-carre-painting.webp': 'RIFF0000WEBP',
  'demo/assets/49db859932/shop.js': 'export const shop = 1;',
  'demo/assets/benoit-carpentr.webp': 'RIFF0000WEBP',
  'demo/404/index.html': '<!doctype html><title>Not in the house</title>',
  'front/index.html': '<!doctype html><title>Salon</title>',
  'secret.txt': 'not for anybody',
  'console/.hidden.txt': 'not for anybody',
};

let dist: string;
let edge: Edge;
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'salon-dist-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
  for (const room of ['widget', 'console', 'demo', 'front']) await compressRoom(dist, room);
  edge = await startEdge({ dist });
});
afterAll(async () => {
  await edge.close();
  rmSync(dist, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => edge.ask('GET', path, { origin: null, headers });

describe('what brands load', () => {
  it('P04: the loader is open to every page, fresh within minutes, and nothing more than itself', async () => {
    const told = await get('/salon.js', { origin: 'https://maison.example' });
    expect(told.status).toBe(200);
    expect(told.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    expect(told.headers['set-cookie']).toBeUndefined();
  });

  it.each(['app-BrrFiq.js', 'polling-u-58lG.js', 'chat-Dg3k9Xab.js'])(
    'chunks with a hash in their name are kept for ever, compressed or not: %s',
    async (name) => {
      for (const encoding of ['br', 'identity']) {
        const told = await get(`/widget/en/assets/${name}`, { 'accept-encoding': encoding });
        expect(told.headers).toMatchObject({
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=31536000, immutable',
          'cross-origin-resource-policy': 'cross-origin',
        });
      }
    },
  );

  it('texts travel compressed where the browser takes it, and are not sent again', async () => {
    const text = FILES['widget/salon.js'] ?? '';
    const brotli = await fetch(`${edge.url}/salon.js`, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotli.headers.get('vary')).toBe('Accept-Encoding');
    expect(Number(brotli.headers.get('content-length'))).toBeLessThan(text.length / 3);
    expect(await brotli.text()).toBe(text);
    const gzip = await fetch(`${edge.url}/salon.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(await gzip.text()).toBe(text);
    const plain = await get('/salon.js', { 'accept-encoding': 'identity' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe(text);
    const etag = brotli.headers.get('etag') ?? '';
    const again = await get('/salon.js', { 'accept-encoding': 'br', 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    const head = await edge.ask('HEAD', '/salon.js', { headers: { 'accept-encoding': 'br' } });
    expect([head.status, head.text, head.headers['content-encoding']]).toEqual([200, '', 'br']);
  });

  it('a text that was built anew is compressed anew, and one that is gone is gone', async () => {
    const path = join(dist, 'console/fresh.js');
    const fresh = () => fetch(`${edge.url}/console/fresh.js`, { headers: { 'accept-encoding': 'br' } });
    const built = async (text: string) => {
      writeFileSync(path, text);
      await compressRoom(dist, 'console');
      return text;
    };
    const first = await built('one '.repeat(50));
    const told = await fresh();
    expect([await told.text(), told.headers.get('content-encoding')]).toEqual([first, 'br']);
    const second = await built('twice '.repeat(50));
    const again = await fresh();
    expect([await again.text(), again.headers.get('content-encoding')]).toEqual([second, 'br']);
    expect(again.headers.get('etag')).not.toBe(told.headers.get('etag'));
    rmSync(path);
    await compressRoom(dist, 'console');
    expect((await fresh()).status).toBe(404);
  });

  it.each([
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['deflate', undefined],
    ['', undefined],
  ])('to a browser that takes “%s” as %s', async (accepted, coding) => {
    const told = await get('/salon.js', { 'accept-encoding': accepted });
    expect([told.status, told.headers['content-encoding'], told.headers.vary]).toEqual([
      200,
      coding,
      'Accept-Encoding',
    ]);
    expect(told.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(told.headers['cache-control']).toBe('public, max-age=300, stale-while-revalidate=86400');
  });

  it('a part of a file is given to whoever asks for a part, of a picture and of what is compressed', async () => {
    const picture = '/demo/pictures/silk-carre-painting.webp';
    const part = await get(picture, { range: 'bytes=4-7' });
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '0000', 'bytes 4-7/12']);
    expect((await get(picture, { range: 'bytes=90-' })).status).toBe(416);
    const etag = (await get('/salon.js', { 'accept-encoding': 'br' })).headers.etag ?? '';
    const other = await get('/salon.js', { 'accept-encoding': 'gzip', range: 'bytes=0-3', 'if-range': etag });
    // What is left of another coding is of no use.
    expect(other.status).toBe(200);
  });

  it.each(['br', 'identity'])(
    'no cache keeps what was said of a part or a state in the place of a file: %s',
    async (coding) => {
      for (const asked of [{ range: 'bytes=99999-' }, { 'if-match': '"another"' }]) {
        const told = await get('/widget/en/assets/chat-Dg3k9Xab.js', { 'accept-encoding': coding, ...asked });
        expect(told.status).toBe('range' in asked ? 416 : 412);
        expect(told.headers['cache-control']).toBe('no-store');
        for (const name of ['content-encoding', 'etag']) expect(told.headers).not.toHaveProperty(name);
      }
    },
  );

  it.each(['br', 'gzip', 'identity'])(
    'a file is known by what is in it, not by its time and length: %s',
    async (coding) => {
      const path = join(dist, 'console/same.js');
      const built = async (text: string) => {
        writeFileSync(path, text.repeat(50));
        await compressRoom(dist, 'console');
        for (const room of ['', 'br', 'gzip'])
          utimesSync(join(dist, room, 'console/same.js'), 499_162_500, 499_162_500);
      };
      await built('ab');
      const told = await get('/console/same.js', { 'accept-encoding': coding });
      await built('cd');
      const known = { 'if-none-match': told.headers.etag ?? '', 'if-modified-since': new Date().toUTCString() };
      for (const asked of [known, { 'if-modified-since': known['if-modified-since'] }]) {
        const again = await get('/console/same.js', { 'accept-encoding': coding, ...asked });
        expect([again.status, again.headers['content-length']]).toEqual([200, told.headers['content-length']]);
      }
      rmSync(path);
      await compressRoom(dist, 'console');
    },
  );

  it('the folders of compressed files are no addresses', async () => {
    for (const path of ['/br/widget/salon.js', '/gzip/console/index.html', '/widget/salon.js.br', '/console/../br/'])
      expect((await get(path)).status).toBe(404);
  });
});

describe('pages of our own', () => {
  const rules = (header: unknown): string[] => String(header).split('; ');

  it('X12: the console is framed by nobody, takes scripts, styles and sockets from itself alone, and pictures of the houses', async () => {
    const told = await get('/console/');
    expect(told.status).toBe(200);
    expect(rules(told.headers['content-security-policy'])).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' https://maison.example https://noor.example",
      "font-src 'self'",
      "manifest-src 'self'",
      `connect-src 'self' ws://localhost:${edge.port} ws://127.0.0.1:${edge.port}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "form-action 'none'",
    ]);
    expect(told.headers).toMatchObject({
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(told.headers['strict-transport-security']).toBeUndefined();
    expect(told.headers['x-powered-by']).toBeUndefined();
  });

  it('a thousand houses do not make a header that a proxy refuses', () => {
    const houses = Array.from({ length: 1_000 }, (_, i) => `https://house-${i}.example`);
    expect(consolePolicy([], houses)).toContain("img-src 'self' https:;");
    expect(consolePolicy([], houses.slice(0, 50))).toContain('https://house-49.example;');
  });

  it.each(['/demo/', '/demo/bag/', '/'])(
    'E01: %s keeps the strict rules that the README asks of a brand',
    async (path) => {
      const told = await get(path);
      expect(told.status).toBe(200);
      const policy = rules(told.headers['content-security-policy']);
      expect(policy).toContain("img-src 'self'");
      expect(policy).toContain("form-action 'self'");
      expect(policy.join()).not.toMatch(/unsafe|https:|\*/);
    },
  );

  it.each([
    ['/console', '/console/'],
    ['/demo', '/demo/'],
    ['/demo/bag', '/demo/bag/'],
  ])('%s leads to %s', async (path, to) => {
    const told = await get(path);
    expect([told.status, told.headers.location]).toEqual([301, to]);
  });

  it.each(['/demo/pictures/silk-carre-painting.webp', '/demo/assets/benoit-carpentr.webp'])(
    'a picture is not kept for ever because its name looks like a hash: %s',
    async (path) => {
      const told = await get(path);
      expect(told.headers).toMatchObject({ 'cache-control': 'public, max-age=300', 'content-type': 'image/webp' });
    },
  );

  it('what stands in a folder named by its content is kept for ever', async () => {
    const told = await get('/demo/assets/49db859932/shop.js');
    expect(told.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('the shop says in its own words what it does not have', async () => {
    const told = await get('/demo/nowhere/');
    expect([told.status, told.text]).toEqual([404, FILES['demo/404/index.html']]);
    expect(told.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    expect((await edge.ask('POST', '/demo/nowhere/')).text).toContain('There is nothing here.');
  });

  it('over https say so for a year', async () => {
    const other = await startEdge({ dist, env: { PUBLIC_URL: 'https://salon.example' } });
    const told = await other.ask('GET', '/console/', {});
    expect(told.headers['strict-transport-security']).toBe('max-age=31536000');
    expect(told.headers['content-security-policy']).toContain('wss://salon.example');
    await other.close();
  });
});

describe('a portrait', () => {
  it('F08: is served as the picture it is, to every page, kept for an hour, and as no page', async () => {
    const portrait = readPortrait(webp('picture'));
    if (typeof portrait === 'string') throw new Error(portrait);
    await edge.store.commit('t', async (tx) => {
      const { hash, type, bytes } = portrait;
      await tx.insert('portraits', { hash, brand: 'maison', type, bytes });
      await tx.update('associates', { email: 'camille@maison.example' }, { portrait: portrait.file });
      tx.tell({ what: 'house', brand: 'maison' });
      return { ok: true };
    });
    const told = await get(`/portraits/${portrait.file}`);
    expect(told.text).toBe(webp('picture').toString());
    expect(told.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'image/webp',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    'x.webp',
    `${'0'.repeat(32)}.webp`,
    `${'0'.repeat(32)}.svg`,
    '..%2fsecret.txt',
    '%00.webp',
    'x'.repeat(5_000),
  ])('F06: leads nowhere by the name %s', async (name) => {
    expect((await get(`/portraits/${name}`)).status).toBe(404);
  });
});

describe('a path that leads nowhere', () => {
  it.each([
    '/nowhere',
    '/console/nowhere.js',
    '/widget/',
    '/../secret.txt',
    '/console/../secret.txt',
    '/console/%2e%2e/secret.txt',
    '/console/..%2fsecret.txt',
    '/console/..%5csecret.txt',
    '/console/.hidden.txt',
    '/console/%00',
    '/console/%E0%A4%A',
    '/socket.io.js',
  ])('F06: is a small honest page: %s', async (path) => {
    for (const encoding of ['br', 'identity']) {
      const told = await edge.ask('GET', path, { headers: { 'accept-encoding': encoding } });
      expect([told.status, told.text.includes('not for anybody')]).toEqual([404, false]);
      expect(told.text).toContain('There is nothing here.');
      expect(told.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
      expect(told.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    }
  });

  it.each(['//evil.tld/%2e%2e', '//evil.tld', '/\\evil.tld', '/demo//evil.tld/%2e%2e'])(
    'X12: never leads to another site: %s',
    async (path) => {
      const { location } = (await get(path)).headers;
      expect(new URL(location ?? '/', edge.url).origin).toBe(edge.url);
    },
  );
});
