import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProbes, type Probes } from '../../server/actions/audit-probe.ts';
import { MAISON } from '../helpers/cast.ts';
import { type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
let probes: Probes;
beforeEach(async () => {
  rig = await startRig();
  probes = createProbes(rig.ports, (error) => {
    throw error;
  });
});
afterEach(() => rig.end());

const note = (actor: string, times: number) => {
  for (let i = 0; i < times; i++)
    probes.note({ brand: MAISON, actor, action: 'entries.after', subject: `thread ${i}` });
};
const rows = (actor: string) => rig.store.read.all('audit', { actor }, { by: 'at' });

it('A05: ten probes a minute are rows of the audit, the rest is a count that rises', async () => {
  note('a curious person', 10);
  await probes.idle();
  expect(await rows('a curious person')).toMatchObject(
    Array(10).fill({ brand: MAISON, action: 'entries.after', count: 1 }),
  );
  note('a curious person', 500);
  await probes.idle();
  note('a curious person', 490);
  await probes.idle();
  const all = await rows('a curious person');
  expect(all).toHaveLength(11);
  expect(all.at(-1)).toMatchObject({ count: 990, subject: null });
});

it('everybody has a minute of her own, and a new one each minute', async () => {
  note('one', 12);
  note('two', 1);
  rig.clock.forward(60_000);
  note('one', 1);
  await probes.idle();
  expect(await rows('one')).toHaveLength(12);
  expect(await rows('two')).toHaveLength(1);
});
