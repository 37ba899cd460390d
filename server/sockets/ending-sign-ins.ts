import type { Namespace } from 'socket.io';
import type { Serving } from './input.ts';
import type { Telling } from './telling.ts';

/**
 * A sign-in that runs out takes its sockets along, also of a desk that asks for nothing any more: HTTP would refuse it.
 * When each ends is remembered, and asked for again once that time has come, since using a sign-in makes it last.
 */
export function endingSignIns(desks: Namespace, telling: Telling, { ports, signInEndsAt }: Serving) {
  const known = new Map<string, number>();
  return async (): Promise<void> => {
    const now = ports.store.now();
    const here = new Set([...desks.sockets.values()].map(({ data }) => String(data.signIn)));
    for (const id of known.keys()) if (!here.has(id)) known.delete(id);
    for (const id of here) {
      if ((known.get(id) ?? 0) > now) continue;
      const endsAt = await signInEndsAt(id);
      if (endsAt === null || endsAt <= now) telling.end(`signin:${id}`, 'signed_out');
      else known.set(id, endsAt);
    }
  };
}
