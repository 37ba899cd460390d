import type { Socket } from 'socket.io';
import { deskSnapshot } from '../actions/desk-snapshot.ts';
import type { Asking, Ports } from '../actions/ports.ts';
import { shopperSnapshot } from '../actions/shopper-snapshot.ts';
import type { Telling } from './telling.ts';

export type Refresh = (room: string, only?: Socket) => Promise<boolean>;

/**
 * Tells a person anew all that she or he is shown, by a snapshot as at a connect: all connections of that person here,
 * or the one that asked. Gives whether they were told. They are held meanwhile: a snapshot that is told after what was
 * stored since it was read takes it from the screen again.
 */
export function refreshing(ports: Ports, telling: Telling): Refresh {
  return async (room, only) => {
    const sockets = telling.of(room).filter((socket) => !only || socket === only);
    const asking = sockets[0]?.data.asking as Asking | undefined;
    // Whoever is about to connect is told a snapshot then.
    if (!asking) return false;
    const until = telling.holdAgain(sockets);
    try {
      const told = await (asking.kind === 'shopper'
        ? shopperSnapshot(ports, asking, until)
        : deskSnapshot(ports, asking, until));
      return told.ok;
    } finally {
      telling.letGo(until);
    }
  };
}
