import { meOf } from '../../server/actions/desk-snapshot.ts';
import { listRequests } from '../../server/actions/list-requests.ts';
import { mintSession } from '../../server/actions/mint-session.ts';
import { readPresence } from '../../server/actions/read-presence.ts';
import { readSlots } from '../../server/actions/read-slots.ts';
import { MAISON } from '../helpers/cast.ts';
import { call, chat } from '../helpers/rig.ts';
import type { Wire } from '../helpers/wire.ts';
import type { Command, End, Namespace, Payload } from '../helpers/wire-end.ts';

const PRODUCT = {
  name: 'Carré Les Marées',
  category: 'Silk',
  price: '420',
  currency: 'EUR',
  url: 'https://maison.example/les-marees',
};

/**
 * What the relay really answers and tells, by name (`answer shopper request.open`, `told console offer`): a small day
 * in which everything happens once. The documented examples are held to it.
 */
export async function samplesOf(wire: Wire): Promise<Map<string, unknown>> {
  const samples = new Map<string, unknown>();
  const { rig } = wire;
  const at = () => rig.clock.now();
  async function ask<N extends Namespace, C extends Command<N> & string>(
    side: N,
    end: End<N>,
    event: C,
    payload: Payload<N, C>,
  ) {
    const answer = await end.ok(event, payload);
    samples.set(`answer ${side} ${event}`, answer);
    return answer;
  }
  const camille = await wire.free('Camille');
  const ines = await wire.associate('Ines');
  const claire = await wire.shopper();
  const opened = await ask('shopper', claire, 'request.open', {
    ...chat(at()),
    product: PRODUCT,
    name: 'Claire Martin',
  });
  const ringing = async () => {
    await rig.sweep();
    const open = await rig.store.read.one('offers', { associate: rig.cast.Camille.id, state: 'open' });
    return { offer: open?.id ?? '' };
  };
  await ask('console', camille, 'offer.accept', await ringing());
  const { conversation } = opened;
  const entries = [wire.message('Bonjour Madame, we keep one for you.')];
  await ask('console', camille, 'entries.append', { conversation, entries });
  await ask('shopper', claire, 'entries.append', { conversation, entries: [wire.message('Merci!')] });
  await ask('shopper', claire, 'entries.after', { conversation, after: 0 });
  const cursor = { conversation, deliveredSeq: 4, readSeq: 4 };
  await ask('shopper', claire, 'cursor.move', cursor);
  await ask('console', camille, 'cursor.move', cursor);
  await ask('console', camille, 'typing', { conversation, on: true });
  await ask('shopper', claire, 'typing', { conversation, on: true });
  await ask('shopper', claire, 'ping', {});
  await ask('console', camille, 'conversations.open', { conversation });
  await ask('console', camille, 'conversations.page', {});
  await ask('console', camille, 'lease.renew', {});
  await ask('console', camille, 'availability.set', { available: true });

  const marie = await wire.shopper();
  const called = await marie.ok('request.open', call(at()));
  await camille.ok('offer.accept', await ringing());
  await ask('console', ines, 'promises.page', { from: 0, to: at() + 86_400_000 });
  await ask('console', camille, 'call.mark', { request: called.request.id, outcome: 'no_answer' });
  await ask('shopper', marie, 'request.move', { request: called.request.id, when: { kind: 'asap' } });
  await ask('shopper', marie, 'request.withdraw', { request: called.request.id });

  const louise = await wire.shopper();
  const asked = await louise.ok('request.open', chat(at()));
  await ask('console', camille, 'offer.decline', await ringing());
  const left = await rig.store.read.one('requests', { shopper: louise.asking.id, endedAt: null });
  const turn = { request: left?.id ?? asked.request.id, id: wire.id(), into: 'left_message' as const };
  await ask('shopper', louise, 'request.turn', turn);
  await ask('console', camille, 'request.done', { request: opened.request.id, seen: 99 });

  claire.socket.emit('ping', {});
  await claire.until(() => claire.heard('refused')[0]);
  const desk = await wire.associate('Camille');
  const tab = await wire.shopper(claire.asking);
  wire.sockets.drain(0);
  await camille.until(() => camille.heard('closing')[0]);
  await tab.until(() => tab.heard('closing')[0]);
  for (const [side, ends] of [
    ['shopper', [claire, marie, tab]] as const,
    ['console', [camille, ines, desk]] as const,
  ]) {
    for (const { told } of ends) for (const one of told) samples.set(`told ${side} ${one.event}`, one.payload);
  }

  const { ports } = rig;
  const now = at();
  const house = await rig.store.house(MAISON);
  samples.set('answer GET /api/presence', { now, ...(await readPresence(ports, { brand: MAISON, locale: 'fr' })) });
  samples.set('answer POST /api/sessions', { now, ...(await mintSession(ports, MAISON)) });
  const slots = await readSlots(ports, { brand: MAISON, zone: 'Europe/Paris' });
  samples.set('answer GET /api/slots', { now, ...slots });
  samples.set('answer GET /api/requests', { now, ...(await listRequests(ports, marie.asking)) });
  samples.set('answer GET /api/console/me', { now, ok: true, me: meOf(house, rig.cast.Camille) });
  return samples;
}
