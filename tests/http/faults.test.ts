import { describe, expect, it, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { codeOf, startEdge, useEdge } from './edge.ts';
import { MAISON, START_AT } from './houses.ts';

const edge = useEdge();

const chat = (set: object = {}) => ({
  ...{ id: makeId(START_AT), kind: 'chat', locale: 'fr', zone: 'Europe/Paris', notice: '1' },
  entries: [{ id: makeId(START_AT), kind: 'message', body: { text: 'Bonjour' } }],
  ...set,
});

describe('a fault of ours', () => {
  it('A09: is logged with the request, answered by its code, and harms nobody else', async () => {
    const { token } = await edge().session();
    const broken = await startEdge({
      passwords: {
        nobody: '',
        hash: () => Promise.reject(new Error('no memory')),
        verify: () => Promise.reject(new Error('no memory for Claire')),
      },
    });
    const told = await broken.ask('POST', '/api/console/sign-in', {
      origin: broken.config.publicUrl,
      body: { email: 'claire@maison.example', password: 'secret-word' },
    });
    expect([told.status, codeOf(told)]).toEqual([500, 'unexpected']);
    expect(told.text).not.toContain('memory');
    const [line] = broken.lines.filter((one) => one.includes('"level":50'));
    expect(JSON.parse(line ?? '')).toMatchObject({ request: told.headers['x-request-id'], msg: 'a request failed' });
    expect(broken.lines.join()).not.toContain('secret-word');
    expect((await broken.ask('GET', '/healthz')).status).toBe(200);
    await broken.close();
    expect((await edge().ask('GET', '/api/requests', { token })).status).toBe(200);
  });

  it('S06: is not a crash when the store is gone', async () => {
    const other = await startEdge();
    await other.store.close();
    const told = await other.ask('GET', '/api/presence?brand=maison');
    expect([told.status, codeOf(told)]).toEqual([500, 'unexpected']);
    expect((await other.ask('GET', '/readyz')).status).toBe(503);
    expect((await other.ask('GET', '/healthz')).status).toBe(200);
    await other.close();
  });
});

describe('the log', () => {
  it('X10: keeps a hostile path on one line, escaped, and without its query', async () => {
    const path = '/api/%0a%7b%22level%22:60%7d%1b[31m?token=secret-in-query';
    await edge().ask('GET', path);
    const { lines } = edge();
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    for (const line of lines) {
      expect(line.trimEnd()).not.toContain('\n');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is asked
      expect(line.trimEnd()).toMatch(/^[^\u0000-\u001f\u007f-\u009f]+$/);
      expect(JSON.parse(line)).toMatchObject({ level: 30, status: 404 });
    }
    expect(lines.join()).not.toContain('secret-in-query');
  });

  it.each([
    '/api/claire@maison.example',
    '/api/requests/claire@maison.example/nothing',
    '/claire@maison.example',
    '/demo/claire@maison.example',
  ])('repeats nothing of a path that leads nowhere: %s', async (path) => {
    await edge().ask('GET', path);
    const { lines } = edge();
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      route: path.startsWith('/api') ? 'unmatched' : 'page',
      status: 404,
    });
    expect(lines.join()).not.toContain('claire');
  });

  it('says nothing of who asked or what was said', async () => {
    const { token } = await edge().session();
    await edge().ask('POST', '/api/requests', {
      token,
      headers: { 'user-agent': 'a very special browser' },
      body: {
        ...{ id: makeId(START_AT), kind: 'callback', name: 'Claire Martin', phone: '0612345678' },
        ...{ when: { kind: 'asap' }, locale: 'fr', zone: 'Europe/Paris', notice: '1' },
      },
    });
    await edge().ask('POST', '/api/requests', { token, body: chat({ name: 'Claire Martin' }) });
    await vi.waitFor(() => expect(edge().lines).toHaveLength(3));
    const log = edge().lines.join();
    for (const word of [token, 'Claire', '612345678', 'Bonjour', 'special browser', '127.0.0.1']) {
      expect(log).not.toContain(word);
    }
  });
});

describe('hostile content', () => {
  it('X07: a body with __proto__ and constructor changes nothing but what it says', async () => {
    const { token } = await edge().session();
    const raw = JSON.stringify(chat()).replace(
      '"kind":"chat"',
      '"kind":"chat","__proto__":{"admin":true},"wishes":{"__proto__":{"place":"paris"}}',
    );
    const told = await edge().ask('POST', '/api/requests', { token, raw });
    expect(told.status).toBe(200);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    const [request] = await edge().store.read.all('requests', {});
    expect(request?.wishes).toEqual({});
  });

  it('X14: operators and SQL in a query are text that fits nowhere', async () => {
    for (const query of [
      "brand=maison'%20or%201=1--&zone=UTC",
      'brand[$ne]=x&zone=UTC',
      'brand=maison&brand=noor&zone=UTC',
    ]) {
      const told = await edge().ask('GET', `/api/slots?${query}`);
      expect([query, told.status, codeOf(told)]).toEqual([query, 400, 'bad_payload']);
    }
    // What only hints at her place and language is dropped where it is none.
    const plain = await edge().ask('GET', '/api/slots?brand=maison');
    for (const hints of ['zone=Europe/Paris%27', 'place=%00', 'language=__proto__']) {
      expect((await edge().ask('GET', `/api/slots?brand=maison&${hints}`)).body).toEqual(plain.body);
    }
  });

  it('X03: an address of a product that is no http address is dropped', async () => {
    const { token } = await edge().session();
    const product = { name: 'Carré', url: ' java\tscript:alert(1)', image: 'data:text/html,x' };
    await edge().ask('POST', '/api/requests', { token, body: chat({ product }) });
    const [request] = await edge().store.read.all('requests', {});
    expect(request?.product).toEqual({ name: 'Carré' });
  });

  it('L08: a body that never ends is not waited for', async () => {
    const told = await edge().ask('POST', '/api/sessions', {
      headers: { 'content-length': '10000000' },
      raw: JSON.stringify({ brand: MAISON }),
    });
    expect([told.status, codeOf(told), told.headers.connection]).toEqual([413, 'too_large', 'close']);
  });
});

describe('while the relay winds down', () => {
  it('T17: nothing new is taken, and everybody is told when to come back', async () => {
    edge().drain();
    const told = await edge().ask('POST', '/api/sessions', { body: { brand: MAISON } });
    expect([told.status, codeOf(told), told.headers['retry-after']]).toEqual([503, 'draining', '2']);
    expect(told.headers['access-control-allow-origin']).toBe('https://maison.example');
    expect((await edge().ask('GET', '/readyz')).status).toBe(503);
    expect((await edge().ask('GET', '/healthz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  const TOKEN = 'a-token-of-enough-length';
  it.each([
    ['open outside production', {}, {}, 200],
    ['shut without its token', { METRICS_TOKEN: TOKEN }, {}, 401],
    ['shut with another', { METRICS_TOKEN: TOKEN }, { authorization: `Bearer ${TOKEN}x` }, 401],
    ['open with its token', { METRICS_TOKEN: TOKEN }, { authorization: `Bearer ${TOKEN}` }, 200],
    ['not there in production without one', { NODE_ENV: 'production', PUBLIC_URL: 'https://salon.example' }, {}, 404],
  ])('is %s', async (_what, env, headers, status) => {
    const other = await startEdge({ env });
    expect((await other.ask('GET', '/metrics', { headers })).status).toBe(status);
    await other.close();
  });

  it('counts routes as they are written, not as they are asked', async () => {
    const { token } = await edge().session();
    await edge().ask('POST', `/api/requests/${makeId(START_AT)}/withdraw`, { token, body: {} });
    await edge().ask('GET', '/nowhere/at/all');
    const { text } = await edge().ask('GET', '/metrics');
    expect(text).toContain('salon_http_seconds_count{route="/api/requests/:id/withdraw",method="POST",status="404"} 1');
    expect(text).not.toContain('nowhere');
  });
});
