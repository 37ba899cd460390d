import type { Server, Socket } from 'socket.io';
import { expect, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { Following } from '../../server/sockets/following.ts';
import { Telling } from '../../server/sockets/telling.ts';

/** Two namespaces and one connection, as far as telling knows them. */
function line() {
  const heard: string[] = [];
  const rooms = new Map<string, Set<string>>([['socket', new Set(['socket'])]]);
  const gone = new Set<() => void>();
  const to = (names: string[]) => ({
    emit: (event: string) => void (names.some((name) => rooms.has(name)) && heard.push(event)),
    except: () => to(names),
    disconnectSockets: () => {},
  });
  const sockets = new Map<string, unknown>();
  const namespace = { local: { to, in: (name: string) => to([name]) }, adapter: { rooms }, sockets };
  const nobody = { ...namespace, local: { to: () => to([]), in: () => to([]) }, adapter: { rooms: new Map() } };
  const socket = {
    id: 'socket',
    emit: (event: string) => void heard.push(event),
    get rooms() {
      return new Set(rooms.keys());
    },
    join(names: string[]) {
      for (const name of names) rooms.set(name, new Set(['socket']));
    },
    leave: (name: string) => void rooms.delete(name),
    once: (_event: string, listen: () => void) => gone.add(listen),
    off: (_event: string, listen: () => void) => gone.delete(listen),
    disconnect: () => heard.push('cut'),
    conn: { close: () => heard.push('closed') },
  };
  sockets.set(socket.id, socket);
  const io = { of: (name: string) => (name === '/console' ? namespace : nobody) };
  const telling = new Telling(io as unknown as Server);
  const leave = () => {
    for (const listen of gone) listen();
  };
  return { telling, heard, socket: socket as unknown as Socket, leave, listeners: () => gone.size };
}

test('what is told between the reading of a snapshot and its telling comes after it, in order, and once', () => {
  const { telling, heard, socket } = line();
  telling.emit(['associate:camille'], 'before she came', {});
  telling.hold(socket, ['associate:camille', 'signin:till']);
  telling.emit(['associate:camille', 'signin:till'], 'offer', {});
  telling.emit(['associate:luc'], 'not hers', {});
  telling.emit(['associate:camille'], 'entries', {});
  expect(heard).toEqual([]);
  expect(telling.hears(['associate:camille'])).toBe(true);
  telling.emit(['socket'], 'snapshot', {});
  telling.emit(['associate:camille'], 'live', {});
  expect(heard).toEqual(['snapshot', 'offer', 'entries', 'live']);
});

test('A03: a session that ends while its snapshot is read is cut all the same', () => {
  const { telling, heard, socket } = line();
  telling.hold(socket, ['associate:camille', 'signin:till']);
  telling.end('signin:till', 'signed_out');
  expect(heard).toEqual(['signed_out', 'cut']);
});

test('whoever leaves before her snapshot is told leaves nothing behind, and a flood meanwhile closes her line', () => {
  const { telling, heard, socket, leave } = line();
  telling.hold(socket, ['associate:camille']);
  leave();
  expect(telling.hears(['associate:camille'])).toBe(false);
  telling.hold(socket, ['associate:camille']);
  for (let i = 0; i <= 1_000; i++) telling.emit(['associate:camille'], 'offer', {});
  expect(heard).toEqual(['closed']);
});

test('whoever is told again where she stands hears what is stored meanwhile after it, not before', async () => {
  const { telling, heard, socket, listeners } = line();
  telling.hold(socket, ['associate:camille', 'signin:till']);
  telling.emit(['socket'], 'snapshot', {});
  const until = telling.holdAgain([socket]);
  telling.emit(['associate:camille'], 'offer', {});
  let whole = false;
  void telling.whole(socket).then(() => {
    whole = true;
  });
  await Promise.resolve();
  expect([heard, whole, telling.hears(['signin:till'])]).toEqual([['snapshot'], false, true]);
  telling.emit([until], 'snapshot again', {});
  telling.emit(['associate:camille'], 'live', {});
  await telling.whole(socket);
  expect(heard).toEqual(['snapshot', 'snapshot again', 'offer', 'live']);
  expect([...socket.rooms]).toEqual(expect.arrayContaining(['associate:camille', 'signin:till']));
  expect(listeners()).toBe(0);
});

test('where she stands cannot be read: she hears what waited, and goes on', () => {
  const { telling, heard, socket } = line();
  telling.hold(socket, ['associate:camille']);
  telling.emit(['socket'], 'snapshot', {});
  const until = telling.holdAgain([socket]);
  telling.emit(['associate:camille'], 'offer', {});
  telling.letGo(until);
  telling.emit([until], 'snapshot again', {});
  telling.emit(['associate:camille'], 'live', {});
  expect(heard).toEqual(['snapshot', 'offer', 'live']);
});

const entry = (seq: number): Entry => ({ seq, conversation: 'c', log: 'shared', id: `${seq}` }) as Entry;

/** A node's order, fed from two sides: by news, and by the store behind. */
function order(stored: () => Entry[]) {
  const told: number[] = [];
  let here = true;
  const telling = {
    hears: () => here,
    emit: (_rooms: unknown, _event: string, { entries }: { entries: Entry[] }) =>
      void told.push(...entries.map((e) => e.seq)),
  } as unknown as Telling;
  const read = {
    one: async () => ({ shopper: 's', audience: [], lastSeq: stored().length, lastStaffSeq: 0 }),
    page: async ({ seq }: { seq: { gt: number } }) => ({
      entries: stored().filter((one) => one.seq > seq.gt),
      more: false,
    }),
  };
  const following = new Following(telling, { store: { read } } as never, (error) => {
    throw error;
  });
  const hear = (...seqs: number[]) =>
    following.hear({ what: 'entries', to: ['shopper:s'], conversation: 'c', log: 'shared', entries: seqs.map(entry) });
  const leave = () => {
    here = false;
  };
  return { told, following, hear, leave };
}

test('R12: news of two relays that comes out of order is handed on in seq order, what is missing read from the store', async () => {
  let stored = [1, 2, 3].map(entry);
  const { told, following, hear } = order(() => stored);
  following.follow({ id: 'c', lastSeq: 3, lastStaffSeq: 0 });
  hear(4);
  stored = [1, 2, 3, 4, 5, 6, 7].map(entry);
  hear(7);
  hear(5, 6);
  await following.catchUp('c', 'shared');
  hear(6, 7, 8);
  hear(4);
  expect(told).toEqual([4, 5, 6, 7, 8]);
});

test('before a page is answered, whoever is here has been told what it shows', async () => {
  const stored = [1, 2, 3, 4].map(entry);
  const { told, following, hear } = order(() => stored);
  following.follow({ id: 'c', lastSeq: 2, lastStaffSeq: 0 });
  await following.before('shopper:s', { conversation: 'c', log: 'shared' }, { entries: stored, head: 4 });
  expect(told).toEqual([3, 4]);
  hear(3);
  hear(4);
  expect(told).toEqual([3, 4]);
});

test('a thread that nobody here followed starts where its news does, and from a snapshot where that came first', () => {
  const fresh = order(() => []);
  fresh.hear(9);
  fresh.hear(10);
  expect(fresh.told).toEqual([9, 10]);
  const known = order(() => []);
  known.following.follow({ id: 'c', lastSeq: 9, lastStaffSeq: 0 });
  known.hear(9);
  known.hear(10);
  expect(known.told).toEqual([10]);
});

test('what somebody reads she follows from there, and nobody follows what nobody here reads', async () => {
  let stored = [1, 2, 3].map(entry);
  const { told, following, leave } = order(() => stored);
  await following.before('associate:camille', { conversation: 'c', log: 'shared' }, { entries: stored, head: 3 });
  stored = [1, 2, 3, 4].map(entry);
  await following.catchUp('c', 'shared');
  expect(told).toEqual([4]);
  following.forgetUnheard();
  expect(following.known().size).toBe(1);
  leave();
  following.forgetUnheard();
  expect(following.known().size).toBe(0);
});
