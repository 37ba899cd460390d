import type { Cursor, Entry } from '../../protocol/entries.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { isUnread } from '../../protocol/unread.ts';
import type { OutLine } from './memory.ts';
import { computed, type ReadonlySignal, type Signals, setAll, signalsOf } from './signals.ts';

/** `idle` before she has asked for anything, and once nothing is tried again; `lost` while we try to come back. */
export type Link = 'idle' | 'connecting' | 'live' | 'lost';

/** What is known of her conversation; a fresh one for who has not written. */
const NOTHING = {
  conversation: '',
  /** In seq order, without a gap, from the first one fetched. */
  entries: [] as readonly Entry[],
  lines: [] as readonly OutLine[],
  requests: [] as readonly ShopperRequest[],
  cursors: [] as readonly Cursor[],
  /** First name of whoever is writing. */
  typing: '',
  link: 'idle' as Link,
  /** The line has been gone for longer than anybody would call a moment. */
  away: false,
  /** The last seq that she has seen. */
  readSeq: 0,
};

/** Everything that a screen shows of her conversation. */
export interface Thread extends Signals<typeof NOTHING> {
  /** Lines on their way and not yet seen in the log. */
  waiting: ReadonlySignal<readonly OutLine[]>;
  /** Messages of associates that she has not seen. */
  unread: ReadonlySignal<number>;
  /** First name of whoever wrote the last of them; empty where there is none. */
  answeredBy: ReadonlySignal<string>;
}

export function createThread(): Thread {
  const thread = signalsOf(NOTHING);
  const { entries, lines, readSeq } = thread;
  const unread = computed(() =>
    entries.value.flatMap((e) => (e.seq > readSeq.value && isUnread(e) && e.by.kind === 'associate' ? e.by.name : [])),
  );
  return {
    ...thread,
    waiting: computed(() => {
      const seen = new Set(entries.value.map((entry) => entry.id));
      return lines.value.filter((line) => !seen.has(line.draft.id));
    }),
    unread: computed(() => unread.value.length),
    answeredBy: computed(() => unread.value.at(-1) ?? ''),
  };
}

/** Nothing of her is left on the screen. */
export const clearThread = (thread: Thread): void => setAll(thread, NOTHING);
