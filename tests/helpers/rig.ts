import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId } from '../../protocol/id.ts';
import type { OpenRequestInput } from '../../protocol/requests.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import type { AssociateAsking, Ports, ShopperAsking } from '../../server/actions/ports.ts';
import { renewLease } from '../../server/actions/renew-lease.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import { sweep } from '../../server/actions/sweep.ts';
import type { OfferRow, RequestRow } from '../../server/domain/rows.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { News, Store } from '../../server/store/store.ts';
import { type Cast, castFrom, castHouses, MAISON, type Name } from './cast.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';

export interface RigOptions {
  policy?: object;
  capacity?: number;
  /** Opens what an earlier life left there instead of a fresh house. */
  dir?: string;
  startAt?: number;
  /** The clock of another rig, for a second node on its store. */
  clock?: MovedClock;
  /** Opens a store of another kind. */
  open?(input: { now(): number }): Promise<Store>;
}

type OpenStore = NonNullable<RigOptions['open']>;
let elsewhere: (() => Promise<{ open: OpenStore; end(): Promise<void> }>) | null = null;

/** From now on rigs that say nothing else stand on another store, an empty one each. */
export function rigsStandOn(make: NonNullable<typeof elsewhere>): void {
  elsewhere = make;
}

/** The relay's middle without its edges: a real store in a file, a hand-moved clock, and the actions. */
export async function startRig(options: RigOptions = {}) {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'salon-rig-'));
  const clock = options.clock ?? movedClock(options.startAt);
  const news: News[] = [];
  const woken = new Map<string, Set<string>>();
  const listeners = new Set<(news: readonly News[]) => void>();
  const announce = (told: readonly News[]) => {
    news.push(...told);
    for (const one of told) {
      if (one.what !== 'capacity_freed') continue;
      woken.set(one.brand, (woken.get(one.brand) ?? new Set()).add(one.associate));
    }
    for (const listen of listeners) listen(told);
  };
  const home = options.open || options.dir ? null : await elsewhere?.();
  const openOther = options.open ?? home?.open;
  const open = async () => {
    const opened = await (openOther?.({ now: clock.now }) ??
      openSqlite(join(dir, 'salon.db'), { now: clock.now, makeId: (now) => makeId(now) }));
    opened.onNews(announce);
    return opened;
  };
  let store: Store = await open();
  const cast: Cast = (await castFrom(store)) ?? (await castHouses(store, options.policy, options.capacity));
  const ports: Ports = {
    get store() {
      return store;
    },
  };

  const rig = {
    dir,
    clock,
    news,
    ports,
    cast,
    announce,
    listen: (listener: (told: readonly News[]) => void) => listeners.add(listener),
    get store() {
      return store;
    },

    /** Moves the clock in steps of a second, as the sweeper would have seen it. */
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 1_000) {
        clock.forward(Math.min(left, 1_000));
        await rig.sweep();
      }
    },
    /** Jumps, then looks. */
    async jump(ms: number): Promise<void> {
      clock.forward(ms);
      await rig.sweep();
    },
    async sweep(): Promise<void> {
      for (let i = 0; i < 400; i++) {
        const freed = new Map(woken);
        woken.clear();
        const next = await sweep(ports, freed);
        if (woken.size === 0 && (next === null || next > clock.now())) return;
        // What is due may be in another node's hands, and is passed over until that one is done.
        if (i > 20) await waitForDue(store, clock.now());
      }
      throw new Error('the sweeper finds no rest');
    },

    asks(name: Name): AssociateAsking {
      const { id, brand } = cast[name];
      return { kind: 'associate', id, brand };
    },
    async arrives(...names: Name[]): Promise<void> {
      for (const name of names) {
        await renewLease(ports, rig.asks(name), { socket: `socket-${name}`, node: 'one' });
        await setAvailability(ports, rig.asks(name), true);
      }
    },
    /** Keeps leases alive while time passes. */
    async renews(...names: Name[]): Promise<void> {
      for (const name of names) await renewLease(ports, rig.asks(name), { socket: `socket-${name}`, node: 'one' });
    },
    async passWith(ms: number, ...names: Name[]): Promise<void> {
      for (let left = ms; left > 0; left -= 5_000) {
        await rig.renews(...names);
        await rig.pass(Math.min(left, 5_000));
      }
    },

    async shopper(brand = MAISON): Promise<ShopperAsking> {
      const id = makeId(clock.now());
      await store.commit(id, async (tx) => {
        await tx.insert('shoppers', {
          ...{ id, brand, version: 1, name: null, locale: null, zone: null, person: id, ownAssociate: null },
          ...{ createdAt: tx.now, usedAt: null, endedAt: null, blockedAt: null },
        });
        return { ok: true };
      });
      return { kind: 'shopper', id, brand };
    },
    async opens(asking: ShopperAsking, set: Partial<OpenRequestInput> = {}) {
      const answer = await openRequest(ports, asking, openRequestSchema.parse({ ...chat(clock.now()), ...set }));
      if (!answer.ok) throw new Error(`not opened: ${answer.error.code}`);
      return answer;
    },
    async accepts(name: Name, request: string) {
      const offer = await rig.offerTo(name, request);
      if (!offer) throw new Error(`nothing rings for ${name}`);
      return acceptOffer(ports, rig.asks(name), offer.id);
    },
    offerTo: (name: Name, request: string): Promise<OfferRow | null> =>
      store.read.one('offers', { request, associate: cast[name].id, state: 'open' }),
    offers: (request: string): Promise<OfferRow[]> => store.read.all('offers', { request }, { by: 'offeredAt' }),
    async request(id: string): Promise<RequestRow> {
      const row = await store.read.one('requests', { id });
      if (!row) throw new Error(`no request ${id}`);
      return row;
    },
    nameOf: (id: string | null): Name | undefined => (Object.keys(cast) as Name[]).find((name) => cast[name].id === id),

    async reopen(): Promise<void> {
      await store.close();
      store = await open();
    },
    async end(): Promise<void> {
      await store.close();
      await home?.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return rig;
}

/** Waits for whoever has in hand what is due. */
async function waitForDue({ read, commit }: Store, now: number): Promise<void> {
  for (const { conversation } of await read.all('requests', { lookAt: { lte: now } })) {
    await commit(conversation, async (tx) => {
      await tx.lock(conversation);
      return { ok: true };
    });
  }
}
export type Rig = Awaited<ReturnType<typeof startRig>>;

/** A live ask with one message, as the widget sends it. */
export function chat(now: number, text = 'Bonjour, is the carré in stock?'): OpenRequestInput {
  return {
    id: makeId(now),
    kind: 'chat',
    locale: 'fr-FR',
    zone: 'Europe/Paris',
    notice: '1',
    entries: [{ id: makeId(now), kind: 'message', body: { text } }],
  };
}

/** An ask for a call. */
export function call(now: number, set: object = {}): OpenRequestInput {
  return {
    id: makeId(now),
    kind: 'callback',
    name: 'Claire Martin',
    phone: '06 12 34 56 78',
    when: { kind: 'asap' },
    locale: 'fr-FR',
    zone: 'Europe/Paris',
    notice: '1',
    ...set,
  } as OpenRequestInput;
}
