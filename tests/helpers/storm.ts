import { makeId } from '../../protocol/id.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { declineOffer } from '../../server/actions/decline-offer.ts';
import { markCall } from '../../server/actions/mark-call.ts';
import { markDone } from '../../server/actions/mark-done.ts';
import { dropLease } from '../../server/actions/renew-lease.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import { MAISON, type Name } from './cast.ts';
import type { Random } from './random.ts';
import { call, chat, type Rig } from './rig.ts';

const FLOOR: readonly Name[] = ['Camille', 'Luc', 'Sophie', 'Ines', 'Aiko'];

/**
 * One thing that happens on a busy floor: a request is opened (up to `requests` in all), an offer is accepted,
 * declined or left to ring, somebody speaks, vanishes, returns, is done, rings a client, or time passes.
 */
export async function happen(rig: Rig, random: Random, requests: number): Promise<void> {
  const opened = await rig.store.read.count('requests', { brand: MAISON });
  const move = random.below(12);
  if (opened < requests && move < 3) return openOne(rig, random);
  if (move < 6) return answerOne(rig, random);
  if (move < 8) return speakOne(rig, random);
  if (move === 8) return leaveOrReturn(rig, random);
  if (move === 9) return endOne(rig, random);
  await rig.renews(...(await present(rig)));
  await rig.jump(random.pick([500, 3_000, 9_000, 16_000, 31_000]));
}

async function present(rig: Rig): Promise<Name[]> {
  const there: Name[] = [];
  for (const name of FLOOR) {
    if (await rig.store.read.one('leases', { socket: `socket-${name}` })) there.push(name);
  }
  return there;
}

async function openOne(rig: Rig, random: Random): Promise<void> {
  const shopper = await rig.shopper();
  await rig.opens(shopper, random.chance(0.3) ? call(rig.clock.now()) : chat(rig.clock.now()));
}

async function answerOne(rig: Rig, random: Random): Promise<void> {
  const offer = random.pick([...(await rig.store.read.all('offers', { state: 'open' })), null]);
  const name = rig.nameOf(offer?.associate ?? null);
  if (!offer || !name) return;
  if (random.chance(0.6)) await rig.accepts(name, offer.request);
  else await declineOffer(rig.ports, rig.asks(name), offer.id);
}

async function speakOne(rig: Rig, random: Random): Promise<void> {
  const thread = random.pick([...(await rig.store.read.all('conversations', {})), null]);
  if (!thread) return;
  const held = await rig.store.read.one('requests', { conversation: thread.id, state: 'assigned' });
  const name = rig.nameOf(held?.holder ?? null);
  const asking =
    name && random.chance(0.5) ? rig.asks(name) : { kind: 'shopper' as const, id: thread.shopper, brand: MAISON };
  const id = makeId(rig.clock.now());
  await appendEntries(rig.ports, asking, {
    conversation: thread.id,
    log: 'shared',
    entries: [{ id, kind: 'message', v: 1, body: { text: `word ${id}` } }],
  });
}

async function leaveOrReturn(rig: Rig, random: Random): Promise<void> {
  const name = random.pick(FLOOR);
  const here = (await present(rig)).includes(name);
  if (!here) return rig.arrives(name);
  if (random.chance(0.3)) await setAvailability(rig.ports, rig.asks(name), false);
  else await dropLease(rig.ports, rig.asks(name), { socket: `socket-${name}`, node: 'one' });
}

async function endOne(rig: Rig, random: Random): Promise<void> {
  const held = random.pick([...(await rig.store.read.all('requests', { state: ['assigned', 'resumed'] })), null]);
  const name = rig.nameOf(held?.holder ?? held?.lastHolder ?? null);
  if (!held || !name) return;
  if (random.chance(0.1)) {
    await withdrawRequest(rig.ports, { kind: 'shopper', id: held.shopper, brand: held.brand }, held.id);
  } else if (held.kind === 'callback') {
    const outcome = random.pick(['reached', 'no_answer'] as const);
    await markCall(rig.ports, rig.asks(name), { request: held.id, outcome });
  } else await markDone(rig.ports, rig.asks(name), { request: held.id, seen: 1_000_000 });
}
