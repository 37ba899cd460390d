import { io } from 'socket.io-client';
import { expect, it } from 'vitest';
import { PROTOCOL } from '../../protocol/number.ts';
import { useRelay } from '../helpers/relay-process.ts';

const BRAND = 'maison-aurele';
const relay = useRelay({ script: ['server/main.ts'], env: { DEMO: '1', LOG_LEVEL: 'warn' } });

async function mint(url: string): Promise<{ shopper: string; token: string }> {
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ brand: BRAND }),
  });
  return (await answer.json()) as { shopper: string; token: string };
}

it('R20: a page that has only long-polling is served, and what it asks never ends the relay', async () => {
  const { url } = relay();
  const { token } = await mint(url);
  const socket = io(`${url}/shopper`, {
    transports: ['polling'],
    auth: { protocol: PROTOCOL, brand: BRAND, token },
    extraHeaders: { origin: url },
    reconnection: false,
    forceNew: true,
  });
  await new Promise((told, fail) => socket.once('snapshot', told).once('connect_error', fail));
  expect(await socket.timeout(5_000).emitWithAck('ping', {})).toMatchObject({ ok: true });
  socket.close();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(relay().log).not.toContain('ERR_HTTP_HEADERS_SENT');
});
