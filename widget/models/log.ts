import type { HeadTold } from '../../protocol/digest.ts';
import type { Cursor, Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { type Sequence, takeEntries } from '../../protocol/sequence.ts';
import { isUnread } from '../../protocol/unread.ts';
import type { Connection } from '../connection.ts';
import type { Salon } from './salon.ts';

/** How this device reads the shared log: in seq order, without a gap, a repeat or a swap. */
export interface Log {
  take: (conversation: string, arrived: readonly Entry[]) => void;
  takeCursors: (told: readonly Cursor[]) => void;
  /** All that follows the last seq known; the last fifty when nothing is known yet. */
  catchUp: (told: { id: string }) => Promise<void>;
  /** Whether this log goes on beyond what has arrived. */
  isBehind: (head: HeadTold) => boolean;
  seen: () => void;
  reset: () => void;
}

type Needs = Pick<Salon, 'thread' | 'memory' | 'page'>;

export function createLog({ thread, memory, page }: Needs, ask: Connection['ask']): Log {
  let sequence: Sequence = { last: 0, held: [] };
  let gap: ReturnType<typeof setTimeout> | undefined;
  let told = { deliveredSeq: 0, readSeq: 0 };

  let current = '';

  const adopt = (conversation: string) => {
    if (current !== conversation) reset();
    current = conversation;
    if (thread.conversation.peek() === conversation) return;
    thread.conversation.value = conversation;
    memory.keep({ conversation });
  };
  const reset = () => {
    clearTimeout(gap);
    current = '';
    sequence = { last: 0, held: [] };
    told = { deliveredSeq: 0, readSeq: 0 };
    if (thread.entries.peek().length > 0) thread.entries.value = [];
  };
  const move = () => {
    const deliveredSeq = sequence.last;
    const readSeq = Math.min(deliveredSeq, thread.readSeq.peek());
    if (deliveredSeq <= told.deliveredSeq && readSeq <= told.readSeq) return;
    told = { deliveredSeq, readSeq };
    void ask('cursor.move', { conversation: current, ...told }).then((answer) => {
      if (!answer.ok) told = { deliveredSeq: 0, readSeq: 0 };
    });
  };
  const show = (ready: readonly Entry[], live: boolean) => {
    if (ready.length === 0) return;
    const struck = new Set(ready.flatMap((entry) => (entry.kind === 'struck' && entry.body ? [entry.body.id] : [])));
    const all = [...thread.entries.peek(), ...ready];
    thread.entries.value = struck.size === 0 ? all : all.map((e) => (struck.has(e.id) ? { ...e, body: null } : e));
    const ids = new Set(ready.map((entry) => entry.id));
    const seen = memory.lines().filter((line) => ids.has(line.draft.id));
    if (seen.length > 0) {
      memory.drop(seen.map((line) => line.draft.id));
      thread.lines.value = memory.lines();
    }
    if (live) {
      memory.touch();
      for (const entry of ready) announce(entry);
    }
    move();
  };
  const announce = (entry: Entry) => {
    if (entry.by.kind === 'associate' && isUnread(entry)) {
      thread.typing.value = '';
      page.tell('message_received', {});
    }
    if (entry.kind === 'assigned' && entry.body) page.tell('associate_joined', { name: entry.body.associate.name });
  };
  const fetchAfter = async (conversation: string): Promise<void> => {
    for (;;) {
      const { last } = sequence;
      const answer = await ask('entries.after', last > 0 ? { conversation, after: last } : { conversation });
      if (!answer.ok) {
        // The line stands, and the relay could not read just now: nothing else might ask again.
        const { retryInMs } = answer.error;
        if (retryInMs) gap = setTimeout(() => fetchAfter(conversation), retryInMs);
        return;
      }
      if (answer.head < last) {
        fallBack(conversation, answer.head);
        continue;
      }
      const first = answer.entries[0];
      // The first view begins in the midst of a long log.
      if (first && sequence.last === 0) sequence = { last: first.seq - 1, held: sequence.held };
      takeCursors(answer.cursors);
      accept(answer.entries, false);
      if (!answer.more || sequence.last >= answer.head || !first) return;
      if (answer.entries.at(-1)?.seq === answer.head) return;
    }
  };
  /** An older backup was put in place: what was held beyond it is no longer so, and is read anew. */
  const fallBack = (conversation: string, readSeq: number) => {
    reset();
    adopt(conversation);
    thread.cursors.value = [];
    thread.readSeq.value = Math.min(readSeq, thread.readSeq.peek());
    memory.keep({ readSeq: thread.readSeq.peek() });
  };
  const accept = (arrived: readonly Entry[], live: boolean) => {
    const taken = takeEntries(sequence, arrived);
    sequence = taken.sequence;
    show(taken.ready, live);
    clearTimeout(gap);
    if (sequence.held.length > 0) gap = setTimeout(() => fetchAfter(current), LIMITS.gapMs);
  };
  const takeCursors = (cursors: readonly Cursor[]) => {
    const known = new Map(thread.cursors.peek().map((cursor) => [cursor.person, cursor]));
    for (const cursor of cursors) {
      const old = known.get(cursor.person);
      known.set(cursor.person, {
        ...cursor,
        deliveredSeq: Math.max(old?.deliveredSeq ?? 0, cursor.deliveredSeq),
        readSeq: Math.max(old?.readSeq ?? 0, cursor.readSeq),
      });
    }
    thread.cursors.value = [...known.values()];
    const own = cursors.find((cursor) => cursor.kind === 'shopper');
    if (own && own.readSeq > thread.readSeq.peek()) thread.readSeq.value = own.readSeq;
  };

  return {
    take: (conversation, arrived) => {
      adopt(conversation);
      accept(arrived, true);
    },
    takeCursors,
    isBehind: ({ conversation, head }) => conversation !== current || head > sequence.last,
    catchUp: async ({ id }) => {
      adopt(id);
      told = { deliveredSeq: 0, readSeq: 0 };
      // Asked even when the head is known: what others have read meanwhile comes with the answer.
      await fetchAfter(id);
      move();
    },
    seen: () => {
      if (sequence.last <= thread.readSeq.peek()) return;
      thread.readSeq.value = sequence.last;
      memory.keep({ readSeq: sequence.last });
      move();
    },
    reset,
  };
}
