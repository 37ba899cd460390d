import type { Entry } from '../../protocol/entries.ts';
import type { EntryRow } from '../domain/rows.ts';

/** A stored row as it is told. */
export function entryOf(row: EntryRow): Entry {
  const { brand: _brand, author: _author, cause: _cause, ...entry } = row;
  return entry as Entry;
}
