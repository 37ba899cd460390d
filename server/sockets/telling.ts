import type { Server } from 'socket.io';
import type { News } from '../store/store.ts';

/** What happens inside the relay besides telling: queues that can move on. */
export interface Inside {
  roomMade(brand: string): void;
}

/**
 * Tells this node's sockets what was committed, in commit order. Rooms are people: `shopper:ID` in namespace
 * `/shopper`, `associate:ID` and `signin:ID` in `/console`; any other room is one socket's own.
 */
export function telling(io: Server, inside: Inside) {
  const shoppers = io.of('/shopper');
  const desks = io.of('/console');
  const tell = (rooms: readonly string[], event: string, payload: object) => {
    const toDesks = rooms.filter((room) => !room.startsWith('shopper:'));
    const toShoppers = rooms.filter((room) => !room.startsWith('associate:') && !room.startsWith('signin:'));
    if (toShoppers.length > 0) shoppers.local.to(toShoppers).emit(event, payload);
    if (toDesks.length > 0) desks.local.to(toDesks).emit(event, payload);
  };
  const end = (room: string, reason: string, except?: string) => {
    const namespace = room.startsWith('shopper:') ? shoppers : desks;
    const whom = namespace.local.in(room).except(except ?? []);
    whom.emit('signed_out', { reason });
    whom.disconnectSockets(true);
  };
  return (news: readonly News[]): void => {
    for (const one of news) {
      switch (one.what) {
        case 'event':
          tell(one.to, one.event, one.payload);
          break;
        case 'entries':
          tell(one.to, 'entries', { conversation: one.conversation, log: one.log, entries: one.entries });
          break;
        case 'room_made':
          inside.roomMade(one.brand);
          break;
        case 'ended':
          end(one.room, one.reason, one.except);
          break;
        case 'house':
          break;
      }
    }
  };
}
