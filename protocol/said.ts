import type { Entry, EntryBodies } from './entries.ts';
import type { Said } from './entry-kinds.ts';

/*
 * What somebody said, as plain text: for a list, and to be read aloud. It is apart from entry-kinds.ts, since the widget
 * has no room for the whole table; the type holds it to that table's column.
 */
const TEXTS: { [K in Said['kind']]: (body: EntryBodies[K]) => string } = {
  message: ({ text }) => text,
  product: ({ name }) => name,
};

/** Whether somebody says it: a happening, or a kind that only a newer build knows, is not. */
export const isSaid = (entry: Pick<Entry, 'kind'>): entry is Said => Object.hasOwn(TEXTS, entry.kind);

/** The text of something said, or of a draft; null once struck. */
export const textOf = ({ kind, body }: Pick<Said, 'kind' | 'body'>): string | null =>
  body && TEXTS[kind](body as never);
