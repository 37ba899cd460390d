import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { consoleCommands } from '../../protocol/console.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { shopperCommands } from '../../protocol/shopper.ts';
import { jsonBytes } from '../../protocol/text.ts';
import { chat } from '../helpers/rig.ts';
import { type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
let claire: ShopperEnd;
beforeEach(async () => {
  wire = await startWire();
  claire = await wire.shopper();
});
afterEach(() => wire.end());

const alive = async () => expect(await claire.raw('ping', {})).toMatchObject({ ok: true });
/** What a client of ours would never write, straight into the connection. */
const write = (frame: string) => claire.socket.io.engine.write(frame);
const closed = () => claire.until(() => claire.socket.disconnected);

describe('an event that is none of ours', () => {
  const strange = ['nope', '', 'constructor', 'toString', '__proto__', 'hasOwnProperty', 'connection', 'snapshot'];
  test.each(strange)('A06, A08: "%s" has one fixed answer', async (event) => {
    const message = 'There is no such command.';
    expect(await claire.raw(event, {})).toEqual({ ok: false, error: { code: 'unknown_event', message } });
    claire.socket.emit(event, {});
    const refused = await claire.until(() => claire.heard('refused')[0]);
    expect(refused).toEqual({ code: 'unknown_event', event });
    await alive();
  });

  test('A06: a shopper’s token commands nothing of the console, and a desk nothing of a shopper’s', async () => {
    for (const event of Object.keys(consoleCommands).filter((command) => !(command in shopperCommands))) {
      expect(await claire.raw(event, {})).toMatchObject({ error: { code: 'unknown_event' } });
    }
    const desk = await wire.associate('Camille');
    for (const event of Object.keys(shopperCommands).filter((command) => !(command in consoleCommands))) {
      expect(await desk.raw(event, {})).toMatchObject({ error: { code: 'unknown_event' } });
    }
  });

  test('A08: an event whose name is a number, or is very long, is no command', async () => {
    write('2/shopper,[7,{}]');
    write('2/shopper,1[7,{}]');
    await claire.until(() => claire.told.find((one) => one.event === 'refused'));
    claire.socket.emit('x'.repeat(5_000), {});
    const refused = await claire.until(() => claire.heard('refused')[1]);
    expect(refused.event.length).toBeLessThanOrEqual(60);
    await alive();
  });

  test.each([
    '2/shopper,["disconnect",{}]',
    '2/shopper,{"not":"a list"}',
    '2/shopper,[',
    '9/shopper,[]',
    '0/shopper,{"token":"another"}',
    '2/shopper,999999999999999999999[]',
    '',
  ])('A08: a frame that is no packet (%s) ends its own connection and nobody else’s', async (frame) => {
    const other = await wire.shopper();
    write(frame);
    await closed();
    expect(await other.raw('ping', {})).toMatchObject({ ok: true });
  });

  test('A08: an answer to a question that nobody asked changes nothing', async () => {
    write('3/shopper,77[{"ok":true}]');
    await alive();
  });
});

describe('too much at once', () => {
  test('L08: 300 KB in one event: the connection closes, and she comes back', async () => {
    claire.socket.emit('ping', { pad: 'x'.repeat(300_000) }, () => undefined);
    await closed();
    claire.socket.connect();
    await claire.until(() => claire.heard('snapshot').length === 2);
    await alive();
  });

  test('L08: exactly 64 KB is read; its size is counted in UTF-8', async () => {
    const pad = LIMITS.eventBytes - jsonBytes({ pad: '' });
    expect(await claire.raw('ping', { pad: 'x'.repeat(pad) })).toMatchObject({ ok: true });
    const emoji = '😀'.repeat(pad / 4 + 1);
    expect(emoji.length).toBeLessThan(LIMITS.eventBytes);
    expect(await claire.raw('ping', { pad: emoji })).toMatchObject({ error: { code: 'too_large' } });
  });

  test('L08: a large event among small ones is measured, however they arrive', async () => {
    const large = { pad: 'x'.repeat(LIMITS.eventBytes) };
    const answers = await Promise.all([
      claire.raw('ping', {}),
      claire.raw('ping', large),
      claire.raw('ping', {}),
      claire.raw('ping', large),
      claire.raw('ping', large),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true, false, false]);
    const polling = await wire.shopper(claire.asking, { transports: ['polling'] });
    const batched = await Promise.all([
      polling.raw('ping', {}),
      polling.raw('ping', large),
      polling.raw('ping', {}),
      polling.raw('ping', large),
    ]);
    expect(batched.map((answer) => answer.ok)).toEqual([true, false, true, false]);
  });

  test('L08: no command takes bytes: whoever sends some is closed, and comes back', async () => {
    claire.socket.emit('ping', { file: Buffer.alloc(10) }, () => undefined);
    await closed();
    claire.socket.connect();
    await claire.until(() => claire.heard('snapshot').length === 2);
    await alive();
  });

  test('L08: ten thousand levels of nesting, and lists of fifty thousand, get a code', async () => {
    const packets: string[] = [];
    claire.socket.io.engine.on('data', (data: unknown) => packets.push(String(data)));
    const nested = (open: string, close: string) => `${open.repeat(10_000)}1${close.repeat(10_000)}`;
    for (const [i, payload] of [nested('[', ']'), nested('{"a":', '}')].entries()) {
      write(`2/shopper,${900 + i}["entries.append",${payload}]`);
      const answer = () => packets.find((packet) => packet.startsWith(`3/shopper,${900 + i}[`));
      await expect.poll(answer).toMatch(/"ok":false,"error":\{"code":"(bad_payload|too_large)"/);
    }
    const many = { conversation: wire.id(), entries: Array.from({ length: 50_000 }, () => 0) };
    expect(await claire.raw('entries.append', many)).toMatchObject({ error: { code: 'too_large' } });
    const fewer = { conversation: wire.id(), entries: Array.from({ length: 5_000 }, () => 0) };
    expect(await claire.raw('entries.append', fewer)).toMatchObject({ error: { code: 'bad_payload' } });
    await alive();
  });

  test('A11: more than the limit allows is refused with the wait, and others are not slowed', async () => {
    await wire.end();
    wire = await startWire({ commands: { times: 5, withinMs: 5_000 } });
    claire = await wire.shopper();
    const other = await wire.shopper();
    const tab = await wire.shopper(claire.asking);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => [claire, tab][i % 2]?.raw('ping', {})));
    const refused = answers.filter((answer) => answer && !answer.ok);
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ error: { code: 'slow_down', retryInMs: expect.any(Number) } });
    expect(await other.raw('ping', {})).toMatchObject({ ok: true });
  });
});

describe('a relay whose store is gone', () => {
  test('A09: closes a connection that it cannot serve, logs why, and serves it when it can', async () => {
    const token = wire.tokenOf(claire.asking);
    wire.signIns.set('Camille', { id: 's', associate: wire.rig.cast.Camille.id, brand: 'maison' });
    wire.breakStore(true);
    const auth = { protocol: 1, brand: 'maison', token };
    const late = wire.dial('shopper', { auth });
    const desk = wire.dial('console', { cookie: 'salon=Camille' });
    const gone = { shopper: false, desk: false };
    late.socket.on('disconnect', () => (gone.shopper = true));
    desk.socket.on('disconnect', () => (gone.desk = true));
    await expect.poll(() => gone).toEqual({ shopper: true, desk: true });
    expect(wire.logged.length).toBeGreaterThanOrEqual(2);
    wire.breakStore(false);
    late.socket.connect();
    await late.until(() => late.heard('snapshot')[0]);
    await alive();
  });

  test('A09: a store that is closed under it answers "unexpected", and the process lives', async () => {
    const { conversation } = await claire.ok('request.open', chat(wire.rig.clock.now()));
    await wire.rig.store.close();
    const answer = await claire.raw('entries.append', { conversation, entries: [wire.message('still there?')] });
    expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/unexpected|try_again/) } });
    expect(wire.logged.join()).not.toContain('still there?');
    await wire.rig.reopen();
    expect(await claire.raw('entries.after', { conversation })).toMatchObject({ ok: true, head: 2 });
  });
});
