import type { Wishes } from '../../protocol/requests.ts';
import type { ShopperAsking } from '../../server/actions/ports.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import { MAISON, type Name, OTHER } from '../helpers/cast.ts';
import { call } from '../helpers/rig.ts';
import type { Wire } from '../helpers/wire.ts';

/** Somebody's things: a thread with a live request, a call, and an offer that rings. */
export interface Scene {
  wire: Wire;
  shopper: ShopperAsking;
  conversation: string;
  request: string;
  call: string;
  offer: string;
  /** The call's. */
  promise: string;
}

const PARIS = { brand: MAISON, wishes: {} as Wishes, call: {} };
const AT: Record<Name, typeof PARIS> = {
  Camille: PARIS,
  Luc: PARIS,
  Sophie: PARIS,
  Ines: PARIS,
  Aiko: { ...PARIS, wishes: { language: 'ja', place: 'tokyo' } },
  Noor: { ...PARIS, brand: OTHER, call: { zone: 'Asia/Dubai', phone: '050 123 4567' } },
};

/** A shopper with a chat and a call that this associate holds, while another shopper's ask rings at her desk. */
export async function sceneOf(wire: Wire, name: Name): Promise<Scene> {
  const { rig } = wire;
  await rig.arrives(name);
  const at = AT[name];
  const { brand } = at;
  const wishes = { ...at.wishes, associate: rig.cast[name].id };
  const shopper = await rig.shopper(brand);
  const chat = await rig.opens(shopper, { wishes });
  await rig.accepts(name, chat.request.id);
  const called = await rig.opens(shopper, { ...call(rig.clock.now(), at.call), wishes });
  await rig.accepts(name, called.request.id);
  const other = await rig.opens(await rig.shopper(brand), { wishes });
  const offer = await rig.offerTo(name, other.request.id);
  if (!offer) throw new Error(`nothing rings for ${name}`);
  const { conversation } = chat;
  const promise = (await rig.request(called.request.id)).promise ?? '';
  const ids = { request: chat.request.id, call: called.request.id, offer: offer.id, promise };
  return { wire, shopper, conversation, ...ids };
}

/** Gives every seat back. */
export async function clearScenes({ rig }: Wire): Promise<void> {
  for (const request of await rig.store.read.all('requests', { endedAt: null })) {
    await withdrawRequest(rig.ports, { kind: 'shopper', id: request.shopper, brand: request.brand }, request.id);
  }
}
