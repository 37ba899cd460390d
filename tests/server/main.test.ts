import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startRelay } from '../../server/main.ts';
import { freePort } from '../helpers/free-port.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'salon-main-'));
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const start = (port: number) =>
  startRelay(readConfig({ PORT: String(port), DATA_DIR: dir, DEMO: '0' }), { log: pino({ level: 'silent' }) });

/** The status that somebody is told, whatever she asks for. */
const told = (port: number, path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; retryAfter: unknown; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers });
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      const retryAfter = response.headers['retry-after'];
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter, text }));
    });
    sent.on('upgrade', (_response, line) => {
      line.destroy();
      resolve({ status: 101, retryAfter: undefined, text: '' });
    });
    sent.on('error', reject).end();
  });

it('a relay that is starting says so at its port, to a route, a poll and a WebSocket alike', async () => {
  const other = new DatabaseSync(join(dir, 'salon.db'));
  other.exec('begin exclusive');
  const port = await freePort();
  const starting = start(port);
  const page = { origin: `http://localhost:${port}` };
  const upgrade = {
    ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  const asked: [path: string, headers: Record<string, string>, then: number][] = [
    ['/healthz', {}, 200],
    ['/socket.io/?EIO=4&transport=polling', page, 200],
    ['/socket.io/?EIO=4&transport=websocket', { ...page, ...upgrade }, 101],
  ];
  for (const [path, headers] of asked) {
    const { status, retryAfter, text } = await told(port, path, headers);
    expect([status, retryAfter, JSON.parse(text).error]).toEqual([
      ...[503, '1'],
      expect.objectContaining({ code: 'try_again', retryInMs: 1_000 }),
    ]);
  }
  other.exec('commit');
  other.close();
  const relay = await starting;
  for (const [path, headers, then] of asked) expect((await told(port, path, headers)).status).toBe(then);
  await relay.stop();
});

it('a relay that cannot be built gives its port back', async () => {
  mkdirSync(join(dir, 'salon.db'));
  const port = await freePort();
  await expect(start(port)).rejects.toThrow();
  const next = createServer();
  await new Promise<void>((go, fail) => next.once('error', fail).listen(port, go));
  next.close();
});

it('a relay that cannot be built to its end leaves nothing that goes on, and its program ends', async () => {
  // The last that is written down before it opens.
  mkdirSync(join(dir, 'relay.json'));
  const env = { PATH: process.env.PATH, PORT: String(await freePort()), DATA_DIR: dir, DEMO: '0', LOG_LEVEL: 'silent' };
  const started = spawn(process.execPath, ['server/main.ts'], { env, stdio: 'ignore' });
  const stop = setTimeout(() => started.kill('SIGKILL'), 40_000);
  const [code] = await once(started, 'exit');
  clearTimeout(stop);
  expect(code).toBe(1);
}, 60_000);

it('a relay whose port is taken does not touch the data', async () => {
  const first = createServer();
  const port = await freePort();
  await new Promise<void>((go) => first.listen(port, go));
  rmSync(dir, { recursive: true });
  await expect(start(port)).rejects.toThrow('EADDRINUSE');
  expect(() => rmSync(dir, { recursive: true })).toThrow('ENOENT');
  first.close();
});
