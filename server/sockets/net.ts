import type { ConsoleEvents, DeskSnapshot } from '../../protocol/console.ts';
import type { AssociateRequest, Availability, Offer } from '../../protocol/requests.ts';
import type { ShopperEvents, ShopperSnapshot } from '../../protocol/shopper.ts';
import type { News, Watch } from '../store/store.ts';
import type { Carrier } from './carrier.ts';
import { type Following, UNKNOWN } from './following.ts';
import type { Telling } from './telling.ts';

type Event = Extract<News, { what: 'event' }>;

/** Told here of one person's rows, by name of the row. */
type Rows = Map<string, number>;

export interface NetInput {
  watch: Watch;
  telling: Telling;
  following: Following;
  /** Null where news does not cross at all. */
  carrier: Carrier | null;
  /** This relay's name. */
  node: string;
  /** Tells a person's connections where they stand. */
  refresh(room: string): Promise<void>;
  onFault(error: unknown): void;
}

export interface Net {
  /** Remembers what was told. */
  note(event: Event): void;
  /** Looks before its time: something may have been stored and told to nobody. */
  soon(): void;
  /** Why news does not cross as it should; null while it does. */
  trouble(): string | null;
  stop(): void;
}

const UNWELL_EVERY_MS = 2_000;
const EVERY_MS = 15_000;
const LOOK_MS = 1_000;

/**
 * The net under news between relays: it asks the store how far the threads go that this node's people follow, which rows
 * their screens should show, and whose sessions are over; every 15 s, and every 2 s while news does not cross. What was
 * missed is told then. Correctness rests on this and on seq and versions; news only makes it quick.
 */
export function startNet(input: NetInput): Net {
  const { watch, telling, following, carrier } = input;
  const told = new Map<string, Rows>();
  let trouble: string | null = null;
  let due = false;
  let lookedAt = performance.now();
  let running = false;

  const note = ({ to, event, payload }: Event) => {
    if (event === 'snapshot') return noteSnapshot(payload as DeskSnapshot | ShopperSnapshot);
    if (event === 'card') followCard(payload as Parameters<ConsoleEvents['card']>[0]);
    for (const room of to) {
      const rows = told.get(room);
      if (rows) noteRow(rows, room, event, payload);
    }
  };
  const followCard = ({ id, head, staffHead }: { id: string; head: number; staffHead: number }) =>
    following.follow({ id, lastSeq: head, lastStaffSeq: staffHead });
  const noteSnapshot = (snapshot: DeskSnapshot | ShopperSnapshot) => {
    if ('shopper' in snapshot) {
      const { conversation, requests, shopper } = snapshot;
      if (conversation) following.follow({ id: conversation.id, lastSeq: conversation.head, lastStaffSeq: UNKNOWN });
      told.set(`shopper:${shopper}`, rowsOf(`shopper:${shopper}`, [['request', requests]]));
      return;
    }
    const { availability, offers, held } = snapshot;
    held.forEach(followCard);
    const room = `associate:${availability.associate}`;
    const requests = held.flatMap((card) => card.request ?? []);
    told.set(
      room,
      rowsOf(room, [
        ['availability', [availability]],
        ['offer', offers],
        ['request', requests],
      ]),
    );
  };

  const look = async () => {
    const nodes = await watch.nodes();
    const others = nodes.filter((name) => name !== input.node);
    trouble = troubleOf(carrier, others);
    const well = trouble === null && (carrier !== null || others.length === 0);
    const sinceMs = performance.now() - lookedAt;
    if (!due && sinceMs < (well ? EVERY_MS : UNWELL_EVERY_MS)) return;
    due = false;
    lookedAt = performance.now();
    await pass();
  };
  const pass = async () => {
    const rooms = telling.rooms();
    const of = (kind: string) => rooms.filter((room) => room.startsWith(kind)).map((room) => room.slice(kind.length));
    const people = [of('shopper:'), of('associate:')] as const;
    const here = new Set(rooms);
    for (const room of told.keys()) if (!here.has(room) && !telling.hears([room])) told.delete(room);
    watch.forgetHouses();
    for (const { room, reason } of await watch.ended(...people, of('signin:'))) telling.end(room, reason);
    await catchUp(people[0]);
    await compare(await watch.rows(...people));
  };
  const catchUp = async (shoppers: readonly string[]) => {
    const known = [...following.known()].map(([id, { shared, staff }]) => ({ id, shared, staff }));
    const ids = known.map(({ id }) => id);
    // A thread made elsewhere for somebody who has none here is told from its beginning.
    for (const { id } of await watch.threadsOf(shoppers, ids)) {
      following.follow({ id, lastSeq: 0, lastStaffSeq: UNKNOWN });
      await following.catchUp(id, 'shared');
    }
    for (const head of await watch.raised(known)) {
      following.follow(head);
      await Promise.all([following.catchUp(head.id, 'shared'), following.catchUp(head.id, 'staff')]);
    }
  };
  const compare = async (rows: readonly { room: string; row: string; version: number }[]) => {
    const should = new Map<string, Rows>([...told.keys()].map((room) => [room, new Map()]));
    for (const { room, row, version } of rows) should.get(room)?.set(row, version);
    for (const [room, expected] of should) {
      const known = told.get(room);
      if (!known || !isBehind(known, expected)) continue;
      await input.refresh(room);
      // What a snapshot does not show is not missed again and again.
      told.set(room, expected);
    }
  };
  const run = () => {
    if (running) return;
    running = true;
    look()
      .catch(input.onFault)
      .finally(() => {
        running = false;
      });
  };
  const timer = setInterval(run, LOOK_MS);
  const soon = () => {
    due = true;
    run();
  };
  carrier?.onTurn(soon);
  return { note, soon, trouble: () => trouble, stop: () => clearInterval(timer) };
}

function troubleOf(carrier: Carrier | null, others: readonly string[]): string | null {
  if (!carrier) return null;
  const { well, heard } = carrier.health();
  if (!well) return 'news does not cross to other relays; they ask the store every 2 s';
  const silent = others.filter((name) => !heard.includes(name));
  return silent.length > 0 ? `no news from ${silent.join(', ')}; the store is asked every 2 s` : null;
}

const OPEN_STATES = ['later', 'waiting', 'offered', 'assigned', 'resumed'];

function noteRow(rows: Rows, room: string, event: string, payload: object): void {
  if (event === 'availability') rows.set('availability', (payload as Availability).version);
  if (event === 'offer') {
    const { id, version, state } = payload as Offer;
    keep(rows, `offer ${id}`, version, state === 'open');
  }
  if (event === 'request') {
    const request = payload as Parameters<ShopperEvents['request']>[0] | AssociateRequest;
    const mine = room.startsWith('shopper:') || room === `associate:${request.holder?.id}`;
    const held = room.startsWith('shopper:') || ['assigned', 'resumed'].includes(request.state);
    keep(rows, `request ${request.id}`, request.version, mine && held && OPEN_STATES.includes(request.state));
  }
}

function keep(rows: Rows, row: string, version: number, stands: boolean): void {
  if (stands) rows.set(row, version);
  else rows.delete(row);
}

function rowsOf(room: string, all: readonly (readonly [event: string, payloads: readonly object[]])[]): Rows {
  const rows: Rows = new Map();
  for (const [event, payloads] of all) for (const payload of payloads) noteRow(rows, room, event, payload);
  return rows;
}

/** Something is newer, or gone. What is told meanwhile makes `known` newer, never older. */
function isBehind(known: Rows, expected: Rows): boolean {
  if ([...expected].some(([row, version]) => (known.get(row) ?? 0) < version)) return true;
  return [...known.keys()].some((row) => !expected.has(row));
}
