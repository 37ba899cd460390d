import { deskSnapshot } from '../actions/desk-snapshot.ts';
import type { Asking, Ports } from '../actions/ports.ts';
import { shopperSnapshot } from '../actions/shopper-snapshot.ts';
import type { Telling } from './telling.ts';

/** Tells all of a person's connections here where she stands, by a snapshot as at a connect. */
export function refreshing(ports: Ports, telling: Telling) {
  return async (room: string): Promise<void> => {
    const asking = telling.anyOf(room)?.data.asking as Asking | undefined;
    if (!asking) return;
    await (asking.kind === 'shopper' ? shopperSnapshot(ports, asking, room) : deskSnapshot(ports, asking, room));
  };
}
