import type { Server } from 'socket.io';
import { Following } from './following.ts';
import type { Serving } from './input.ts';
import type { NewsBus } from './news-bus.ts';
import { type Reconciler, startReconciler } from './reconciler.ts';
import type { Refresh } from './refreshing.ts';
import type { Telling } from './telling.ts';

/** What a relay has that shares its store with others. */
export interface Shared {
  following: Following;
  reconciler: Reconciler;
  newsBus: NewsBus | null;
}

/** Null where no other relay can write. */
export function sharing(io: Server, given: Serving, telling: Telling, refresh: Refresh): Shared | null {
  const { ports, log, node } = given;
  const { watch, now } = ports.store;
  if (!watch) return null;
  const onFault = (error: unknown) => log.error({ err: error }, 'news between relays');
  const newsBus = given.newsBus?.(io) ?? null;
  const following = new Following(telling, ports, onFault);
  const reconciler = startReconciler({ watch, telling, following, newsBus, node, now, refresh, onFault });
  return { following, reconciler, newsBus };
}
