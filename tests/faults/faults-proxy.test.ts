import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FaultProxy } from '../helpers/fault-proxy.ts';

// The proxy is proven on a server of a few lines, so that what it does is not mistaken for what the relay does.
let proxy: FaultProxy;
let server: Server;
let carriedOut: unknown[];
const clients: Socket[] = [];

beforeEach(async () => {
  carriedOut = [];
  const http = createServer((request, response) => {
    if (request.url?.startsWith('/socket.io')) return;
    carriedOut.push(request.method);
    response.end('done');
  });
  server = new Server(http, { serveClient: false });
  server.on('connection', (socket) => {
    socket.on('say', (what: unknown, acknowledge: (answer: unknown) => void) => {
      carriedOut.push(what);
      acknowledge({ ok: true });
      server.emit('entries', what);
    });
  });
  await new Promise<void>((go) => http.listen(0, '127.0.0.1', go));
  proxy = await FaultProxy.start(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await proxy.stop();
  await server.close();
});

async function client(): Promise<{ socket: Socket; told: unknown[] }> {
  const socket = io(proxy.url, { transports: ['websocket'], forceNew: true, reconnectionDelay: 10 });
  const told: unknown[] = [];
  socket.on('entries', (what) => told.push(what));
  clients.push(socket);
  await new Promise<void>((go) => socket.once('connect', go));
  return { socket, told };
}

it('carries what is said, whatever its size', async () => {
  const { socket, told } = await client();
  for (const size of [1, 200, 70_000]) {
    const text = 'x'.repeat(size);
    expect(await socket.timeout(2_000).emitWithAck('say', text)).toEqual({ ok: true });
    await vi.waitFor(() => expect(told.at(-1)).toBe(text));
  }
});

it('loses exactly one acknowledgement, with its line, after the command was carried out', async () => {
  const { socket } = await client();
  proxy.loseAck();
  const lost = socket.timeout(300).emitWithAck('say', 'one');
  await expect(lost).rejects.toThrow();
  expect(carriedOut).toEqual(['one']);
  await vi.waitFor(() => expect(socket.connected).toBe(true));
  expect(await socket.timeout(2_000).emitWithAck('say', 'two')).toEqual({ ok: true });
  expect(proxy.happened.lostAck).toBe(1);
});

it('tells twice when asked to', async () => {
  const { socket, told } = await client();
  proxy.tellTwice(1);
  await socket.timeout(2_000).emitWithAck('say', 'one');
  await socket.timeout(2_000).emitWithAck('say', 'two');
  await vi.waitFor(() => expect(told).toEqual(['one', 'one', 'two']));
});

it('goes half-open without a word: nothing passes, and nobody is disconnected', async () => {
  const { socket } = await client();
  proxy.halfOpen();
  await expect(socket.timeout(300).emitWithAck('say', 'one')).rejects.toThrow();
  expect(carriedOut).toEqual([]);
  expect(socket.connected).toBe(true);
  expect(server.engine.clientsCount).toBe(1);
});

it('lets one connection overtake another', async () => {
  const [slow, quick] = [await client(), await client()];
  const release = proxy.hold((i) => i === 0);
  const held = slow.socket.timeout(5_000).emitWithAck('say', 'first');
  await quick.socket.timeout(2_000).emitWithAck('say', 'second');
  release();
  await held;
  expect(carriedOut).toEqual(['second', 'first']);
});

it('delays each piece and keeps their order', async () => {
  const { socket, told } = await client();
  proxy.delayMs = [50, 120];
  const began = performance.now();
  await Promise.all(['a', 'b', 'c'].map((what) => socket.timeout(5_000).emitWithAck('say', what)));
  expect(performance.now() - began).toBeGreaterThan(95);
  await vi.waitFor(() => expect(told).toEqual(['a', 'b', 'c']));
});

it('cuts by a reset, and the client comes back', async () => {
  const { socket } = await client();
  const gone = new Promise<string>((go) => socket.once('disconnect', go));
  proxy.cut('reset');
  expect(await gone).toBe('transport close');
  await vi.waitFor(() => expect(socket.connected).toBe(true));
});

it('answers 502 for what the server has done', async () => {
  proxy.answerBadGateway();
  const answer = await fetch(`${proxy.url}/api/requests`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(502);
  expect(carriedOut).toEqual(['POST']);
  expect((await fetch(`${proxy.url}/api/requests`, { method: 'POST', body: '{}' })).status).toBe(200);
});
