import { eraseRows, personIn } from './erase-person.ts';
import { isLeft } from './find-person.ts';
import type { Answered, Ports } from './ports.ts';
import { type Strikes, strikeBody } from './strike-entry.ts';

export interface Replayed {
  /** Bodies that had come back with a backup, and are struck again. */
  struckAgain: number;
  /** Persons who had come back likewise, and are forgotten again. */
  erasedAgain: number;
  /** All that were ever struck. */
  noted: number;
  /** Lines of the strikes file that could not be read. */
  unreadable: number;
}

/** What was struck stays struck: a store that was restored from an older backup forgets it again. Safe to repeat. */
export async function replayStrikes(ports: Ports, strikes: Strikes): Promise<Answered<Replayed>> {
  const { strikes: noted, erasures, unreadable } = await strikes.all();
  const bodies: string[] = [];
  for (const strike of noted) {
    const { id, conversation } = strike;
    if (!(await ports.store.read.one('entries', { id, conversation, body: { not: null } }))) continue;
    const done = await strikeBody(ports, strike);
    if (!done.ok) return done;
    if (done.body !== null) bodies.push(JSON.stringify(done.body));
  }
  let erasedAgain = 0;
  for (const erasure of erasures) {
    const person = await personIn(ports, erasure);
    if (!(await isLeft(ports.store.read, person))) continue;
    const done = await eraseRows(ports, person);
    if (!done.ok) return done;
    erasedAgain += 1;
  }
  if (bodies.length > 0 || erasedAgain > 0) await strikes.scrub(bodies, erasedAgain > 0);
  return { ok: true, struckAgain: bodies.length, erasedAgain, noted: noted.length + erasures.length, unreadable };
}
