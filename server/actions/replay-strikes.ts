import type { Answered, Ports } from './ports.ts';
import { type Strikes, strikeBody } from './strike-entry.ts';

export interface Replayed {
  /** Bodies that had come back with a backup, and are struck again. */
  struckAgain: number;
  /** All that were ever struck. */
  noted: number;
  /** Lines of the strikes file that could not be read. */
  unreadable: number;
}

/** What was struck stays struck: a store that was restored from an older backup forgets it again. Safe to repeat. */
export async function replayStrikes(ports: Ports, strikes: Strikes): Promise<Answered<Replayed>> {
  const { strikes: noted, unreadable } = await strikes.all();
  const bodies: string[] = [];
  for (const strike of noted) {
    const { id, conversation } = strike;
    if (!(await ports.store.read.one('entries', { id, conversation, body: { not: null } }))) continue;
    const done = await strikeBody(ports, strike);
    if (!done.ok) return done;
    if (done.body !== null) bodies.push(JSON.stringify(done.body));
  }
  if (bodies.length > 0) await strikes.scrub(bodies);
  return { ok: true, struckAgain: bodies.length, noted: noted.length, unreadable };
}
