import { type Erased, erasePerson } from './erase-person.ts';
import { exportPerson, type PersonExport } from './export-person.ts';
import { findPersons, MOST_FOUND, type PersonFound } from './find-person.ts';
import type { Answered, Ports } from './ports.ts';
import type { Strikes } from './strike-entry.ts';

/** What may be asked about one person. `who` is a number, an e-mail, or the id of a person, conversation or request. */
export type PersonCommand =
  | { what: 'person_find'; who: string }
  | { what: 'person_export'; who: string }
  /** `sure`: the operator has seen whom it means. */
  | { what: 'person_erase'; who: string; sure: boolean };

/** Why nothing was done: these words mean nobody, or several, or are no way to mean somebody; or it must be confirmed. */
export type PersonNo = 'no_way' | 'nobody' | 'several' | 'unconfirmed' | 'erased_before';

export type PersonAnswer =
  | { persons: PersonFound[]; most: number; no?: PersonNo }
  | { exported: PersonExport }
  | { erased: Erased; person: PersonFound };

/** Finds, exports or erases one person. Where the words mean several, nothing is done and all are listed. */
export async function askPerson(
  ports: Ports,
  strikes: Strikes,
  command: PersonCommand,
): Promise<Answered<PersonAnswer>> {
  const found = await findPersons(ports.store, command.who);
  const persons = found ?? [];
  const listed = (no?: PersonNo) => ({ ok: true as const, persons, most: MOST_FOUND, ...(no ? { no } : {}) });
  if (found === null) return listed('no_way');
  const [one] = persons;
  if (!one) return listed('nobody');
  if (command.what === 'person_find') return listed();
  if (persons.length > 1) return listed('several');
  if (command.what === 'person_export') return { ok: true, exported: await exportPerson(ports, one) };
  if (one.erased) return listed('erased_before');
  if (!command.sure) return listed('unconfirmed');
  const done = await erasePerson(ports, strikes, one);
  return done.ok ? { ok: true, erased: { struck: done.struck, ended: done.ended }, person: one } : done;
}
