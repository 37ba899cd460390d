import { afterEach, expect, test } from 'vitest';
import { call } from '../helpers/rig.ts';
import { startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
afterEach(() => wire.end());

const MINUTE = 60_000;

/** Luc has Claire's call, and Ines, who manages his place, reads its promise. */
async function lucHoldsACall() {
  wire = await startWire();
  const luc = await wire.free('Luc');
  const shopper = await wire.shopper();
  const { request } = await shopper.ok('request.open', call(wire.rig.clock.now()));
  await wire.rig.sweep();
  const offer = await luc.until(() => luc.heard('offer').at(-1));
  await luc.ok('offer.accept', { offer: offer.id });
  const ines = await wire.associate('Ines');
  const promise = ines.heard('snapshot').at(-1)?.promises[0]?.id ?? '';
  return { luc, ines, shopper, request, promise };
}

test('a call that its holder was reminded of and leaves is taken over, and everybody hears whose it is', async () => {
  const { luc, ines, shopper, request, promise } = await lucHoldsACall();
  expect(await ines.send('promise.take', { promise })).toMatchObject({ error: { code: 'already_taken', by: 'Luc' } });
  await wire.rig.passWith(11 * MINUTE, 'Luc');
  await luc.until(() => luc.heard('request').some(({ nudgedAt }) => nudgedAt !== null));

  const { card } = await ines.ok('promise.take', { promise });
  expect(card).toMatchObject({
    writable: true,
    request: { holder: { name: 'Ines' }, phone: { e164: '+33612345678' } },
  });
  const lost = await luc.until(() => luc.heard('request').find(({ holder }) => holder?.name === 'Ines'));
  expect(lost.phone).toBeNull();
  await luc.until(() => luc.heard('promise').some(({ id, holder }) => id === promise && holder?.name === 'Ines'));
  await luc.until(() => luc.heard('availability').at(-1)?.taken === 0);
  await shopper.until(() => shopper.heard('request').some(({ holder }) => holder?.name === 'Ines'));
  expect(await luc.send('call.mark', { request: request.id, outcome: 'reached' })).toMatchObject({
    error: { code: 'not_found' },
  });
  // What a fresh desk of his would hold: nothing of it.
  await luc.ok('ping', { snapshot: true });
  const fresh = luc.heard('snapshot').at(-1);
  expect([fresh?.held, fresh?.promises]).toEqual([[], []]);
});

test('to a colleague of the same reach it is not there, however late it is', async () => {
  const { promise } = await lucHoldsACall();
  const camille = await wire.associate('Camille');
  await wire.rig.passWith(11 * MINUTE, 'Luc');
  expect(await camille.send('promise.take', { promise })).toMatchObject({ error: { code: 'not_found' } });
});

test('whoever takes it over needs a seat of her own', async () => {
  const { ines, promise } = await lucHoldsACall();
  await wire.rig.passWith(11 * MINUTE, 'Luc');
  const { id } = wire.rig.cast.Ines;
  await wire.rig.store.commit(id, async (tx) => {
    const row = await tx.one('associates', { id });
    await tx.update('associates', { id }, { capacity: row?.taken ?? 0 });
    return { ok: true };
  });
  expect(await ines.send('promise.take', { promise })).toMatchObject({ error: { code: 'no_room' } });
});
