import { afterEach, expect, test } from 'vitest';
import { chat } from '../helpers/rig.ts';
import { startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
afterEach(() => wire.end());

test('of too many tabs of one person the one that was left alone the longest goes, and the newest works', async () => {
  wire = await startWire({ crowd: { perPerson: 3, perAddress: 100 } });
  const asking = await wire.rig.shopper();
  const tabs = [await wire.shopper(asking), await wire.shopper(asking), await wire.shopper(asking)] as const;
  await tabs[0].ok('ping', {});
  const newest = await wire.shopper(asking);
  await tabs[1].until(() => tabs[1].socket.disconnected);
  // Not to come back at once, or each would take another's place in turn.
  expect(tabs[1].heard('closing')[0]?.comeBackInMs).toBeGreaterThanOrEqual(60_000);
  expect(tabs[1].heard('closing')[0]?.reason).toBe('crowd');
  expect([tabs[0], tabs[2], newest].map(({ socket }) => socket.connected)).toEqual([true, true, true]);
  expect(await newest.ok('request.open', chat(wire.rig.clock.now()))).toMatchObject({ ok: true });
  // Whoever looks at it again comes in again.
  tabs[1].socket.connect();
  await tabs[1].until(() => tabs[1].heard('snapshot').length === 2);
});

test('hundreds of sockets of one token end as few, an associate’s too', async () => {
  wire = await startWire({ crowd: { perPerson: 3, perAddress: 100 } });
  const asking = await wire.rig.shopper();
  for (let i = 0; i < 30; i++) await wire.shopper(asking);
  await expect.poll(() => wire.sockets.io.of('/shopper').sockets.size).toBe(3);
  for (let i = 0; i < 8; i++) await wire.associate('Camille');
  await expect.poll(() => wire.sockets.io.of('/console').sockets.size).toBe(3);
});

test('an address that is full lets her neighbours in: who has most there makes room', async () => {
  wire = await startWire({ crowd: { perPerson: 20, perAddress: 12 } });
  const greedy = await wire.rig.shopper();
  const neighbours = [await wire.shopper(), await wire.shopper()];
  for (let i = 0; i < 20; i++) await wire.shopper(greedy);
  for (let i = 0; i < 4; i++) neighbours.push(await wire.shopper());
  await expect.poll(() => wire.sockets.io.of('/shopper').sockets.size).toBe(12);
  for (const one of neighbours) expect(await one.raw('ping', {})).toMatchObject({ ok: true });
});
