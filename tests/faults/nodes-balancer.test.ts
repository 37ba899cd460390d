import { Agent, request as httpsRequest } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Balancer, type Kind } from '../helpers/balancer.ts';
import { freePort } from '../helpers/free-port.ts';
import { CAMILLE, freeAt, HOUSE, hears, message, Nodes, shopperAt, talk } from '../helpers/nodes.ts';

/*
 * The sample files as they stand in the repository, before two relays. The certificate is this run's own, so clients
 * here are told not to check it.
 */
const agent = new Agent({ rejectUnauthorized: false, keepAlive: false });
const kinds: Kind[] = ['nginx', 'haproxy'];
const ports = new Map<Kind, number>();
const urlOf = (kind: Kind) => `https://localhost:${ports.get(kind)}`;

let nodes: Nodes;
const open: { close(): void }[] = [];
const keep = <E extends { close(): void }>(end: E): E => {
  open.push(end);
  return end;
};
beforeAll(async () => {
  for (const kind of kinds) ports.set(kind, await freePort());
  nodes = await Nodes.start({ env: { TRUST_PROXY: '1', PUBLIC_URL: urlOf('nginx') } });
});
afterAll(() => nodes.stop());
afterEach(() => {
  for (const end of open.splice(0)) end.close();
});

const relays = () => nodes.relays.map((relay) => Number(new URL(relay.url).port));

/** One request through the balancer. */
function ask(url: string, init: { method?: string; headers?: object; body?: string } = {}) {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = httpsRequest(url, { agent, method: init.method ?? 'GET', headers: { ...init.headers } }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
    });
    asked.once('error', reject).end(init.body);
  });
}

const tls = (more: object = {}) => ({ agent: agent as never, rejectUnauthorized: false, ...more });
const byPolling = (stick: string) => ({
  transports: ['polling' as const],
  more: tls({ query: { stick } }),
});

describe.each(kinds)('two relays behind %s', (kind) => {
  let balancer: Balancer;
  beforeAll(async () => {
    balancer = await Balancer.start({ kind, port: ports.get(kind) ?? 0, relays: relays() });
  });
  afterAll(() => balancer.stop());

  it('answers over TLS, with the upgrade, under a folder too, and hands the real address on', async () => {
    expect((await ask(`${balancer.url}/readyz`)).status).toBe(200);
    expect((await ask(`${balancer.url}/salon/readyz`)).status).toBe(200);
    const minted = await ask(`${balancer.url}/salon/api/sessions`, {
      method: 'POST',
      headers: { origin: urlOf('nginx'), 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' },
      body: JSON.stringify({ brand: HOUSE }),
    });
    expect(minted.status).toBe(200);
    const { token } = JSON.parse(minted.text) as { token: string };
    for (const path of ['', '/salon']) {
      const end = keep(
        await shopperAt(balancer.url, token, { origin: urlOf('nginx'), more: tls({ path: `${path}/socket.io` }) }),
      );
      expect(end.socket.io.engine.transport.name).toBe('websocket');
    }
    // Who pretends to be somebody else is not believed, and nobody missed TRUST_PROXY.
    for (const relay of nodes.relays) expect(relay.log).not.toContain('TRUST_PROXY');
  });

  it('R20: by polling alone, ten shoppers stay with their relay and talk to a desk that has a WebSocket', async () => {
    const [one = ''] = nodes.relays.map((relay) => relay.url);
    const camille = keep(await freeAt(one, CAMILLE));
    const shoppers = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const { token, close } = await shopperAt(one);
        close();
        const how = byPolling(`${Math.random()}-${i}`);
        return keep(await shopperAt(balancer.url, token, { origin: urlOf('nginx'), ...how }));
      }),
    );
    for (const shopper of shoppers) {
      for (let i = 0; i < 5; i++) expect((await shopper.raw('ping', {})).ok).toBe(true);
    }
    const [claire] = shoppers;
    if (!claire) throw new Error('nobody came');
    const { conversation, request } = await talk(claire, camille);
    const said = await camille.ok('entries.append', { conversation, entries: [message('Bonjour')] });
    await hears(claire, said.entries[0]?.id);
    await claire.ok('request.withdraw', { request });
  });
});

describe.each(kinds)('%s that strips the upgrade', (kind) => {
  let balancer: Balancer;
  beforeAll(async () => {
    balancer = await Balancer.start({ kind, port: ports.get(kind) ?? 0, relays: relays(), withoutUpgrade: true });
  });
  afterAll(() => balancer.stop());

  it('R20: a client that tries a WebSocket first is served by polling within 10 s', async () => {
    const startedAt = performance.now();
    const end = keep(
      await shopperAt(balancer.url, (await shopperAt(nodes.url(0))).token, {
        origin: urlOf('nginx'),
        transports: ['websocket', 'polling'],
        more: tls({ tryAllTransports: true, query: { stick: `${Math.random()}` } }),
      }),
    );
    expect(end.socket.io.engine.transport.name).toBe('polling');
    for (let i = 0; i < 5; i++) expect((await end.raw('ping', {})).ok).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
