import { afterEach, expect, test } from 'vitest';
import { startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
afterEach(() => wire.end());

const snapshots = (end: { heard(event: 'snapshot'): unknown[] }) => end.heard('snapshot').length;

test('F3: a snapshot that is asked for anew is told to the connection that asked, and to none beside it', async () => {
  wire = await startWire();
  const asking = await wire.rig.shopper();
  const [tab, other] = [await wire.shopper(asking), await wire.shopper(asking)];
  const [desk, phone] = [await wire.associate('Camille'), await wire.associate('Camille')];
  await tab.ok('ping', { snapshot: true });
  await desk.ok('ping', { snapshot: true });
  await Promise.all([other.ok('ping', {}), phone.ok('ping', {})]);
  expect([tab, other, desk, phone].map(snapshots)).toEqual([2, 1, 2, 1]);
  // She hears as before what is told to all of them.
  await desk.ok('availability.set', { available: true });
  for (const one of [desk, phone]) await one.until(() => one.heard('availability').at(-1)?.declared);
});

test('F1b: snapshots asked for anew weigh as pages do: whoever asks for many waits, and pings go on', async () => {
  wire = await startWire({ reading: { times: 1_000, withinMs: 100_000 } });
  const desk = await wire.associate('Camille');
  const answers: object[] = [];
  for (let n = 0; n < 12; n++) answers.push(await desk.raw('ping', { snapshot: true }));
  expect(answers.at(0)).toMatchObject({ ok: true });
  expect(answers.at(-1)).toMatchObject({ error: { code: 'slow_down', retryInMs: expect.any(Number) } });
  expect(snapshots(desk)).toBeLessThan(8);
  await desk.ok('ping', {});
});

test('F1b: a ping beside it takes nothing of the weight away', async () => {
  wire = await startWire({ reading: { times: 1_000, withinMs: 100_000 } });
  const desk = await wire.associate('Camille');
  const answers: object[] = [];
  for (let n = 0; n < 12; n++) {
    const [anew] = await Promise.all([desk.raw('ping', { snapshot: true }), desk.raw('ping', {})]);
    answers.push(anew);
  }
  expect(answers.at(-1)).toMatchObject({ error: { code: 'slow_down', retryInMs: expect.any(Number) } });
  expect(snapshots(desk)).toBeLessThan(8);
});
