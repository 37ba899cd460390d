import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { REFUSALS } from '../../protocol/refusals.ts';
import { codeOf, type Edge, ORIGINS, startEdge, type Told } from './edge.ts';
import { MAISON, NOOR, START_AT } from './houses.ts';
import { routesOf } from './routes.ts';

let edge: Edge;
/** A shopper of the maison with a call, and strangers to it. */
let mine: { token: string; request: string };
let stranger: string;
let foreigner: string;

beforeAll(async () => {
  edge = await startEdge();
  mine = await withCall();
  stranger = (await edge.session()).token;
  foreigner = (await edge.session(NOOR)).token;
  await edge.password('camille@maison.example', 'a long password');
});
afterAll(() => edge.close());

const callBody = (id: string) => ({
  ...{ id, kind: 'callback', name: 'Claire Martin', phone: '06 12 34 56 78', when: { kind: 'asap' } },
  ...{ locale: 'fr', zone: 'Europe/Paris', notice: '1' },
});

async function withCall() {
  const { token } = await edge.session();
  const id = '01a20cff-7d00-7638-b1c6-e21f15092fc5';
  const told = await edge.ask('POST', '/api/requests', { token, body: callBody(id) });
  expect(told.status).toBe(200);
  return { token, request: id };
}

const NOWHERE = '01a20cff-7d00-7638-b1c6-000000000000';
const own = () => edge.config.publicUrl;
const slot = { when: { kind: 'slot', place: 'paris', startAt: START_AT + 86_400_000 } };

interface Row {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** What it takes when all is well. */
  body?: object;
  /** Who may ask: any page of a brand, a shopper's page, the console, or the operator's command. */
  who: 'page' | 'shopper' | 'console' | 'operator';
  /** A path that names somebody's request. */
  named?: true;
}

/** Every route of the API. A route that has no row here fails the build. */
const ROWS: readonly Row[] = [
  { method: 'GET', path: '/api/presence?brand=maison&locale=fr', who: 'page' },
  { method: 'GET', path: '/api/slots?brand=maison&zone=Europe%2FParis', who: 'page' },
  { method: 'POST', path: '/api/sessions', who: 'page', body: { brand: MAISON } },
  { method: 'DELETE', path: '/api/sessions', who: 'shopper' },
  { method: 'GET', path: '/api/requests', who: 'shopper' },
  { method: 'POST', path: '/api/requests', who: 'shopper', body: callBody(NOWHERE) },
  { method: 'POST', path: '/api/requests/:id/move', who: 'shopper', body: slot, named: true },
  { method: 'POST', path: '/api/requests/:id/withdraw', who: 'shopper', body: {}, named: true },
  { method: 'GET', path: '/api/console/me', who: 'console' },
  { method: 'POST', path: '/api/console/sign-in', who: 'console', body: { email: 'a@b.example', password: 'wrong' } },
  { method: 'POST', path: '/api/console/sign-out', who: 'console', body: {} },
  {
    ...{ method: 'POST', path: '/api/console/invitations', who: 'console' },
    body: { secret: 'x'.repeat(43), password: 'a long password' },
  },
  { method: 'POST', path: '/api/admin/alive', who: 'operator', body: {} },
  { method: 'POST', path: '/api/admin/look', who: 'operator', body: {} },
  { method: 'POST', path: '/api/admin/house', who: 'operator', body: { house: {} } },
  { method: 'POST', path: '/api/admin/invitations', who: 'operator', body: { email: 'nobody@maison.example' } },
  { method: 'POST', path: '/api/admin/first-manager', who: 'operator', body: { house: 'nowhere' } },
  { method: 'POST', path: '/api/admin/backup', who: 'operator', body: { file: '/' } },
  {
    ...{ method: 'POST', path: '/api/admin/strikes', who: 'operator' },
    body: { conversation: NOWHERE, entry: NOWHERE, reason: 'erased' },
  },
  { method: 'POST', path: '/api/admin/strikes/replay', who: 'operator', body: {} },
  { method: 'POST', path: '/api/admin/persons/find', who: 'operator', body: { who: NOWHERE } },
  { method: 'POST', path: '/api/admin/persons/export', who: 'operator', body: { who: NOWHERE } },
  { method: 'POST', path: '/api/admin/persons/erase', who: 'operator', body: { who: NOWHERE, sure: false } },
];

/** They take whatever comes with them. */
const WITHOUT_BODY = new Set(['/api/admin/alive', '/api/admin/look']);
const withBody = ROWS.filter((row) => row.body !== undefined && !WITHOUT_BODY.has(row.path));
const titled = (rows: readonly Row[]) => rows.map((row) => [`${row.method} ${row.path}`, row] as const);

interface Change {
  body?: unknown;
  raw?: string | Buffer;
  origin?: string | null;
  token?: string;
  headers?: Record<string, string>;
  id?: string;
}

/** Asks a route as whoever may, but for what is changed. */
function ask(row: Row, change: Change = {}): Promise<Told> {
  const path = row.path.replace(':id', change.id ?? mine.request);
  const token = { page: undefined, shopper: mine.token, console: undefined, operator: edge.adminToken }[row.who];
  const origin = row.who === 'console' ? own() : row.who === 'operator' ? null : ORIGINS[MAISON];
  const sent = 'body' in change || 'raw' in change ? {} : row.body === undefined ? {} : { body: row.body };
  return edge.ask(row.method, path, {
    ...(token === undefined ? {} : { token }),
    ...(origin === undefined ? {} : { origin }),
    ...sent,
    ...change,
  });
}

/** Refused with a code of the list and its own sentence, and nothing of anybody's. */
function expectRefused(told: Told, code: keyof typeof REFUSALS, status: number): void {
  expect({ code: codeOf(told), status: told.status }).toEqual({ code, status });
  expect(told.body).toMatchObject({ ok: false, error: { message: REFUSALS[code] } });
  expect(told.text).not.toContain('Claire');
  expect(told.text).not.toMatch(/\.ts|node:|stack/);
}

const alive = async () => expect((await edge.ask('GET', '/healthz')).status).toBe(200);

describe('every route', () => {
  it('has a row here', () => {
    const rows = ROWS.map((row) => `${row.method} ${row.path.replace(/\?.*/, '')}`).sort();
    expect(routesOf(edge.app, '/api').sort()).toEqual(rows);
  });

  describe.each(titled(withBody))('%s', (_title, row) => {
    it.each([
      ['null', { body: null }],
      ['an array', { body: [] }],
      ['a number', { body: 42 }],
      ['a string', { body: 'text' }],
      ['nothing', { raw: '' }],
      ['half of JSON', { raw: '{"brand": "maison"' }],
      ['no JSON at all', { raw: 'brand=maison' }],
      ['a form', { raw: 'brand=maison', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      ['text', { raw: '{"brand":"maison"}', headers: { 'content-type': 'text/plain' } }],
      ['a compressed body', { headers: { 'content-encoding': 'gzip' }, raw: Buffer.from([31, 139, 8, 0]) }],
      ['another charset', { headers: { 'content-type': 'application/json; charset=utf-16' } }],
    ])('A08: refuses %s', async (_what, change) => {
      expectRefused(await ask(row, change), 'bad_payload', 400);
      await alive();
    });

    it('L08: refuses a body of 64 KB and a byte, and 10,000 levels', async () => {
      if (row.path !== '/api/admin/house') {
        const large = `{"brand":"${'x'.repeat(LIMITS.httpBytes + 1 - 12)}"}`;
        expectRefused(await ask(row, { raw: large }), 'too_large', 413);
      }
      const deep = `{"brand":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
      const wide = `{"brand":[${'0,'.repeat(20_000)}0]}`;
      for (const raw of [deep, wide]) {
        const told = await ask(row, { raw });
        // Unknown keys are passed over where an empty object will do.
        if (Object.keys(row.body ?? {}).length > 0 && row.path !== '/api/admin/first-manager') {
          expectRefused(told, 'bad_payload', 400);
        } else expect(told.status).toBeLessThan(500);
      }
      await alive();
    });

    it('X07: takes __proto__ and constructor for nothing', async () => {
      const body = JSON.stringify(row.body ?? {}).slice(0, -1);
      const comma = body === '{' ? '' : ',';
      const evil = `${comma}"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
      const told = await ask(row, { raw: body + evil });
      expect(told.status).toBeLessThan(500);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    });
  });

  describe.each(titled(ROWS.filter((row) => row.who === 'page' || row.who === 'shopper')))('%s', (_title, row) => {
    it.each([
      ['null', 'null'],
      ['a foreign page', 'https://evil.example'],
      ['a look-alike', 'https://maison.example.evil.tld'],
      ['another port', 'https://maison.example:8443'],
      ['plain http', 'http://maison.example'],
      ['capitals', 'https://MAISON.example'],
      ['a slash behind', 'https://maison.example/'],
      ['a page of another house', 'https://noor.example'],
      ['two origins', 'https://maison.example, https://evil.example'],
      ['the pattern itself', '*'],
    ])('A01: refuses the origin of %s', async (_what, origin) => {
      const told = await ask(row, { origin });
      expectRefused(told, 'origin', 403);
      expect(told.headers['access-control-allow-origin']).toBeUndefined();
    });

    it('A01: refuses a missing origin, but for a GET that says it comes from the same place', async () => {
      expectRefused(await ask(row, { origin: null }), 'origin', 403);
      const cross = { 'sec-fetch-site': 'cross-site' };
      expectRefused(await ask(row, { origin: null, headers: cross }), 'origin', 403);
      const same = await ask(row, { origin: null, headers: { 'sec-fetch-site': 'same-origin' } });
      if (row.method === 'GET') expect(same.status).toBe(200);
      else expectRefused(same, 'origin', 403);
    });
  });

  describe.each(titled(ROWS.filter((row) => row.who !== 'operator')))('%s', (_title, row) => {
    it.each([
      ['0', 'too_old', 426],
      ['2', 'relay_too_old', 400],
      ['1.5', 'bad_payload', 400],
      ['one', 'bad_payload', 400],
    ] as const)('says which side is too old for protocol %s', async (protocol, code, status) => {
      expectRefused(await ask(row, { headers: { 'salon-protocol': protocol } }), code, status);
      const path = `${row.path}${row.path.includes('?') ? '&' : '?'}protocol=${protocol}`;
      expectRefused(await ask({ ...row, path }), code, status);
    });
  });

  describe.each(titled(ROWS.filter((row) => row.who === 'console')))('%s', (_title, row) => {
    it.each([
      ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
      ['a site beside', { headers: { 'sec-fetch-site': 'same-site' } }],
      ['an address bar', { headers: { 'sec-fetch-site': 'none' } }],
      ['a foreign origin', { origin: 'https://evil.example' }],
      ['a page of the house', { origin: 'https://maison.example' }],
      ['no origin', { origin: null }],
      ['null', { origin: 'null' }],
    ])('X13: refuses %s', async (_what, change) => {
      const told = await ask(row, change);
      expectRefused(told, 'origin', 403);
      expect(told.headers['access-control-allow-origin']).toBeUndefined();
      expect(told.headers['set-cookie']).toBeUndefined();
    });
  });

  describe.each(titled(ROWS.filter((row) => row.who === 'operator')))('%s', (_title, row) => {
    it.each([
      ['without a token', { token: '' }],
      ['with a wrong token', { token: 'x'.repeat(43) }],
      ["with a shopper's token", { token: 'mine' }],
      ['through a proxy', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ])('is not there %s', async (_what, change) => {
      const token = 'token' in change && change.token === 'mine' ? { token: mine.token } : {};
      expectRefused(await ask(row, { ...change, ...token }), 'not_found', 404);
    });
  });

  describe.each(titled(ROWS.filter((row) => row.who === 'shopper')))('%s', (_title, row) => {
    it('asks for a token, and takes no other for it', async () => {
      expectRefused(await ask(row, { token: '' }), 'not_signed_in', 401);
      expectRefused(await ask(row, { token: 'short' }), 'not_signed_in', 401);
      expectRefused(
        await ask(row, { token: '', headers: { authorization: 'Basic Y2xhaXJlOnNlY3JldA==' } }),
        'not_signed_in',
        401,
      );
      expectRefused(await ask(row, { token: 'x'.repeat(43) }), 'signed_out', 401);
    });

    it("A10: refuses another house's token on this one's page", async () => {
      expectRefused(await ask(row, { token: foreigner }), 'origin', 403);
    });
  });

  describe.each(titled(ROWS.filter((row) => row.named)))('%s', (_title, row) => {
    it("A05: has one answer for another's request, another house's, and one that is not there", async () => {
      const answers = [
        await ask(row, { token: stranger }),
        await ask(row, { token: stranger, id: NOWHERE }),
        await ask(row, { token: stranger, id: 'not-an-id' }),
        await ask(row, { token: foreigner, origin: ORIGINS[NOOR] ?? null }),
      ];
      for (const told of answers) {
        expectRefused(told, 'not_found', 404);
        expect(told.text).toBe(answers[0]?.text);
      }
      await edge.probes.idle();
      const noted = await edge.store.read.all('audit', { action: `${row.method} ${row.path.slice('/api'.length)}` });
      expect(noted.map(({ brand, subject }) => [brand, subject])).toEqual([
        [MAISON, mine.request],
        [MAISON, NOWHERE],
        [MAISON, null],
        [NOOR, mine.request],
      ]);
    });
  });

  it('F06: leads nowhere by another verb, and by a path nobody knows', async () => {
    for (const [method, path] of [
      ['PUT', '/api/sessions'],
      ['PATCH', '/api/requests'],
      ['GET', '/api/sessions'],
      ['POST', '/api/requests/x/steal'],
      ['GET', '/api'],
      ['GET', '/api/'],
      ['GET', '/api/../api/nothing'],
      ['GET', '/api/%2e%2e/data/salon.db'],
      ['POST', '/api/test/clock'],
    ] as const) {
      expectRefused(await edge.ask(method, path, { token: mine.token }), 'not_found', 404);
    }
  });

  it('is not kept by anybody on the way, but for who is there', async () => {
    for (const row of ROWS) {
      const { headers } = await ask(row, row.named ? { id: NOWHERE } : {});
      expect(headers['cache-control']).toBe(row.path.includes('presence') ? 'public, max-age=5' : 'no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('stands on a server that nothing of this has harmed', async () => {
    await alive();
    expect(edge.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
