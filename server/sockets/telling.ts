import type { Namespace, Server, Socket } from 'socket.io';

/** A connection whose snapshot is being read: what is told meanwhile waits. */
interface Held {
  socket: Socket;
  rooms: readonly string[];
  /** Whatever is told to this room lets it go. */
  until: string;
  events: [event: string, payload: object][];
  over: PromiseWithResolvers<void>;
  gone(): void;
}

/** More than this while a snapshot is read, and the connection is closed: its client comes back. */
const MOST_HELD = 1_000;

/**
 * Tells this node's sockets. Rooms are people: `shopper:ID` in namespace `/shopper`, `associate:ID` and `signin:ID` in
 * `/console`; any other room is one socket's own.
 *
 * A snapshot is read in a transaction, and events of other transactions may be told between that reading and the
 * snapshot's own telling. So a new connection is held: events for its rooms wait, the snapshot goes out first, then
 * what waited, in order, and in the same turn it joins its rooms. Some of it the snapshot shows already: versions and
 * seq say so. One that has been here for long is held in the same way where it is told a snapshot again, since that
 * takes the place of all that its screen shows.
 */
export class Telling {
  private readonly held = new Map<string, Set<Held>>();
  private holds = 0;
  private readonly shoppers;
  private readonly desks;

  constructor(io: Server) {
    this.shoppers = io.of('/shopper');
    this.desks = io.of('/console');
  }

  /** Holds a connection until an event is told to `until`, which is its own room unless said; then it hears its rooms. */
  hold(socket: Socket, rooms: readonly string[], until = socket.id): void {
    const gone = () => this.forget(held);
    const held: Held = { socket, rooms, until, events: [], over: Promise.withResolvers(), gone };
    for (const room of names(held)) {
      const there = this.held.get(room) ?? new Set();
      this.held.set(room, there.add(held));
    }
    socket.once('disconnect', gone);
  }

  /** Holds connections that have been here for long until an event is told to the room that is given back. */
  holdAgain(sockets: readonly Socket[]): string {
    const until = `hold ${++this.holds}`;
    for (const socket of sockets) {
      const rooms = [...socket.rooms].filter((one) => one !== socket.id);
      // In memory, so at once.
      for (const one of rooms) void socket.leave(one);
      this.hold(socket, rooms, until);
    }
    return until;
  }

  /** What `until` stands for will not be told: whoever waits for it hears what has waited, and goes on. */
  letGo(until: string): void {
    for (const held of [...(this.held.get(until) ?? [])]) this.release(held);
  }

  /** Resolves once a connection is not held, and has been told what waited. */
  async whole({ id }: Pick<Socket, 'id'>): Promise<void> {
    const [held] = this.held.get(id) ?? [];
    await held?.over.promise;
  }

  emit(rooms: readonly string[], event: string, payload: object): void {
    if (this.held.size > 0 && this.holdBack(rooms, event, payload)) return;
    handTo(this.shoppers, rooms, event, payload);
    handTo(this.desks, rooms, event, payload);
  }

  /** Tells a room's sockets that their session is over, and cuts them. */
  end(room: string, reason: string, except?: string): void {
    const namespace = room.startsWith('shopper:') ? this.shoppers : this.desks;
    const whom = namespace.local.in(room).except(except ?? []);
    whom.emit('signed_out', { reason });
    whom.disconnectSockets(true);
    for (const { socket } of [...(this.held.get(room) ?? [])]) {
      socket.emit('signed_out', { reason });
      socket.disconnect(true);
    }
  }

  /** Whether anybody here would hear one of these rooms. */
  hears(rooms: readonly string[]): boolean {
    return rooms.some(
      (room) => this.shoppers.adapter.rooms.has(room) || this.desks.adapter.rooms.has(room) || this.held.has(room),
    );
  }

  /** The rooms of people who are here. */
  rooms(): string[] {
    const all = [...this.shoppers.adapter.rooms.keys(), ...this.desks.adapter.rooms.keys()];
    return all.filter((room) => /^(shopper|associate|signin):/.test(room));
  }

  /** Every connection of a room that is not held. */
  of(room: string): Socket[] {
    const namespace = room.startsWith('shopper:') ? this.shoppers : this.desks;
    return [...(namespace.adapter.rooms.get(room) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);
  }

  /** Whether nobody is left to be told. */
  private holdBack(rooms: readonly string[], event: string, payload: object): boolean {
    const reached = new Set(rooms.flatMap((room) => [...(this.held.get(room) ?? [])]));
    let released = false;
    for (const held of reached) {
      if (rooms.includes(held.until)) {
        this.release(held, [event, payload]);
        released = true;
      } else if (held.events.length < MOST_HELD) held.events.push([event, payload]);
      else held.socket.conn.close();
    }
    return released;
  }

  private release(held: Held, ...first: Held['events']): void {
    this.forget(held);
    for (const [event, payload] of [...first, ...held.events]) held.socket.emit(event, payload);
    // In memory, so at once: nothing can be told in between.
    void held.socket.join([...held.rooms]);
  }

  private forget(held: Held): void {
    for (const room of names(held)) {
      const there = this.held.get(room);
      there?.delete(held);
      if (there?.size === 0) this.held.delete(room);
    }
    held.socket.off('disconnect', held.gone);
    held.over.resolve();
  }
}

const names = ({ socket, until, rooms }: Held): string[] => [socket.id, until, ...rooms];

/** Most of what is told is for one socket: it gets its event directly, without what telling many costs. */
function handTo(namespace: Namespace, rooms: readonly string[], event: string, payload: object): void {
  let only: string | undefined;
  for (const room of rooms) {
    for (const id of namespace.adapter.rooms.get(room) ?? []) {
      if (only !== undefined && only !== id) {
        namespace.local.to([...rooms]).emit(event, payload);
        return;
      }
      only = id;
    }
  }
  if (only !== undefined) namespace.sockets.get(only)?.emit(event, payload);
}
