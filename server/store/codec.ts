import { FLAGS, JSON_COLUMNS, type Schema, type Table } from './schema.ts';

type Loose = Record<string, unknown>;

/** A row as the database keeps it: JSON as text, flags as 0 or 1. */
export function encode<T extends Table>(table: T, row: Partial<Schema[T]>): Loose {
  const out: Loose = { ...row };
  for (const column of JSON_COLUMNS[table] ?? []) {
    const value = out[column];
    if (value !== undefined) out[column] = value === null ? null : JSON.stringify(value);
  }
  for (const column of FLAGS[table] ?? []) if (column in out) out[column] = out[column] ? 1 : 0;
  return out;
}

/** The reverse of `encode`; the row is taken over, not copied. */
export function decode<T extends Table>(table: T, row: Loose): Schema[T] {
  for (const column of JSON_COLUMNS[table] ?? []) {
    const text = row[column];
    if (typeof text === 'string') row[column] = JSON.parse(text);
  }
  for (const column of FLAGS[table] ?? []) row[column] = row[column] === 1;
  return row as unknown as Schema[T];
}
