import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, connect, type Hearing } from '../../widget/connection.ts';

type Front = (request: IncomingMessage, response: ServerResponse) => void;

let http: HttpServer;
let io: Server;
let relay: string;
let connection: Connection | null;
/** Answers in the relay's place, and counts. */
let front: Front | null;
let asked: number;
let upgrades: number;
let blocked: boolean;

beforeEach(async () => {
  [front, asked, upgrades, blocked, connection] = [null, 0, 0, false, null];
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', { onLine: true });
  http = createServer();
  io = new Server(http, {
    // The server's own clock is not moved.
    pingInterval: 40,
    pingTimeout: 20_000,
    // As a company's proxy does: upgrades are turned away, plain requests pass.
    allowRequest: ({ headers }, allow) => {
      if (headers.upgrade) upgrades += 1;
      allow(null, !(headers.upgrade && blocked));
    },
  });
  io.of('/shopper').on('connection', (socket) => {
    socket.emit('snapshot', {});
    socket.on('ping', (_payload, acknowledge) => acknowledge({ ok: true, transport: socket.conn.transport.name }));
  });
  const own = http.listeners('request') as Front[];
  http.removeAllListeners('request');
  http.on('request', (request, response) => {
    asked += 1;
    if (front) return front(request, response);
    for (const listen of own) listen.call(http, request, response);
  });
  await new Promise<void>((go) => http.listen(0, '127.0.0.1', go));
  relay = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(async () => {
  connection?.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  http.closeAllConnections();
  await io.close();
});

const open = () => {
  const hear = { snapshot: vi.fn(), lost: vi.fn(), refused: vi.fn() };
  connection = connect(relay, () => ({ brand: 'b', token: 't' }), hear as unknown as Hearing);
  return hear;
};
/** Real answers arrive between two steps of the moved clock. */
const settle = () =>
  new Promise<void>((go) => {
    const timer = setInterval(() => {
      clearInterval(timer);
      go();
    }, 10);
  });
async function pass(ms: number, until: () => boolean = () => false): Promise<number> {
  for (let passed = 0; passed < ms; passed += 250) {
    await settle();
    if (until()) return passed;
    vi.advanceTimersByTime(250);
  }
  await settle();
  return ms;
}
const transport = async () => Reflect.get((await connection?.ask('ping', {})) ?? {}, 'transport');
const cut = () => {
  for (const socket of io.of('/shopper').sockets.values()) socket.conn.close();
};

describe('case 17: a WebSocket that once worked is blocked later', () => {
  it('she goes on by polling within 20 s, and by a WebSocket again once they go through', async () => {
    const hear = open();
    await pass(5_000, () => hear.snapshot.mock.calls.length === 1);
    expect(await transport()).toBe('websocket');
    await pass(60_000);
    blocked = true;
    cut();
    const within = await pass(60_000, () => hear.snapshot.mock.calls.length === 2);
    expect(within).toBeLessThan(20_000);
    expect(await transport()).toBe('polling');
    blocked = false;
    await pass(120_000, () => hear.snapshot.mock.calls.length === 3);
    expect(await transport()).toBe('websocket');
  });

  it('while they stay blocked they are tried less and less, and the line by polling stands', async () => {
    const hear = open();
    blocked = true;
    await pass(60_000, () => hear.snapshot.mock.calls.length === 1);
    const before = upgrades;
    await pass(180_000);
    expect(upgrades - before).toBeLessThan(4);
    expect(await transport()).toBe('polling');
    expect(hear.snapshot).toHaveBeenCalledTimes(1);
  });

  it('one that opens and is cut within a moment, again and again, is given up as well', async () => {
    const hear = open();
    io.of('/shopper').on('connection', (socket) => {
      if (socket.conn.transport.name === 'websocket') setImmediate(() => socket.conn.close());
    });
    const polled = () => [...io.of('/shopper').sockets.values()].some((s) => s.conn.transport.name === 'polling');
    expect(await pass(60_000, polled)).toBeLessThan(20_000);
    expect(hear.refused).not.toHaveBeenCalled();
  });
});

const BODIES = {
  'a page': '<!doctype html><title>Sign in</title>',
  JSON: '{"ok":true}',
  'an empty body': '',
  'words that begin with a digit': '404 Not found',
  'an open packet of nobody': '0{}',
};

describe.each(Object.entries(BODIES))('case 19: polls are answered by %s', (_, body) => {
  const inFront: Front = (_request, response) => response.writeHead(200).end(body);

  it('a few requests in 20 s, and well again once the relay answers', async () => {
    blocked = true;
    const hear = open();
    await pass(30_000, () => hear.snapshot.mock.calls.length === 1);
    front = inFront;
    // The poll that hangs is answered by the relay once more.
    io.of('/shopper').emit('typing', {});
    asked = 0;
    await pass(20_000);
    expect(asked).toBeLessThan(12);
    front = null;
    await pass(60_000, () => hear.snapshot.mock.calls.length === 2);
    expect(await transport()).toBe('polling');
  });

  it('posts alone: what was sent is not taken for delivered', async () => {
    blocked = true;
    const hear = open();
    await pass(30_000, () => hear.snapshot.mock.calls.length === 1);
    const own = front;
    expect(own).toBeNull();
    front = (request, response) => {
      if (request.method === 'POST') inFront(request, response);
      else response.writeHead(502).end();
    };
    const answer = connection?.ask('ping', {});
    await pass(2_000);
    expect(await answer).toMatchObject({ ok: false });
    front = null;
    await pass(60_000, () => hear.snapshot.mock.calls.length === 2);
    expect(await transport()).toBe('polling');
  });
});

describe('what is not of a relay, on a WebSocket', () => {
  it.each(['garbage', '0garbage', '42/shopper,["snap', '4', '7', ''])(
    '%j: the line is gone at once, and nothing is thrown',
    async (text) => {
      const hear = open();
      await pass(5_000, () => hear.snapshot.mock.calls.length === 1);
      const [connected] = io.of('/shopper').sockets.values();
      const raw = connected?.conn.transport as unknown as { socket: { send(text: string): void } };
      raw.socket.send(text);
      await pass(1_000, () => hear.lost.mock.calls.length > 0);
      expect(hear.lost).toHaveBeenCalled();
      await pass(5_000, () => hear.snapshot.mock.calls.length === 2);
      expect(hear.snapshot).toHaveBeenCalledTimes(2);
    },
  );
});
