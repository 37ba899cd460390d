import { makeId } from '../../protocol/id.ts';
import { openRequestSchema, type TurnRequest, type When } from '../../protocol/requests.ts';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { declineOffer } from '../../server/actions/decline-offer.ts';
import { markCall } from '../../server/actions/mark-call.ts';
import { markDone } from '../../server/actions/mark-done.ts';
import { moveCursor } from '../../server/actions/move-cursor.ts';
import { moveRequest } from '../../server/actions/move-request.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import type { Asking, ShopperAsking } from '../../server/actions/ports.ts';
import { dropLease, renewLease } from '../../server/actions/renew-lease.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import { turnRequest } from '../../server/actions/turn-request.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import type { Name } from '../helpers/cast.ts';
import { call, chat, type Rig } from '../helpers/rig.ts';

/** Chance by a seed, the same on every machine (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    oneOf: <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)],
    odds: (p: number) => next() < p,
  };
}
type Chance = ReturnType<typeof chance>;

export interface Day {
  rig: Rig;
  shoppers: readonly ShopperAsking[];
  desks: readonly Name[];
}
/** One thing that somebody does, or time that passes. */
export type Step = (day: Day, by: Chance) => Promise<unknown>;

const WORDS = ['Bonjour', 'Do you have it in blue?', 'Merci', 'One moment', '…'];
const someMessage = (rig: Rig, by: Chance) => ({
  id: makeId(rig.clock.now()),
  kind: 'message' as const,
  v: 1 as const,
  body: { text: by.oneOf(WORDS) ?? '' },
});

async function someRequest({ rig }: Day, by: Chance, asking: ShopperAsking): Promise<string> {
  const rows = await rig.store.read.all('requests', { shopper: asking.id }, { by: 'openedAt', down: true, limit: 4 });
  return (by.odds(0.7) ? rows.find((row) => row.endedAt === null) : by.oneOf(rows))?.id ?? makeId(0);
}

function someTime(rig: Rig, by: Chance): When {
  if (by.odds(0.4)) return { kind: 'asap' };
  const half = 1_800_000;
  const startAt = (Math.floor(rig.clock.now() / half) + 1 + by.below(12)) * half;
  return { kind: 'slot', place: by.oneOf(['paris', 'clients']) ?? 'paris', startAt };
}

const askLive: Step = ({ rig, shoppers }, by) => {
  const wishes = by.odds(0.2) ? { associate: rig.cast.Luc.id } : by.odds(0.2) ? { language: 'it' } : {};
  const product = by.odds(0.4) ? { product: { name: 'Carré', category: 'Silk' } } : {};
  const ask = { ...chat(rig.clock.now(), by.oneOf(WORDS)), wishes, ...product };
  const name = by.odds(0.3) ? { name: by.oneOf(['Claire', 'Claire Martin']) } : {};
  return openRequest(rig.ports, by.oneOf(shoppers) as ShopperAsking, openRequestSchema.parse({ ...ask, ...name }));
};

const askCall: Step = ({ rig, shoppers }, by) => {
  const entries = by.odds(0.3) ? [someMessage(rig, by)] : [];
  const ask = call(rig.clock.now(), { when: someTime(rig, by), entries, name: by.oneOf(['Claire', 'Mme Martin']) });
  return openRequest(rig.ports, by.oneOf(shoppers) as ShopperAsking, openRequestSchema.parse(ask));
};

const shopperWrites: Step = async ({ rig, shoppers }, by) => {
  const asking = by.oneOf(shoppers) as ShopperAsking;
  const thread = await rig.store.read.one('conversations', { shopper: asking.id });
  if (!thread) return;
  const known = by.odds(0.15) ? await rig.store.read.one('entries', { author: asking.id, kind: 'message' }) : null;
  const again = known && {
    id: known.id,
    kind: 'message' as const,
    v: 1 as const,
    body: known.body as { text: string },
  };
  const entries = Array.from({ length: 1 + by.below(3) }, () => someMessage(rig, by));
  return appendEntries(rig.ports, asking, {
    conversation: thread.id,
    log: 'shared',
    entries: again ? [again, ...entries.slice(1)] : entries,
  });
};

const shopperTurns: Step = async (day, by) => {
  const { rig } = day;
  const asking = by.oneOf(day.shoppers) as ShopperAsking;
  const about = { request: await someRequest(day, by, asking), id: makeId(rig.clock.now()) };
  const phone = { name: 'Claire Martin', phone: '0612345678', when: someTime(rig, by), notice: '1' };
  const input: TurnRequest = by.odds(0.5)
    ? { ...about, into: 'left_message' }
    : { ...about, into: 'callback', ...phone };
  return turnRequest(rig.ports, asking, input);
};

const shopperMoves: Step = async (day, by) => {
  const asking = by.oneOf(day.shoppers) as ShopperAsking;
  const request = await someRequest(day, by, asking);
  return moveRequest(day.rig.ports, asking, { request, when: someTime(day.rig, by) });
};

const shopperWithdraws: Step = async (day, by) => {
  const asking = by.oneOf(day.shoppers) as ShopperAsking;
  return withdrawRequest(day.rig.ports, asking, await someRequest(day, by, asking));
};

const somebodyReads: Step = async ({ rig, shoppers, desks }, by) => {
  const name = by.oneOf(desks) as Name;
  const asking: Asking = by.odds(0.5) ? (by.oneOf(shoppers) as ShopperAsking) : rig.asks(name);
  const conversation = by.oneOf(await rig.store.read.all('conversations', {}))?.id ?? '';
  return moveCursor(rig.ports, asking, { conversation, deliveredSeq: by.below(60), readSeq: by.below(60) });
};

const deskSwitches: Step = ({ rig, desks }, by) =>
  setAvailability(rig.ports, rig.asks(by.oneOf(desks) as Name), by.odds(0.75));

const deskIsThere: Step = ({ rig, desks }, by) => {
  const name = by.oneOf(desks) as Name;
  return renewLease(rig.ports, rig.asks(name), { socket: `socket-${name}`, node: 'one' }, by.odds(0.5));
};

const deskCloses: Step = ({ rig, desks }, by) => {
  const name = by.oneOf(desks) as Name;
  return dropLease(rig.ports, rig.asks(name), { socket: `socket-${name}`, node: 'one' });
};

const deskAnswers: Step = async ({ rig }, by) => {
  const open = by.odds(0.9);
  const offer = by.oneOf(await rig.store.read.all('offers', open ? { state: 'open' } : {}, { limit: 50 }));
  const name = offer && rig.nameOf(offer.associate);
  if (!offer || !name) return;
  return by.odds(0.75)
    ? acceptOffer(rig.ports, rig.asks(name), offer.id)
    : declineOffer(rig.ports, rig.asks(name), offer.id);
};

const deskWrites: Step = async ({ rig, desks }, by) => {
  const held = by.oneOf(await rig.store.read.all('requests', { state: ['assigned', 'resumed'] }));
  const name = rig.nameOf(held?.holder ?? held?.lastHolder ?? null) ?? (by.oneOf(desks) as Name);
  return appendEntries(rig.ports, rig.asks(name), {
    conversation: held?.conversation ?? '',
    log: by.odds(0.15) ? 'staff' : 'shared',
    entries: [someMessage(rig, by)],
  });
};

const deskEnds: Step = async ({ rig }, by) => {
  const held = by.oneOf(await rig.store.read.all('requests', { state: ['assigned', 'resumed'] }));
  const name = rig.nameOf(held?.holder ?? held?.lastHolder ?? null);
  if (!held || !name) return;
  const outcome = by.odds(0.4) ? 'reached' : 'no_answer';
  if (held.kind === 'callback') return markCall(rig.ports, rig.asks(name), { request: held.id, outcome });
  return markDone(rig.ports, rig.asks(name), { request: held.id, seen: by.odds(0.7) ? 1e6 : 3 });
};

/** Time passes, and the sweeper has looked. */
const timePasses: Step = async ({ rig, desks }, by) => {
  const [ms, lives] = by.oneOf([
    [1_000, false],
    [4_000, false],
    [12_000, true],
    [27_000, true],
    [70_000, true],
    [200_000, true],
    [1_000_000, by.odds(0.5)],
  ] as const) ?? [1_000, false];
  await rig.jump(ms);
  if (!lives) return;
  for (const name of desks) {
    if (by.odds(0.8)) await renewLease(rig.ports, rig.asks(name), { socket: `socket-${name}`, node: 'one' }, true);
  }
  await rig.sweep();
};

const theSweeperLooks: Step = ({ rig }) => rig.sweep();

const STEPS: readonly (readonly [number, string, Step])[] = [
  [6, 'she asks', askLive],
  [4, 'she asks for a call', askCall],
  [14, 'she writes', shopperWrites],
  [3, 'she turns it', shopperTurns],
  [3, 'she moves it', shopperMoves],
  [2, 'she withdraws it', shopperWithdraws],
  [7, 'somebody reads', somebodyReads],
  [5, 'a desk switches', deskSwitches],
  [6, 'a desk is there', deskIsThere],
  [2, 'a desk closes', deskCloses],
  [14, 'a desk answers', deskAnswers],
  [12, 'a desk writes', deskWrites],
  [6, 'a desk ends it', deskEnds],
  [10, 'time passes', timePasses],
  [6, 'the sweeper looks', theSweeperLooks],
];
const TOTAL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** One step of a day that nobody planned, and what it was called. */
export function someStep(by: Chance): { what: string; step: Step } {
  let left = by.below(TOTAL);
  for (const [weight, what, step] of STEPS) {
    if (left < weight) return { what, step };
    left -= weight;
  }
  return { what: 'nothing', step: async () => undefined };
}
