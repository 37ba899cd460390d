import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Link, openLink } from '../../console/connection.ts';
import { aSnapshot } from './desk-cast.ts';

type Front = (request: IncomingMessage, response: ServerResponse) => void;
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

let http: HttpServer;
let io: Server;
let link: Link;
/** What answers in the relay's place. */
let front: Front | null;
/** What becomes of a WebSocket on its way in. */
let onWay: 'through' | 'refused' | 'hangs' | 'cut';
let asked: number;
let hanging: Duplex[];
let lines: Set<Socket>;

beforeEach(async () => {
  [front, onWay, asked, hanging, lines] = [null, 'through', 0, [], new Set()];
  http = createServer();
  io = new Server(http, { pingInterval: 40, pingTimeout: 20_000, allowUpgrades: false });
  io.of('/console').on('connection', (socket) => {
    if (onWay === 'cut' && socket.conn.transport.name === 'websocket') return void socket.conn.close();
    socket.emit('snapshot', aSnapshot());
    socket.on('ping', (_payload, acknowledge) =>
      acknowledge({ ok: true, now: 0, transport: socket.conn.transport.name }),
    );
  });
  const [requests, upgrades] = [http.listeners('request') as Front[], http.listeners('upgrade') as Upgrade[]];
  http.removeAllListeners('request').removeAllListeners('upgrade');
  http.on('request', (request, response) => {
    asked += 1;
    if (front) return front(request, response);
    for (const listen of requests) listen.call(http, request, response);
  });
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (onWay === 'refused') return void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    if (onWay === 'hangs') return void hanging.push(socket);
    for (const listen of upgrades) listen.call(http, request, socket, head);
  });
  http.on('connection', (line) => lines.add(line));
  await new Promise<void>((go) => http.listen(0, '127.0.0.1', go));
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  link = openLink({ learn: () => undefined, onRefused: () => undefined });
});
afterEach(async () => {
  link.close();
  vi.useRealTimers();
  for (const socket of hanging) socket.destroy();
  http.closeAllConnections();
  await io.close();
  vi.unstubAllGlobals();
});

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
const cut = () => {
  for (const line of lines) line.destroy();
};
const isOpen = () => link.state.value === 'open';
/** The library answers by timers of its own. */
const transport = async () => {
  let answer: object | undefined;
  void link.ask('ping', {}).then((given) => (answer = given));
  await pass(5_000, () => answer !== undefined);
  return Reflect.get(answer ?? {}, 'transport');
};
const stands = async () => {
  await pass(20_000, isOpen);
  expect(await transport()).toBe('websocket');
  await pass(10_000);
};

describe('case 17: at the desk, a WebSocket that once worked is blocked later', () => {
  it.each(['refused', 'hangs', 'cut'] as const)(
    'and from then on is %s: she goes on by polling within 20 s, and by a WebSocket again once they go through',
    async (how) => {
      await stands();
      onWay = how;
      cut();
      await pass(1_000, () => !isOpen());
      expect(isOpen()).toBe(false);
      expect(await pass(60_000, isOpen)).toBeLessThan(20_000);
      expect(await transport()).toBe('polling');
      onWay = 'through';
      for (const socket of hanging) socket.destroy();
      await pass(
        3 * 60_000,
        () => io.of('/console').sockets.values().next().value?.conn.transport.name === 'websocket',
      );
      await pass(5_000, isOpen);
      expect(await transport()).toBe('websocket');
    },
  );

  it('one that hangs from the start is left as well', async () => {
    onWay = 'hangs';
    link.close();
    link = openLink({ learn: () => undefined, onRefused: () => undefined });
    expect(await pass(60_000, isOpen)).toBeLessThan(20_000);
    expect(await transport()).toBe('polling');
  });
});

const BODIES = {
  'a page': '<!doctype html><title>Sign in</title>',
  JSON: '{"ok":true}',
  'an empty body': '',
  'words that begin with a digit': '404 Not found',
  'an open packet of nobody': '0{"upgrades":[]}',
};

describe.each(Object.entries(BODIES))('case 19: at the desk, polls are answered by %s', (_, body) => {
  it('a few requests in 20 s, and well again once the relay answers', async () => {
    await stands();
    onWay = 'refused';
    cut();
    await pass(1_000, () => !isOpen());
    await pass(60_000, isOpen);
    expect(await transport()).toBe('polling');
    front = (_request, response) => response.writeHead(200).end(body);
    // The poll that hangs is answered by the relay once more.
    io.of('/console').emit('typing', {});
    asked = 0;
    await pass(20_000);
    expect(asked).toBeLessThan(30);
    expect(isOpen()).toBe(false);
    front = null;
    await pass(60_000, isOpen);
    expect(await transport()).toBe('polling');
  });
});
