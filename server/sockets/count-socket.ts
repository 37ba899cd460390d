import type { Socket } from 'socket.io';
import type { Asking } from '../actions/ports.ts';
import type { Crowd } from '../edge/crowd.ts';

/** Whoever is looked at comes back at once, by herself; what nobody looks at stays away for a while. */
const COME_BACK_MS = 60_000;

/** Counts a socket among its person's and its address's for as long as it stands. */
export function countSocket(crowd: Crowd, socket: Socket, address: string): void {
  const { kind, id } = socket.data.asking as Asking;
  const cameAt = performance.now();
  const counted = {
    ...{ person: `${kind}:${id}`, address },
    usedAt: () => Number(socket.data.usedAt ?? cameAt),
    dismiss() {
      socket.emit('closing', { comeBackInMs: Math.round(COME_BACK_MS * (1 + Math.random())), reason: 'crowd' });
      socket.conn.close();
    },
  };
  crowd.enter(counted);
  socket.on('disconnect', () => crowd.leave(counted));
}
