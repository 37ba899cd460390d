import type { Socket } from 'socket.io';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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

const TRANSPORTS = { polling: strangerPolling, websocket: strangerSocket } as const;
type Transport = keyof typeof TRANSPORTS;

async function stranger(transport: Transport): Promise<Stranger> {
  const one = await TRANSPORTS[transport](wire.url, originOf(MAISON));
  strangers.push(one);
  return one;
}

/** A line that has said who it is, by hand. */
async function shopperBy(transport: Transport, token?: string): Promise<Stranger> {
  const one = await stranger(transport);
  await one.say([hello(token ?? wire.tokenOf(await wire.rig.shopper()))]);
  for (let i = 0; i < 20 && !one.heard.some((packet) => packet.startsWith('42/shopper,["snapshot"')); i++) {
    if (transport === 'polling') await one.poll();
    else await new Promise((go) => setTimeout(go, 5));
  }
  return one;
}

const hello = (token: string) => `40/shopper,${JSON.stringify({ protocol: PROTOCOL, brand: MAISON, token })}`;

describe.each(['polling', 'websocket'] as const)('one body of many packets, over %s', (transport) => {
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
    const one = await stranger(transport);
    await one.say(repeated(packet, Math.floor(LIMITS.transportBytes / (packet.length + 1))));
    await one.closed();
    expect(done.packets - before.packets).toBeLessThanOrEqual(LIMITS.packetsATurn);
    expect(done.sockets - before.sockets).toBeLessThanOrEqual(1);
    expect(wire.sockets.io.of('/').sockets.size).toBe(0);
    expect(await other.raw('ping', {})).toMatchObject({ ok: true });
  });

  test('after a rightful connect: the line is cut at the same bound', async () => {
    const one = await shopperBy(transport);
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

describe('what a line asks for', () => {
  const LONG = '語'.repeat(3_990);

  /** Her log, long enough for several pages. */
  async function longLog() {
    const claire = await wire.shopper();
    const { conversation } = await claire.ok('request.open', chat(wire.rig.clock.now()));
    for (let i = 0; i < 12; i++) {
      const entries = Array.from({ length: 4 }, () => wire.message(LONG));
      await claire.ok('entries.append', { conversation, entries });
    }
    return { claire, conversation };
  }

  test('pages are read one at a time, and none is built for somebody who does not read', async () => {
    const { claire, conversation } = await longLog();
    const read = vi.spyOn(wire.rig.store.read, 'page');
    const one = await shopperBy('polling', claire.token);
    // A hundred in all, and not one answer is fetched.
    for (let i = 0; i < 2; i++) {
      const asked = Array.from({ length: 50 }, (_, k) => {
        const payload = JSON.stringify({ conversation, after: 0 });
        return `42/shopper,${i * 50 + k}["entries.after",${payload}]`;
      });
      await one.say(asked);
    }
    await expect.poll(() => waiting(one)).toBeGreaterThan(32 * 1024);
    expect(await claire.raw('ping', {})).toMatchObject({ ok: true });
    expect(read).toHaveBeenCalledTimes(1);
    // Whoever reads after all has her pages, and the others are refused with an honest time.
    const answers = () => one.heard.flatMap((packet) => /^43\/shopper,\d+(\[.*)/s.exec(packet)?.[1] ?? []);
    while (answers().length < 100) await one.poll();
    const refused = answers().filter((answer) => answer.includes('"slow_down"'));
    expect(refused.length).toBeGreaterThan(70);
    expect(refused[0]).toMatch(/"retryInMs":\d+/);
    expect(answers().length - refused.length).toBeGreaterThan(20);
  });

  test('a page costs by the size of its answer, and whoever has read much waits', async () => {
    await wire.end();
    wire = await startWire({ reading: { times: 100_000, withinMs: 600_000 } });
    const { claire, conversation } = await longLog();
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await claire.send('entries.after', { conversation, after: 0 }));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThan(4);
    expect(answers.at(-1)).toMatchObject({ error: { code: 'slow_down', retryInMs: expect.any(Number) } });
    // What is small is not what she waits for, and nor is anybody else.
    expect(await claire.raw('ping', {})).toMatchObject({ ok: true });
    const other = await wire.shopper();
    const opened = await other.ok('request.open', chat(wire.rig.clock.now()));
    expect(await other.send('entries.after', { conversation: opened.conversation })).toMatchObject({ ok: true });
  });

  test.each([
    ['unknown', '42/shopper,["nobody.asked",{}]'],
    ['unacknowledged', '42/shopper,["ping",{}]'],
    ['malformed', '42/shopper,7["entries.append",{}]'],
    ['oversized', `42/shopper,7["ping","${'x'.repeat(70_000)}"]`],
  ])('%s events count like any other, are hardly answered, and end a line that goes on', async (_what, packet) => {
    await wire.end();
    wire = await startWire({ commands: { times: 20, withinMs: 20_000 } });
    const one = await shopperBy('websocket');
    let over = false;
    void one.closed().then(() => {
      over = true;
    });
    let said = 0;
    for (; !over && said < 400; said += 5) {
      await one.say(Array(5).fill(packet));
      await new Promise((go) => setImmediate(go));
    }
    await one.closed();
    expect(wire.cuts).toEqual(['refusals']);
    expect(one.heard.filter((heard) => heard.includes('"refused"')).length).toBeLessThanOrEqual(3);
  });

  test('heartbeats and answers that nobody asked for end a line too, in the long run', async () => {
    await wire.end();
    wire = await startWire({ line: { packets: { times: 200, withinMs: 200_000 } } });
    for (const packet of ['3', '43/shopper,7[]', '6', '5']) {
      const one = await shopperBy('websocket');
      for (let i = 0; i < 30; i++) {
        await one.say(Array(10).fill(packet));
        await new Promise((go) => setImmediate(go));
      }
      await one.closed();
    }
    expect(wire.cuts).toEqual(['packets', 'packets', 'packets', 'packets']);
  });

  test('bytes without end end a line, however few packets bring them', async () => {
    await wire.end();
    wire = await startWire({ line: { chars: { times: 1_000_000, withinMs: 600_000 } } });
    const one = await shopperBy('websocket');
    for (let i = 0; i < 6; i++) await one.say([`42/shopper,7["ping","${'x'.repeat(200_000)}"]`]);
    await one.closed();
    expect(wire.cuts).toEqual(['packets']);
  });

  test('what is too long gets its code unread, and answers to nobody are not read either', async () => {
    const one = await shopperBy('websocket');
    const parse = vi.spyOn(JSON, 'parse');
    const list = `[${'1,'.repeat(100_000)}1]`;
    await one.say([`43/shopper,7${list}`, `42/shopper,8["ping",${list}]`, '42/shopper,9["ping",{}]']);
    await expect.poll(() => one.heard.find((packet) => packet.startsWith('43/shopper,9'))).toContain('"ok":true');
    expect(one.heard.find((packet) => packet.startsWith('43/shopper,8'))).toContain('"too_large"');
    expect(parse.mock.calls.filter(([text]) => text.length > 1_000)).toEqual([]);
    parse.mockRestore();
  });

  test('a place from which lines break the protocol again and again waits before it opens others', async () => {
    const refused: unknown[] = [];
    const breach = async () => {
      const one = await stranger('websocket').catch((error) => {
        refused.push(error);
        return null;
      });
      await one?.say(['40']);
      await one?.closed();
    };
    for (let i = 0; i < 3; i++) await Promise.all(Array.from({ length: 20 }, breach));
    expect(wire.cuts.filter((why) => why === 'protocol').length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeGreaterThan(0);
  });

  test('a probe of another way is refused: nobody of ours changes it', async () => {
    const one = await stranger('polling');
    const { sid } = JSON.parse(one.heard[0]?.slice(1) ?? '{}');
    expect(JSON.parse(one.heard[0]?.slice(1) ?? '{}').upgrades).toEqual([]);
    await expect(strangerSocket(wire.url, originOf(MAISON), {}, sid)).rejects.toThrow();
  });
});

/** Characters that wait on the line of a stranger. */
function waiting(one: Stranger): number {
  const { sid } = JSON.parse(one.heard[0]?.slice(1) ?? '{}');
  const clients = Reflect.get(wire.sockets.io.engine, 'clients') as Record<
    string,
    { writeBuffer: { data?: string }[] }
  >;
  return (clients[sid]?.writeBuffer ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}
