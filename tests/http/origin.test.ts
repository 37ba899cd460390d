import { describe, expect, it } from 'vitest';
import { originAsked } from '../../server/edge/origins.ts';
import { originsIn } from '../helpers/house-origins.ts';
import { codeOf, useEdge } from './edge.ts';

const edge = useEdge();

const preflight = (path: string, origin: string | null) =>
  edge().ask('OPTIONS', path, {
    origin,
    headers: {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,salon-protocol',
    },
  });

describe('a preflight', () => {
  it.each([
    '/api/sessions',
    '/api/requests',
    '/api/requests/01a20cff-7d00-7638-b1c6-e21f15092fc5/move',
    '/api/presence',
  ])('to %s is answered to pages of the houses', async (path) => {
    const told = await preflight(path, 'https://maison.example');
    expect([told.status, told.text]).toEqual([204, '']);
    expect(told.headers).toMatchObject({
      'access-control-allow-origin': 'https://maison.example',
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type, salon-protocol',
      'access-control-max-age': '7200',
      vary: 'Origin',
    });
    expect(told.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each(['https://evil.example', 'null', null])('from %s is refused', async (origin) => {
    const told = await preflight('/api/sessions', origin);
    expect([told.status, codeOf(told)]).toEqual([403, 'origin']);
    expect(told.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['/api/console/sign-in', '/api/console/me', '/api/admin/house'])('X13: opens no way to %s', async (path) => {
    const told = await preflight(path, 'https://maison.example');
    expect(told.status).toBeGreaterThanOrEqual(400);
    expect(told.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe("the relay's own pages", () => {
  it.each([(port: number) => `http://localhost:${port}`, (port: number) => `http://127.0.0.1:${port}`])(
    'may ask for a house that says `self`, by either name of this machine',
    async (own) => {
      const told = await edge().ask('GET', '/api/presence?brand=maison', { origin: own(edge().port) });
      expect(told.status).toBe(200);
    },
  );

  it.each(['self', 'SELF', "'self'", 'null', ''])('are not what says `%s` for an origin', async (origin) => {
    const told = await edge().ask('GET', '/api/presence?brand=maison', { headers: { origin } });
    expect([told.status, codeOf(told)]).toEqual([403, 'origin']);
    expect(told.headers['access-control-allow-origin']).toBeUndefined();
    expect(await originsIn(edge().store, edge().config.own).isKnown(origin)).toBe(false);
  });

  it('may not ask for a house that does not', async () => {
    const told = await edge().ask('GET', '/api/presence?brand=noor', { origin: edge().config.publicUrl });
    expect(codeOf(told)).toBe('origin');
  });
});

describe('E07: the origin that a request speaks for', () => {
  const own = ['https://relay.example'];
  const asked = (method: string, headers: Record<string, string>, self: readonly string[] = own) =>
    originAsked({ method, headers }, self);

  it('is the one it names', () => {
    expect(asked('POST', { origin: 'https://maison.example' })).toBe('https://maison.example');
    expect(asked('GET', { origin: 'null' })).toBeNull();
  });

  it("is the relay's own for a GET that says it comes from the same place", () => {
    expect(asked('GET', { 'sec-fetch-site': 'same-origin' })).toBe('https://relay.example');
    expect(asked('GET', { 'sec-fetch-site': 'same-site' })).toBeNull();
    expect(asked('GET', {})).toBeNull();
  });

  it('is none for a POST or a WebSocket that names none', () => {
    expect(asked('POST', { 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(asked('GET', { 'sec-fetch-site': 'same-origin', upgrade: 'websocket' })).toBeNull();
  });

  it('is believed where browsers have no way to say it: plain http off this machine', () => {
    expect(asked('GET', {}, ['http://192.168.1.5:4000'])).toBe('http://192.168.1.5:4000');
    expect(asked('GET', { 'sec-fetch-site': 'cross-site' }, ['http://192.168.1.5:4000'])).toBeNull();
    for (const self of ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000']) {
      expect(asked('GET', {}, [self])).toBeNull();
    }
  });
});
