import type { Entry, EntryBodies } from './entries.ts';
import type { KindWhere, Said } from './entry-kinds.ts';

/*
 * What the widget asks of an entry's kind at run time, without the table of entry-kinds.ts, for which there is no room
 * among its first bytes. The types hold these two columns to it.
 */
const SAID: Record<KindWhere<'said', true>, 1> = { message: 1, product: 1 };
const UNREAD: Record<KindWhere<'unread', true>, 1> = { message: 1 };

// Compared, since every object has something by the name of `constructor`.
export const isSaid = (entry: Pick<Entry, 'kind'>): entry is Said => SAID[entry.kind as 'message'] === 1;
export const isUnread = ({ kind }: Pick<Entry, 'kind'>): boolean => UNREAD[kind as 'message'] === 1;

/** An entry, or a draft of one, as far as it says something. */
export type Saying = { [K in Said['kind']]: { kind: K; body: EntryBodies[K] | null } }[Said['kind']];

/** What somebody said, as plain text; null once it is struck. */
export function textOf(said: Saying): string | null {
  switch (said.kind) {
    case 'message':
      return said.body?.text ?? null;
    case 'product':
      return said.body?.name ?? null;
    default:
      said satisfies never;
      return null;
  }
}
