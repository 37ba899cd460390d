import type { Socket } from 'socket.io';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { MAISON } from '../helpers/cast.ts';
import { chat } from '../helpers/rig.ts';
import { repeated, type Stranger, strangerPolling, strangerSocket } from '../helpers/stranger.ts';
import { originOf, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
const strangers: Stranger[] = [];
/** What was done: packets that were read on, and sockets that were made for them. */
const done = { packets: 0, sockets: 0 };

beforeEach(async () => {
  wire = await startWire();
  Object.assign(done, { packets: 0, sockets: 0 });
  wire.sockets.io.engine.on('connection', (connection: Socket['conn']) => {
    connection.on('data', () => {
      if (connection.readyState === 'open') done.packets += 1;
    });
  });
  for (const name of ['/', '/shopper', '/console']) {
    const namespace = wire.sockets.io.of(name);
    const make = Reflect.get(namespace, '_createSocket') as (...args: unknown[]) => unknown;
    Reflect.set(namespace, '_createSocket', function made(this: unknown, ...args: unknown[]) {
      done.sockets += 1;
      return make.apply(this, args);
    });
  }
});
afterEach(async () => {
  for (const one of strangers.splice(0)) one.close();
  await wire.end();
});

const WAYS = { polling: strangerPolling, websocket: strangerSocket } as const;
type Way = keyof typeof WAYS;

async function stranger(way: Way): Promise<Stranger> {
  const one = await WAYS[way](wire.url, originOf(MAISON));
  strangers.push(one);
  return one;
}

/** A line that has said who it is, by hand. */
async function shopperBy(way: Way): Promise<Stranger> {
  const one = await stranger(way);
  const asking = await wire.rig.shopper();
  await one.say([hello(wire.tokenOf(asking))]);
  for (let i = 0; i < 20 && !one.heard.some((packet) => packet.startsWith('42/shopper,["snapshot"')); i++) {
    if (way === 'polling') await one.poll();
    else await new Promise((go) => setTimeout(go, 5));
  }
  return one;
}

const hello = (token: string) => `40/shopper,${JSON.stringify({ protocol: PROTOCOL, brand: MAISON, token })}`;

describe.each(['polling', 'websocket'] as const)('one body of many packets, over %s', (way) => {
  test.each([
    ['connects to the root', '40'],
    ['connects to a namespace of ours', '40/shopper,'],
    ['connects to one that is none', '40/nobody,'],
    ['events of nobody', '42["ping",{}]'],
    ['events of ours, before a connect', '42/shopper,["ping",{}]'],
    ['binary events', '451-["ping",{"_placeholder":true,"num":0}]'],
    ['acknowledgements', '43/shopper,1[]'],
    ['goodbyes', '41/shopper,'],
    ['nothing', '4'],
    ['heartbeats', '3'],
    ['upgrades', '5'],
  ])('of which each %s: the line is cut before they cost', async (_what, packet) => {
    const other = await wire.shopper();
    const before = { ...done };
    const one = await stranger(way);
    await one.say(repeated(packet, Math.floor(LIMITS.transportBytes / (packet.length + 1))));
    await one.closed();
    expect(done.packets - before.packets).toBeLessThanOrEqual(LIMITS.packetsATurn);
    expect(done.sockets - before.sockets).toBeLessThanOrEqual(1);
    expect(wire.sockets.io.of('/').sockets.size).toBe(0);
    expect(await other.raw('ping', {})).toMatchObject({ ok: true });
  });

  test('after a rightful connect: the line is cut at the same bound', async () => {
    const one = await shopperBy(way);
    const before = { ...done };
    await one.say(repeated('42/shopper,["ping",{}]', 10_000));
    await one.closed();
    expect(done.packets - before.packets).toBeLessThanOrEqual(LIMITS.packetsATurn);
    expect(wire.cuts).toEqual(['packets']);
  });
});

describe('a line', () => {
  test('is closed at the root, where nobody is served', async () => {
    const one = await stranger('websocket');
    await one.say(['40']);
    await one.closed();
    expect(done.sockets).toBe(0);
  });

  test.each(['40/shopper,{}', '40/console,{}', '41/shopper,'])(
    'connects once: what follows its goodbye or its connect (%s) ends it',
    async (again) => {
      const one = await shopperBy('websocket');
      const { sockets } = done;
      await one.say(['41/shopper,', again, '40/shopper,{}']);
      await one.closed();
      expect(done.sockets).toBe(sockets);
    },
  );

  test('holds no place open for bytes that never come', async () => {
    const one = await shopperBy('websocket');
    await one.say([`452-/shopper,["ping",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]`]);
    await one.closed();
  });

  test('of a page that has much to say at once is never cut, by either way', async () => {
    for (const transports of [['websocket'], ['polling']] as const) {
      const claire = await wire.shopper(undefined, { transports: [...transports] });
      const { conversation } = await claire.ok('request.open', chat(wire.rig.clock.now()));
      const said = Array.from({ length: 40 }, (_, i) =>
        claire.send('entries.append', { conversation, entries: [wire.message(`line ${i}`)] }),
      );
      const typed = Array.from({ length: 10 }, () => claire.send('typing', { conversation, on: true }));
      for (const answer of await Promise.all([...said, ...typed])) expect(answer).toMatchObject({ ok: true });
      const { entries } = await claire.ok('entries.after', { conversation, after: 0 });
      const words = entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body?.text] : []));
      expect(words.slice(1)).toEqual(Array.from({ length: 40 }, (_, i) => `line ${i}`));
    }
    expect(wire.cuts).toEqual([]);
  });
});
