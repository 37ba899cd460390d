import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { houseSchema } from '../../protocol/house.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import type { RefusalError } from '../../protocol/refusals.ts';
import { applyHouse } from '../../server/actions/apply-house.ts';
import { readConfig } from '../../server/config.ts';
import { type Relay, startRelay } from '../../server/main.ts';
import { freePort } from '../helpers/free-port.ts';
import { maison } from '../http/houses.ts';

/* A route, a poll and a WebSocket ask to come in, alike in everything: they get one answer. */

const dir = mkdtempSync(join(tmpdir(), 'salon-one-answer-'));
/** One of each, and then too many; every row comes from an address of its own. */
const TIGHT = { READS_PER_MIN: '1', STRANGERS_PER_ADDRESS: '1', TRUST_PROXY: '1' };
const start = async (name: string, env: Record<string, string>) => {
  const config = readConfig({ PORT: '0', DATA_DIR: join(dir, name), DEMO: '0', ...TIGHT, ...env });
  const relay = await startRelay(config, { log: pino({ level: 'silent' }) });
  await applyHouse(relay.ports, { house: houseSchema.parse(maison), portraits: new Map() });
  return relay;
};
let relay: Relay;
let untold: Relay;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  relay = await start('loopback', {});
  untold = await start('plain-http', { PORT: String(await freePort()), PUBLIC_URL: 'http://192.0.2.7:4000' });
});
afterAll(async () => {
  await Promise.all([relay.stop(), untold.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  error: RefusalError | null;
}

const ask = (to: Relay, path: string, headers: Record<string, string>) =>
  new Promise<Told>((resolve, reject) => {
    const sent = request(to.url + path, { headers });
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      response.on('end', () => {
        const refused = (response.statusCode ?? 0) >= 400;
        const error = refused ? (JSON.parse(text).error as RefusalError) : null;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, error });
      });
    });
    sent.on('upgrade', (response, line) => {
      line.on('error', () => line.destroy()).end();
      resolve({ status: 101, headers: response.headers, error: null });
    });
    sent.on('error', reject).end();
  });

const UPGRADE = {
  ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const said = (protocol: number | null) => (protocol === null ? '' : `&protocol=${protocol}`);
const WAYS = {
  route: (to: Relay, protocol: number | null, headers: Record<string, string>) =>
    ask(to, `/api/slots?brand=maison&zone=UTC${said(protocol)}`, headers),
  poll: (to: Relay, protocol: number | null, headers: Record<string, string>) =>
    ask(to, `/socket.io/?EIO=4&transport=polling${said(protocol)}`, headers),
  WebSocket: (to: Relay, protocol: number | null, headers: Record<string, string>) =>
    ask(to, `/socket.io/?EIO=4&transport=websocket${said(protocol)}`, { ...headers, ...UPGRADE }),
};
type Way = keyof typeof WAYS;
const EACH = Object.keys(WAYS) as Way[];

const ORIGINS = {
  'a page of the house': () => ({ origin: 'https://maison.example' }),
  'the relay’s own page': (to: Relay) => ({ origin: to.url }),
  'a foreign page': () => ({ origin: 'https://evil.example' }),
  'a page that hides its origin': () => ({ origin: 'null' }),
  'somebody who names none': () => ({}),
} satisfies Record<string, (to: Relay) => Record<string, string>>;
const PROTOCOLS = { right: PROTOCOL, older: PROTOCOL - 1, newer: PROTOCOL + 1, 'not said': null };

const rows = Object.keys(ORIGINS).flatMap((origin) =>
  Object.keys(PROTOCOLS).flatMap((protocol) =>
    [false, true].map(
      (beyond) => [origin, protocol, beyond] as [keyof typeof ORIGINS, keyof typeof PROTOCOLS, boolean],
    ),
  ),
);

/** What each is told: the name of the refusal in its one order, and its status. */
function expected(origin: keyof typeof ORIGINS, protocol: keyof typeof PROTOCOLS, beyond: boolean) {
  if (!/house|own/.test(origin)) return [403, 'origin'];
  if (protocol === 'older') return [426, 'too_old'];
  if (protocol === 'newer') return [400, 'relay_too_old'];
  return beyond ? [429, 'slow_down'] : null;
}

let homes = 0;
const home = () => ({ 'x-forwarded-for': `198.51.${100 + Math.floor(++homes / 250)}.${homes % 250}` });

describe('one answer for a route, a poll and a WebSocket', () => {
  test.each(rows)('to %s, protocol %s, beyond the limits: %s', async (origin, protocol, beyond) => {
    const refusal = expected(origin, protocol, beyond);
    const shapes: object[] = [];
    for (const way of EACH) {
      const from = home();
      const headers = { ...ORIGINS[origin](relay), ...from };
      // Somebody of the same address has had what there is; a line that has not said who it is stands for a while.
      if (beyond) {
        const before = { origin: 'https://maison.example', ...from };
        expect((await WAYS[way === 'route' ? 'route' : 'poll'](relay, null, before)).status).toBe(200);
      }
      const told = await WAYS[way](relay, PROTOCOLS[protocol], headers);
      expect([way, told.status, told.error?.code]).toEqual([
        way,
        ...(refusal ?? [way === 'WebSocket' ? 101 : 200, undefined]),
      ]);
      if (!told.error) continue;
      const { retryInMs, ...rest } = told.error;
      shapes.push(rest, { told: typeof retryInMs, type: told.headers['content-type'] });
      expect(told.headers['retry-after']).toBe(
        retryInMs === undefined ? undefined : String(Math.max(1, Math.ceil(retryInMs / 1_000))),
      );
      if (refusal?.[1] === 'slow_down') expect(retryInMs).toBeGreaterThan(0);
    }
    for (let i = 2; i < shapes.length; i++) expect(shapes[i]).toEqual(shapes[i - 2]);
  });

  test('a page may read its refusal where its origin is known, and nobody else may', async () => {
    for (const way of ['route', 'poll'] as const) {
      const old = await WAYS[way](relay, PROTOCOL - 1, { origin: 'https://maison.example', ...home() });
      expect(old.headers['access-control-allow-origin']).toBe('https://maison.example');
      const foreign = await WAYS[way](relay, PROTOCOL, { origin: 'https://evil.example', ...home() });
      expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('on plain http off this machine, where browsers cannot say it, a poll is believed as a route is', async () => {
    for (const way of ['route', 'poll'] as const) {
      expect((await WAYS[way](untold, PROTOCOL, home())).status).toBe(200);
      const elsewhere = await WAYS[way](untold, PROTOCOL, { 'sec-fetch-site': 'cross-site', ...home() });
      expect(elsewhere.error?.code).toBe('origin');
    }
    expect((await WAYS.WebSocket(untold, PROTOCOL, home())).error?.code).toBe('origin');
    const named = { origin: 'http://192.0.2.7:4000', ...home() };
    expect((await WAYS.WebSocket(untold, PROTOCOL, named)).status).toBe(101);
  });

  test.each(['', '&sid=', '&sid=&sid='])('a line without a name is a new one, and counted: "%s"', async (sid) => {
    for (const way of ['polling', 'websocket']) {
      const headers = { origin: 'https://maison.example', ...home() };
      expect((await WAYS.poll(relay, null, headers)).status).toBe(200);
      const path = `/socket.io/?EIO=4&transport=${way}${sid}`;
      const told = await ask(relay, path, way === 'polling' ? headers : { ...headers, ...UPGRADE });
      expect(told.error?.code).toBe('slow_down');
    }
  });

  test('many lines that are asked for in one breath are counted as they are let in', async () => {
    const { hostname, port } = new URL(relay.url);
    const [from] = Object.values(home());
    const asked = [
      'GET /socket.io/?EIO=4&transport=polling HTTP/1.1',
      ...['host: relay', 'origin: https://maison.example', `x-forwarded-for: ${from}`, '', ''],
    ].join('\r\n');
    const told = await new Promise<string>((go, fail) => {
      let text = '';
      const line = connect(Number(port), hostname, () => line.write(asked.repeat(40)));
      line.on('error', fail).on('data', (data) => {
        text += String(data);
        if (text.split('HTTP/1.1 ').length > 40) line.destroy();
      });
      line.on('close', () => go(text));
    });
    expect(
      told
        .split('HTTP/1.1 ')
        .slice(1)
        .map((answer) => answer.slice(0, 3)),
    ).toEqual(['200', ...Array<string>(39).fill('429')]);
  });

  test('what is let in and not opened is not counted any longer', async () => {
    const page = { origin: 'https://maison.example', ...home() };
    for (let i = 0; i < 3; i++)
      expect((await fetch(`${relay.url}/socket.io/?EIO=4&transport=pigeon`, { headers: page })).status).toBe(400);
    expect((await WAYS.poll(relay, null, page)).status).toBe(200);
  });

  test.each(['GET', 'OPTIONS', 'POST', 'DELETE', 'HEAD', 'PATCH'])(
    '%s with an upgrade ends nothing but its line',
    async (method) => {
      const page = { origin: 'https://maison.example', ...home() };
      const opened = await fetch(`${relay.url}/socket.io/?EIO=4&transport=polling`, { headers: page });
      const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
      // A new line by it, and another way for one that is open: no method is a way around what GET is refused.
      for (const query of ['', `&sid=${sid}`]) {
        const path = `/socket.io/?EIO=4&transport=websocket${query}`;
        const status = await new Promise<number>((resolve) => {
          const sent = request(relay.url + path, { method, headers: { ...page, ...UPGRADE } });
          sent.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)));
          sent.on('upgrade', (_response, line) => resolve(line.destroy() ? 101 : 0));
          sent.on('error', () => resolve(0)).end();
        });
        expect(status).not.toBe(101);
      }
      expect((await WAYS.route(relay, null, { origin: 'https://maison.example', ...home() })).status).toBe(200);
    },
  );

  test.each(['protocol=1&protocol=1', 'protocol=one', 'protocol='])('what is no number is named: %s', async (query) => {
    const paths = { route: '/api/slots?', poll: '/socket.io/?EIO=4&transport=polling&' };
    for (const path of Object.values(paths)) {
      const told = await ask(relay, path + query, { origin: 'https://maison.example', ...home() });
      expect([told.status, told.error]).toEqual([
        400,
        expect.objectContaining({ code: 'bad_payload', field: 'protocol' }),
      ]);
    }
  });
});
