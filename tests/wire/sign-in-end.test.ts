import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSignIn } from '../../server/actions/find-sign-in.ts';
import { signIn } from '../../server/actions/sign-in.ts';
import { startWire, type Wire } from '../helpers/wire.ts';

const HOUR_MS = 3_600_000;

let wire: Wire;
beforeEach(async () => {
  wire = await startWire();
});
afterEach(() => wire.end());

/** A desk whose sign-in is a row of the store, and the secret in its cookie. */
async function signedIn() {
  const camille = wire.rig.cast.Camille;
  await wire.rig.store.commit(camille.id, async (tx) => {
    await tx.update('associates', { id: camille.id }, { password: 'known' });
    return { ok: true };
  });
  const passwords = { nobody: 'nobody', hash: async () => 'known', verify: async () => true };
  const email = (await wire.rig.store.read.one('associates', { id: camille.id }))?.email ?? '';
  const ask = { email, password: 'known', device: 'a till', before: null };
  const made = await signIn({ store: wire.rig.store }, passwords, ask);
  if (!made.ok) throw new Error(made.error.code);
  const found = await findSignIn({ store: wire.rig.store }, made.token);
  if (!found) throw new Error('not signed in');
  const desk = await wire.associate('Camille');
  desk.close();
  wire.signIns.set('Camille', { id: found.id, associate: camille.id, brand: camille.brand });
  const open = () => wire.dial('console', { cookie: 'salon=Camille' });
  const end = open();
  await end.until(() => end.heard('snapshot')[0]);
  return { token: made.token, desk: end };
}

async function pass(hours: number): Promise<void> {
  wire.rig.clock.forward(hours * HOUR_MS);
  await wire.sockets.endSignIns();
}

test('a desk that never renews goes with its sign-in, unused for twelve hours', async () => {
  const { desk } = await signedIn();
  const shopper = await wire.shopper();
  await pass(11);
  expect(await desk.raw('ping', {})).toMatchObject({ ok: true });
  await pass(1.1);
  await desk.until(() => desk.socket.disconnected);
  expect(desk.heard('signed_out')).toEqual([{ reason: 'signed_out' }]);
  expect(await shopper.raw('ping', {})).toMatchObject({ ok: true });
});

test('a sign-in that is used lasts, and ends a day after it began, whatever goes on', async () => {
  const { token, desk } = await signedIn();
  for (const hours of [8, 8, 7]) {
    await pass(hours);
    expect(await findSignIn({ store: wire.rig.store }, token)).not.toBeNull();
    expect(await desk.raw('ping', {})).toMatchObject({ ok: true });
  }
  await pass(2);
  await desk.until(() => desk.socket.disconnected);
  expect(await findSignIn({ store: wire.rig.store }, token)).toBeNull();
});
