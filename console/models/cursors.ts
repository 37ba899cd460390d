import type { ConversationCard } from '../../protocol/console.ts';
import type { Entry } from '../../protocol/entries.ts';
import { isUnread } from '../../protocol/unread.ts';

/** Her client's messages that she has not seen; by the card alone at most one, while the log is not here. */
export function unreadIn(entries: readonly Entry[], card: ConversationCard | null, me: string): number {
  const readSeq = readSeqOf(card, me);
  return entries.filter((entry) => isNew(entry, readSeq)).length || unreadBy(card, me);
}

export function unreadBy(card: ConversationCard | null, me: string): number {
  return isNew(card?.last ?? null, readSeqOf(card, me)) ? 1 : 0;
}

const readSeqOf = (card: ConversationCard | null, person: string) =>
  card?.cursors.find((cursor) => cursor.person === person)?.readSeq ?? 0;

const isNew = (entry: Entry | null, readSeq: number) =>
  entry !== null && isUnread(entry) && entry.by.kind === 'shopper' && entry.seq > readSeq;

/** What she has received and seen here; told to the relay only when it rises. */
export function createReading(tell: (moved: { deliveredSeq: number; readSeq: number }) => boolean) {
  let told = { deliveredSeq: 0, readSeq: 0 };
  return {
    move(deliveredSeq: number, readTo: number): void {
      const next = { deliveredSeq, readSeq: Math.max(readTo, told.readSeq) };
      if (next.deliveredSeq <= told.deliveredSeq && next.readSeq <= told.readSeq) return;
      if (tell(next)) told = next;
    },
    /** After a reconnection nothing is known to have arrived there. */
    forget(): void {
      told = { deliveredSeq: 0, readSeq: 0 };
    },
  };
}
