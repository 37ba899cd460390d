import { afterEach, beforeEach, expect, test } from 'vitest';
import { mendOutage, sayAlive } from '../../server/actions/outage.ts';
import { breaches } from '../helpers/invariants.ts';
import { type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

test('T18: an offer that rang before an outage still rings for its request after it', async () => {
  await rig.arrives('Camille');
  const { request } = await rig.opens(await rig.shopper());
  expect(await rig.offerTo('Camille', request.id)).not.toBeNull();
  await sayAlive(rig.ports, 'one');
  rig.clock.forward(10_000);
  expect(await mendOutage(rig.ports)).toBe(10_000);
  // The first step is over, her offer is not.
  await rig.passWith(16_000, 'Camille');
  expect(await breaches(rig.store)).toEqual([]);
  expect((await rig.request(request.id)).state).toBe('offered');
  expect(await rig.accepts('Camille', request.id)).toMatchObject({ ok: true });
});
