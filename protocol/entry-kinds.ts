import type { Draft, Entry, EntryKind } from './entries.ts';

/*
 * What relay, widget and console ask of an entry by its kind, in one table. A new kind gets its body in entries.ts and
 * its row here; the types then lead to the views that have to show it.
 */

/** How one kind of entry is dealt with, wherever it is met. */
export interface KindRow {
  /** A person says it, and may send it (`Draft`); the rest are happenings, which the house notes. */
  said: boolean;
  /** Somebody's words may stand in it: it can be struck, and is where a person is erased. */
  strikable: boolean;
  /**
   * News for the other side until somebody there has seen it: it is counted and made known, and its author reads how
   * far it came.
   */
  unread: boolean;
  /** A shopper's waits for an answer: it opens or resumes a request, which rings. An associate's is that answer. */
  answered: boolean;
  /** Its text and its time stand for the conversation in a list, and for the request in an offer. */
  listed: boolean;
  /** In its author's bubble; as a quiet line of the house; as such a line at the desk alone; nowhere. */
  shown: 'bubble' | 'line' | 'desk' | 'nowhere';
  /** Who hears it read aloud as it comes. What an associate brings about herself is not read to her. */
  aloud: 'all' | 'shopper' | 'desk' | 'nobody';
}

const WORDS = {
  said: true,
  strikable: true,
  unread: true,
  answered: true,
  listed: true,
  shown: 'bubble',
  aloud: 'all',
} as const;

const HAPPENING = {
  said: false,
  strikable: false,
  unread: false,
  answered: false,
  listed: false,
  shown: 'line',
  aloud: 'all',
} as const;

const OF_THE_DESK = { ...HAPPENING, shown: 'desk', aloud: 'desk' } as const;

export const KINDS = {
  message: WORDS,
  /** Goes along with words, and asks for nothing by itself. */
  product: { ...WORDS, unread: false, answered: false, listed: false },
  assigned: { ...HAPPENING, aloud: 'shopper' },
  left: HAPPENING,
  promised: HAPPENING,
  moved: HAPPENING,
  withdrawn: HAPPENING,
  called: { ...HAPPENING, aloud: 'shopper' },
  done: { ...HAPPENING, aloud: 'shopper' },
  resumed: OF_THE_DESK,
  /** What the shopper was told by what became of her request, as the desk reads it. */
  line: OF_THE_DESK,
  /** Shown where the entry stands that it strikes. */
  struck: { ...HAPPENING, shown: 'nowhere', aloud: 'nobody' },
} as const satisfies { [K in EntryKind]: KindRow & { said: K extends Draft['kind'] ? true : false } };

/** A kind that only newer builds know: nothing is shown or made of it, and somebody's words may stand in it. */
const UNKNOWN: KindRow = { ...HAPPENING, strikable: true, shown: 'nowhere', aloud: 'nobody' };

/** The row of an entry's kind, whether this build knows it or not. */
export const kindOf = ({ kind }: { kind: string }): KindRow =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind as EntryKind] : UNKNOWN;

/** Whether it waits for an answer, or is one. */
export const isAnswered = (entry: { kind: string }): boolean => kindOf(entry).answered;

/** All kinds of which this holds. */
export const kindsThat = (holds: (row: KindRow) => boolean): EntryKind[] =>
  (Object.keys(KINDS) as EntryKind[]).filter((kind) => holds(KINDS[kind]));

/** What may stand for a conversation in a list. */
export const LISTED = kindsThat(({ listed }) => listed);

/** What waits for an answer, or is one. */
export const ANSWERED = kindsThat(({ answered }) => answered);

/** What is the house's own and stays when a person is erased: anything else may hold her words. */
export const KEPT = kindsThat(({ strikable }) => !strikable);

/** The kinds that have this in that column. */
export type KindWhere<Column extends keyof KindRow, Value> = {
  [K in EntryKind]: (typeof KINDS)[K][Column] extends Value ? K : never;
}[EntryKind];
type EntryWhere<Column extends keyof KindRow, Value> = Extract<Entry, { kind: KindWhere<Column, Value> }>;

/** An entry that somebody says. */
export type Said = EntryWhere<'said', true>;
/** Whether somebody says it: a happening, or a kind that only a newer build knows, is not. */
export const isSaid = (entry: Pick<Entry, 'kind'>): entry is Said => kindOf(entry).said;

/** What was said, as plain text: for a list, and to be read aloud. Null once struck. */
export function textOf(said: Said): string | null {
  switch (said.kind) {
    case 'message':
      return said.body?.text ?? null;
    case 'product':
      return said.body?.name ?? null;
  }
}

/** An entry of which a shopper reads nothing. */
export type Untold = EntryWhere<'shown', 'desk' | 'nowhere'>;
/** An entry that an associate reads as such a line. */
export type ToldAtDesk = EntryWhere<'shown', 'line' | 'desk'>;

export function isToldAtDesk(entry: Entry): entry is ToldAtDesk {
  const { shown } = kindOf(entry);
  return shown === 'line' || shown === 'desk';
}
