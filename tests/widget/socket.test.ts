import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPolling } from '../../widget/polling.ts';
import { type Heard, openSocket, openWebSocket } from '../../widget/socket.ts';

let http: HttpServer;
let io: Server;
let relay: string;

beforeEach(async () => {
  http = createServer();
  io = new Server(http, { pingInterval: 40, pingTimeout: 5_000 });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  relay = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
});
afterEach(() => io.close());

const listening = () => ({ event: vi.fn(), refused: vi.fn(), closed: vi.fn() }) satisfies Heard;

describe.each([
  ['a WebSocket', openWebSocket],
  ['polling', openPolling],
])('the small client speaks to a real Socket.IO server over %s', (_, wire) => {
  it('says who it is, hears events and is answered', async () => {
    io.of('/shopper').on('connection', (socket) => {
      socket.emit('snapshot', { hello: socket.handshake.auth, odd: 'a,b/c "d" \u2028 語' });
      socket.on('echo', (payload, acknowledge) => acknowledge({ ok: true, payload }));
    });
    const heard = listening();
    const socket = openSocket(relay, '/shopper', { token: 'secret' }, wire, heard);
    await vi.waitFor(() =>
      expect(heard.event).toHaveBeenCalledWith('snapshot', { hello: { token: 'secret' }, odd: 'a,b/c "d" \u2028 語' }),
    );
    const answers = await Promise.all([1, 2, 3].map((n) => socket.emit('echo', { n }, 2_000)));
    expect(answers).toEqual([1, 2, 3].map((n) => ({ ok: true, payload: { n } })));
    socket.close();
    expect(heard.closed).not.toHaveBeenCalled();
  });

  it('P05: the token is in no address', async () => {
    const asked: string[] = [];
    http.on('request', ({ url }) => asked.push(url ?? ''));
    http.on('upgrade', ({ url }) => asked.push(url ?? ''));
    io.of('/shopper').on('connection', (socket) => socket.emit('snapshot', {}));
    const heard = listening();
    const socket = openSocket(relay, '/shopper', { token: 'secret' }, wire, heard);
    await vi.waitFor(() => expect(heard.event).toHaveBeenCalled());
    socket.close();
    expect(asked.join()).not.toContain('secret');
  });

  it('keeps the heartbeat', async () => {
    const beats = vi.fn();
    io.of('/shopper').on('connection', (socket) => socket.conn.on('heartbeat', beats));
    const heard = listening();
    const socket = openSocket(relay, '/shopper', {}, wire, heard);
    await vi.waitFor(() => expect(beats.mock.calls.length).toBeGreaterThan(4), 5_000);
    expect(heard.closed).not.toHaveBeenCalled();
    socket.close();
  });

  it('a middleware’s no arrives with its code', async () => {
    io.of('/shopper').use((_socket, next) => next(Object.assign(new Error('ended'), { data: { code: 'signed_out' } })));
    const heard = listening();
    openSocket(relay, '/shopper', {}, wire, heard);
    await vi.waitFor(() =>
      expect(heard.refused).toHaveBeenCalledWith({ message: 'ended', data: { code: 'signed_out' } }),
    );
    expect(heard.closed).not.toHaveBeenCalled();
  });

  it.each([
    ['cuts the line', (socket: { conn: { close: () => void } }) => socket.conn.close()],
    ['disconnects the socket', (socket: { disconnect: (all: boolean) => unknown }) => socket.disconnect(false)],
  ])('says once that the line is gone when the server %s, and rejects what waits', async (_way, cut) => {
    io.of('/shopper').on('connection', (socket) => {
      socket.emit('snapshot', {});
      socket.on('echo', () => cut(socket as never));
    });
    const heard = listening();
    const socket = openSocket(relay, '/shopper', {}, wire, heard);
    await vi.waitFor(() => expect(heard.event).toHaveBeenCalled());
    await expect(socket.emit('echo', {}, 5_000)).rejects.toBeUndefined();
    expect(heard.closed).toHaveBeenCalledTimes(1);
  });

  it('a server that is not there is said once', async () => {
    const gone = relay;
    await io.close();
    const heard = listening();
    openSocket(gone, '/shopper', {}, wire, heard);
    await vi.waitFor(() => expect(heard.closed).toHaveBeenCalledTimes(1));
  });

  it('R14: an answer that does not come in time is no answer', async () => {
    io.of('/shopper').on('connection', (socket) => socket.emit('snapshot', {}));
    const heard = listening();
    const socket = openSocket(relay, '/shopper', {}, wire, heard);
    await vi.waitFor(() => expect(heard.event).toHaveBeenCalled());
    await expect(socket.emit('nothing', {}, 30)).rejects.toBeUndefined();
    socket.close();
  });
});
