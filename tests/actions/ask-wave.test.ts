import { afterEach, expect, test } from 'vitest';
import { askWave } from '../../server/actions/steps/ask-wave.ts';
import type { RequestRow } from '../../server/domain/rows.ts';
import type { Tx } from '../../server/store/store.ts';
import { breaches } from '../helpers/invariants.ts';
import { call, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
afterEach(() => rig.end());

/** The next step for a request, as `see` lets the transaction see the house. */
const ask = (id: string, set: Partial<RequestRow> = {}, see: (tx: Tx) => Tx = (tx) => tx) =>
  rig.store.commit(id, async (tx) => {
    await askWave(see(tx), await tx.update('requests', { id }, set));
    return { ok: true };
  });

test('whoever was asked before rings on, though all who come next are taken by another node meanwhile', async () => {
  rig = await startRig({ policy: { ownAloneMs: 1_000, bestMs: 1_000 } });
  await rig.arrives('Camille', 'Luc');
  const { request } = await rig.opens(await rig.shopper());
  await rig.sweep();
  expect(await rig.store.read.all('offers', { request: request.id, state: 'open' })).toHaveLength(1);
  rig.clock.forward(1_500);
  const full = (tx: Tx): Tx => Object.create(tx, { takeSeat: { value: async () => false } }) as Tx;
  expect(await ask(request.id, { slow: false }, full)).toEqual({ ok: true });
  expect((await rig.request(request.id)).state).toBe('offered');
  expect(await breaches(rig.store)).toEqual([]);
});

test('her night begins while a second try rings: it rings no more, and waits for her morning', async () => {
  // 21:30 in Paris.
  rig = await startRig({ startAt: Date.UTC(2027, 0, 12, 20, 30) });
  await rig.arrives('Camille');
  const { request } = await rig.opens(await rig.shopper(), call(rig.clock.now()));
  await rig.sweep();
  expect(await rig.store.read.all('offers', { request: request.id, state: 'open' })).toHaveLength(1);
  expect(await ask(request.id, { tries: 1 })).toEqual({ ok: true });
  expect(await rig.request(request.id)).toMatchObject({ state: 'later', lookAt: Date.UTC(2027, 0, 13, 8) });
  expect(await breaches(rig.store)).toEqual([]);
});
