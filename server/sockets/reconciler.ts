import type { ConversationCard, DeskSnapshot } from '../../protocol/console.ts';
import type { CursorsTold } from '../../protocol/conversation.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import type { News, Watch } from '../store/store.ts';
import { type Following, UNKNOWN } from './following.ts';
import { Marks } from './marks.ts';
import type { NewsBus } from './news-bus.ts';
import type { Telling } from './telling.ts';
import { type ExpectedRow, ToldRows } from './told-rows.ts';

type Event = Extract<News, { what: 'event' }>;

export interface ReconcilerInput {
  watch: Watch;
  telling: Telling;
  following: Following;
  /** Null where news does not cross at all. */
  newsBus: NewsBus | null;
  /** This relay's name. */
  node: string;
  /** The store's clock. */
  now(): number;
  /** Tells a person's connections where they stand; gives whether they were told. */
  refresh(room: string): Promise<boolean>;
  onFault(error: unknown): void;
}

export interface Reconciler {
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
 * Finds what news between relays did not bring: it asks the store how far the threads go that this node's people
 * follow, what was read of them, which rows their screens should show, and whose sessions are over; every 15 s, and
 * every 2 s while news does not cross. What was missed is told then. Correctness rests on this and on seq and versions;
 * news only makes it quick. Typing alone is not asked for: it is told and forgotten.
 */
export function startReconciler(input: ReconcilerInput): Reconciler {
  const { watch, telling, following, newsBus } = input;
  const told = new ToldRows(input.now);
  const marks = new Marks();
  let trouble: string | null = null;
  let due = false;
  let lookedAt = performance.now();
  let running = false;

  const note = (event: Event) => {
    const { payload } = event;
    if (event.event === 'snapshot') return begin(payload as DeskSnapshot | ShopperSnapshot);
    if (event.event === 'card') for (const room of event.to) followCard(payload as ConversationCard, room);
    if (event.event === 'cursors') marks.note(payload as CursorsTold);
    told.note(event);
  };
  const followCard = ({ id, head, staffHead }: ConversationCard, room: string) =>
    following.follow({ id, lastSeq: head, lastStaffSeq: staffHead }, room);
  const begin = (snapshot: DeskSnapshot | ShopperSnapshot) => {
    const room = 'me' in snapshot ? `associate:${snapshot.me.id}` : `shopper:${snapshot.shopper}`;
    told.start(room, snapshot, telling.of(room).length < 2);
    if ('me' in snapshot) for (const card of snapshot.held) followCard(card, room);
    else if (snapshot.conversation) {
      const { id, head } = snapshot.conversation;
      following.follow({ id, lastSeq: head, lastStaffSeq: UNKNOWN }, room);
    }
  };

  const look = async () => {
    const nodes = await watch.nodes();
    const others = nodes.filter((name) => name !== input.node);
    trouble = troubleOf(newsBus, others);
    const well = trouble === null && (newsBus !== null || others.length === 0);
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
    told.keep((room) => here.has(room) || telling.hears([room]));
    following.forgetUnheard();
    watch.forgetHouses();
    for (const { room, reason } of await watch.ended(...people, of('signin:'))) telling.end(room, reason);
    await catchUp(people[0]);
    await markOn();
    told.asking();
    await compare(await watch.rows(...people, input.now() + LIMITS.promisesAheadMs));
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
  const markOn = async () => {
    const followed = following.known();
    marks.keep((id) => followed.has(id));
    const sums = [...followed.keys()].map((id) => ({ id, sum: marks.sumOf(id) }));
    for (const { to, ...cursors } of await watch.marks(sums)) {
      telling.emit(to, 'cursors', cursors);
      marks.note(cursors);
    }
  };
  const compare = async (expected: readonly ExpectedRow[]) => {
    for (const { room, rows } of told.behind(expected)) if (await input.refresh(room)) told.agree(room, rows);
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
  newsBus?.onTurn(soon);
  return { note, soon, trouble: () => trouble, stop: () => clearInterval(timer) };
}

function troubleOf(newsBus: NewsBus | null, others: readonly string[]): string | null {
  if (!newsBus) return null;
  const { well, heard } = newsBus.health();
  if (!well) return 'news does not cross to other relays; they ask the store every 2 s';
  const silent = others.filter((name) => !heard.includes(name));
  return silent.length > 0 ? `no news from ${silent.join(', ')}; the store is asked every 2 s` : null;
}
