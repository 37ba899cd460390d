import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROTOCOL } from '../../protocol/number.ts';
import { MAISON, OTHER } from '../helpers/cast.ts';
import { chat } from '../helpers/rig.ts';
import { originOf, RELAY, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
beforeEach(async () => {
  wire = await startWire();
});
afterEach(() => wire.end());

const HOME = originOf(MAISON);
const FOREIGN = [
  'https://evil.example',
  'null',
  `${HOME}.evil.tld`,
  `https://evil.tld/?${HOME}`,
  `${HOME}:8443`,
  `${HOME}:443`,
  HOME.replace('https', 'http'),
  HOME.toUpperCase(),
  `${HOME}/`,
  ` ${HOME},${HOME}`,
  'https://xmaison.example',
  'https://sub.maison.example',
  '',
];

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  sid?: string;
  body?: string;
}
/** One polling request, as any program could write it. */
const poll = ({ method = 'GET', headers = {}, sid = '', body }: Asked) =>
  new Promise<{ status: number; text: string; allowed: unknown }>((resolve, reject) => {
    const path = `/socket.io/?EIO=4&transport=polling${sid && `&sid=${sid}`}`;
    const sent = request(wire.url + path, { method, headers }, (response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      const allowed = response.headers['access-control-allow-origin'];
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, allowed }));
    });
    sent.on('error', reject).end(body);
  });
/** Asks to go on by WebSocket in a connection that is open; gives the status. */
const upgrade = (sid: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const path = `/socket.io/?EIO=4&transport=websocket&sid=${sid}`;
    const hello = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const key = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
    const sent = request(wire.url + path, { headers: { ...hello, ...key, ...headers } });
    sent.on('response', (response) => resolve(response.statusCode ?? 0));
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    sent.on('error', reject).end();
  });
const authOf = async () => {
  const asking = await wire.rig.shopper();
  return { protocol: PROTOCOL, brand: MAISON, token: wire.tokenOf(asking) };
};

describe('which pages may speak', () => {
  test.each(FOREIGN)('A01: a WebSocket from "%s" is refused', async (origin) => {
    for (const namespace of ['shopper', 'console'] as const) {
      const end = wire.dial(namespace, { origin, auth: await authOf() });
      await end.refused();
      expect(end.told).toEqual([]);
    }
  });

  test.each(FOREIGN.filter((origin) => origin !== ''))('A01: polling from "%s" is refused', async (origin) => {
    const answer = await poll({ headers: { origin, 'sec-fetch-site': 'same-origin' } });
    expect(answer.status).toBe(403);
    expect(answer.allowed).toBeUndefined();
  });

  test('A01: a WebSocket without an origin is refused, whatever else it says', async () => {
    const auth = await authOf();
    for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }]) {
      const end = wire.dial('shopper', { origin: null, auth, headers });
      await end.refused();
    }
  });

  test('A01: a GET without an origin passes only as same-origin', async () => {
    expect((await poll({})).status).toBe(403);
    for (const site of ['cross-site', 'same-site', 'none', 'SAME-ORIGIN']) {
      expect((await poll({ headers: { 'sec-fetch-site': site } })).status).toBe(403);
    }
    expect((await poll({ headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
  });

  test('A01: a POST always names a known origin, also in a connection that is open', async () => {
    const opened = await poll({ headers: { origin: HOME } });
    expect(opened).toMatchObject({ status: 200, allowed: HOME });
    const { sid } = JSON.parse(opened.text.slice(1)) as { sid: string };
    const post = { method: 'POST', sid, body: '40/shopper,{}' };
    const foreign = [{}, { 'sec-fetch-site': 'same-origin' }, { origin: 'https://evil.example' }, { origin: 'null' }];
    for (const headers of foreign) {
      const told = await poll({ ...post, headers: headers as Record<string, string> });
      expect([told.status, JSON.parse(told.text).error.code]).toEqual([403, 'origin']);
      expect(await upgrade(sid, headers as Record<string, string>)).toBe(403);
    }
    expect((await poll({ ...post, headers: { origin: HOME } })).status).toBe(200);
    // A line keeps the transport that it began with.
    expect(await upgrade(sid, { origin: HOME })).toBe(400);
    expect((await poll({ ...post, headers: { origin: HOME } })).status).not.toBe(403);
  });

  test('A01: each house’s own pages are let in, by WebSocket and by polling', async () => {
    for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']] as const) {
      const claire = await wire.shopper(undefined, { transports: [...transports] });
      expect(await claire.raw('ping', {})).toMatchObject({ ok: true });
      const noor = await wire.shopper(await wire.rig.shopper(OTHER), { transports: [...transports] });
      expect(await noor.raw('ping', {})).toMatchObject({ ok: true });
    }
  });

  test('A01, A10: another house’s page may not speak for this one, nor with its tokens', async () => {
    const auth = await authOf();
    expect(await wire.dial('shopper', { origin: originOf(OTHER), auth }).refused()).toMatchObject({ code: 'origin' });
    const theirs = wire.dial('shopper', { origin: originOf(OTHER), auth: { ...auth, brand: OTHER } });
    expect(await theirs.refused()).toMatchObject({ code: 'signed_out' });
  });

  test('A01: the console speaks from the relay’s own page alone', async () => {
    const desk = await wire.associate('Camille');
    expect(desk.heard('snapshot')).toHaveLength(1);
    const elsewhere = wire.dial('console', { origin: HOME, cookie: 'salon=Camille' });
    expect(await elsewhere.refused()).toMatchObject({ code: 'origin' });
    expect(await wire.dial('console', { origin: RELAY }).refused()).toMatchObject({ code: 'not_signed_in' });
  });
});

describe('who speaks', () => {
  test('A15: ids and tokens that a client proposes are ignored', async () => {
    const auth = await authOf();
    const proposed = wire.dial('shopper', { auth: { ...auth, token: 'a-token-of-my-own-making' } });
    expect(await proposed.refused()).toMatchObject({ code: 'signed_out' });
    const other = await wire.shopper();
    const { conversation } = await other.ok('request.open', chat(wire.rig.clock.now()));
    const claire = wire.dial('shopper', { auth: { ...auth, shopper: other.asking.id, id: other.asking.id } });
    const snapshot = await claire.until(() => claire.heard('snapshot')[0]);
    expect(snapshot.shopper).not.toBe(other.asking.id);
    const ask = { ...chat(wire.rig.clock.now()), conversation, shopper: other.asking.id };
    const opened = await claire.ok('request.open', ask);
    expect(opened.conversation).not.toBe(conversation);
    const row = await wire.rig.store.read.one('conversations', { id: opened.conversation });
    expect(row?.shopper).toBe(snapshot.shopper);
  });

  test('A15: a conversation is never made by naming it', async () => {
    const claire = await wire.shopper();
    const proposed = { conversation: wire.id(), entries: [wire.message('here I am')] };
    expect(await claire.send('entries.append', proposed)).toMatchObject({ error: { code: 'not_found' } });
    expect(await wire.rig.store.read.count('conversations', {})).toBe(0);
  });

  test.each([
    ['nothing', {}],
    ['a short token', { protocol: 1, brand: MAISON, token: 'short' }],
    ['a token that is an object', { protocol: 1, brand: MAISON, token: { length: 40 } }],
    ['no protocol', { brand: MAISON, token: 'x'.repeat(40) }],
  ])('a hello with %s is a bad payload', async (_, auth) => {
    expect(await wire.dial('shopper', { auth }).refused()).toMatchObject({ code: 'bad_payload' });
  });

  test.each([
    [PROTOCOL - 1, 'too_old'],
    [PROTOCOL + 1, 'relay_too_old'],
  ])('protocol %i is told which side is too old: %s', async (protocol, code) => {
    const auth = { ...(await authOf()), protocol };
    expect(await wire.dial('shopper', { auth }).refused()).toMatchObject({ code });
    wire.signIns.set('Camille', { id: 's', associate: wire.rig.cast.Camille.id, brand: MAISON });
    const desk = wire.dial('console', { auth: { protocol }, cookie: 'salon=Camille' });
    expect(await desk.refused()).toMatchObject({ code });
  });

  test('a CONNECT is refused alike by WebSocket and by polling, with the time where one is known', async () => {
    let auth = await authOf();
    const told = async (set: object) => {
      const by = (way: 'websocket' | 'polling') => wire.dial('shopper', { auth, ...set, transports: [way] }).refused();
      return [await by('websocket'), await by('polling')];
    };
    for (const [set, code] of [
      [{ auth: { ...auth, protocol: PROTOCOL + 1 } }, 'relay_too_old'],
      [{ auth: { ...auth, protocol: PROTOCOL - 1 } }, 'too_old'],
      [{ origin: originOf(OTHER) }, 'origin'],
      [{ auth: { ...auth, token: 'a-token-of-my-own-making' } }, 'signed_out'],
    ] as const) {
      const [one, other] = await told(set);
      expect([one?.code, other]).toEqual([code, one]);
    }
    await wire.end();
    wire = await startWire({ settings: { admitPerS: 0.5 } });
    auth = await authOf();
    for (const refusal of await told({})) {
      expect(refusal).toMatchObject({ code: 'slow_down', retryInMs: expect.any(Number) });
    }
    wire.drain(true);
    const [one, other] = await told({});
    expect([one, other]).toEqual([one, expect.objectContaining({ code: 'draining', retryInMs: expect.any(Number) })]);
  });

  test('a store that does not answer is a fault of ours, and a reason to come back, never a foreign page', async () => {
    const end = wire.dial('shopper', { auth: await authOf() });
    await end.until(() => end.heard('snapshot')[0]);
    wire.breakOrigins(true);
    for (const way of ['websocket', 'polling'] as const) {
      const late = wire.dial('shopper', { auth: await authOf(), transports: [way] });
      expect((await late.refused()).code).toBeUndefined();
    }
    const told = await poll({ headers: { origin: HOME } });
    expect([told.status, JSON.parse(told.text).error]).toEqual([
      503,
      expect.objectContaining({ code: 'try_again', retryInMs: expect.any(Number) }),
    ]);
    expect(wire.logged.join()).toContain('a handshake failed');
    // All who are turned away come back, and not at the same time.
    const asked = await Promise.all(Array.from({ length: 20 }, () => poll({ headers: { origin: HOME } })));
    const waits = asked.map(({ text }) => JSON.parse(text).error.retryInMs as number);
    expect(new Set(waits).size).toBeGreaterThan(10);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2_000);
    wire.breakOrigins(false);
    expect((await poll({ headers: { origin: HOME } })).status).toBe(200);
  });

  test.each([['websocket'], ['polling']] as const)('A03: a token revoked while connected by %s', async (transport) => {
    const claire = await wire.shopper(undefined, { transports: [transport], reconnection: true });
    const tab = await wire.shopper(claire.asking);
    const other = await wire.shopper();
    wire.tokens.delete(claire.token);
    wire.rig.announce([{ what: 'ended', room: `shopper:${claire.asking.id}`, reason: 'revoked' }]);
    for (const end of [claire, tab]) {
      await end.until(() => end.socket.disconnected);
      expect(end.heard('signed_out')).toEqual([{ reason: 'revoked' }]);
      expect(end.told.at(-1)?.event).toBe('signed_out');
    }
    claire.socket.connect();
    expect(await claire.refused()).toMatchObject({ code: 'signed_out' });
    expect(await other.raw('ping', {})).toMatchObject({ ok: true });
  });

  test('A03: a sign-in ended on one device leaves her other devices signed in; a disabled person has none', async () => {
    const phone = await wire.associate('Camille');
    wire.signIns.set('desk', { id: 'sign-in-desk', associate: wire.rig.cast.Camille.id, brand: MAISON });
    const desk = wire.dial('console', { cookie: 'a=b; salon=desk' });
    await desk.until(() => desk.heard('snapshot')[0]);
    wire.rig.announce([{ what: 'ended', room: 'signin:sign-in-Camille', reason: 'signed_out' }]);
    await phone.until(() => phone.socket.disconnected);
    expect(phone.heard('signed_out')).toEqual([{ reason: 'signed_out' }]);
    expect(await desk.raw('ping', {})).toMatchObject({ ok: true });
    wire.rig.announce([{ what: 'ended', room: `associate:${wire.rig.cast.Camille.id}`, reason: 'disabled' }]);
    await desk.until(() => desk.socket.disconnected);
    expect(desk.heard('signed_out')).toEqual([{ reason: 'disabled' }]);
  });

  test('a relay that is going down says when to come back, and a client comes back by itself', async () => {
    const claire = await wire.shopper(undefined, { reconnection: true });
    wire.sockets.drain(0);
    await claire.until(() => claire.heard('closing')[0]);
    expect(claire.heard('closing')[0]?.comeBackInMs).toBeGreaterThanOrEqual(500);
    await claire.until(() => claire.heard('snapshot').length === 2);
    wire.drain(true);
    const late = wire.dial('shopper', { auth: await authOf() });
    expect(await late.refused()).toMatchObject({ code: 'draining', retryInMs: expect.any(Number) });
  });
});
