import { type ReadonlySignal, signal } from '@preact/signals';
import type { DraftInput, Entry } from '../../protocol/entries.ts';
import { makeId } from '../../protocol/id.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { jsonBytes } from '../../protocol/text.ts';
import type { Link } from '../connection.ts';
import { type NoCode, PASSING } from '../reply.ts';
import type { PersonStore } from './person-store.ts';

/** Something she said that the relay has not acknowledged. */
export interface OutboxLine {
  conversation: string;
  draft: DraftInput & { kind: 'message' };
  queuedAt: number;
  /** Why it will never be taken; its words are kept until she has dealt with them. */
  refused: NoCode | null;
}

export interface Outbox {
  readonly lines: ReadonlySignal<readonly OutboxLine[]>;
  of(conversation: string): readonly OutboxLine[];
  /** Queues her words, or says that they are too long to travel. */
  add(conversation: string, text: string): NoCode | null;
  /** Sends what waits for this conversation, in order, one call at a time; safe to call at any moment. */
  flush(conversation: string): Promise<void>;
  /** Seen in the log: no longer unsent, whether or not an acknowledgement came. */
  seen(entries: readonly Entry[]): void;
  retry(id: string): void;
  remove(id: string): void;
  /** Another tab of hers has changed the kept lines. */
  reread(): void;
  dispose(): void;
}

export interface OutboxNeeds {
  store: PersonStore;
  link: Pick<Link, 'ask' | 'state'>;
  now: () => number;
  /** Entries as stored, in seq order. */
  onStored: (conversation: string, entries: Entry[]) => void;
  /** One holder per browser; the default uses Web Locks where there are any. */
  alone?: (name: string, act: () => Promise<void>) => Promise<void>;
}

const KEY = 'outbox';
const RETRY_MS = 2_000;

export function createOutbox({ store, link, now, onStored, alone = oneTab }: OutboxNeeds): Outbox {
  const lines = signal<readonly OutboxLine[]>(store.read(KEY, [], areLines));
  const flying = new Set<string>();
  const again = new Set<string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function keep(next: readonly OutboxLine[]): void {
    lines.value = next;
    store.write(KEY, next);
  }
  const without = (ids: ReadonlySet<string>) => lines.value.filter((line) => !ids.has(line.draft.id));
  const waiting = (conversation: string) =>
    lines.value.filter((line) => line.conversation === conversation && line.refused === null);

  function mark(id: string, refused: NoCode | null): void {
    keep(lines.value.map((line) => (line.draft.id === id ? { ...line, refused } : line)));
  }
  function later(conversation: string, afterMs: number): void {
    clearTimeout(timers.get(conversation));
    timers.set(
      conversation,
      setTimeout(() => void outbox.flush(conversation), afterMs),
    );
  }

  async function sendBatch(conversation: string): Promise<boolean> {
    const batch = fitting(waiting(conversation));
    if (batch.length === 0 || link.state.value !== 'open') return false;
    const reply = await link.ask('entries.append', { conversation, entries: batch.map((line) => line.draft) });
    if (reply.ok) {
      outbox.seen(reply.entries);
      onStored(conversation, reply.entries);
    }
    const no = reply.ok ? reply.refused : reply.error;
    if (!no) return true;
    if (PASSING.has(no.code)) {
      later(conversation, no.retryInMs ?? RETRY_MS);
      return false;
    }
    const refusedId = ('id' in no && no.id) || batch[0]?.draft.id;
    if (refusedId) mark(refusedId, no.code);
    return true;
  }

  const outbox: Outbox = {
    lines,
    of: (conversation) => lines.value.filter((line) => line.conversation === conversation),
    add(conversation, text) {
      const draft = { id: makeId(now()), kind: 'message' as const, v: 1 as const, body: { text } };
      if (text.length > LIMITS.messageChars || !fits(conversation, [draft])) return 'too_large';
      keep([...lines.value, { conversation, draft, queuedAt: now(), refused: null }]);
      return null;
    },
    async flush(conversation) {
      again.add(conversation);
      if (flying.has(conversation)) return;
      flying.add(conversation);
      // What is queued while the last answer is on its way would otherwise wait for the next occasion.
      try {
        while (again.delete(conversation)) {
          await alone(`salon.outbox.${conversation}`, async () => {
            while (await sendBatch(conversation));
          });
        }
      } catch {
        // Whatever the browser refused, her words are kept, and go once it lets them.
        later(conversation, RETRY_MS);
      } finally {
        flying.delete(conversation);
      }
    },
    seen(entries) {
      const ids = new Set(entries.map((entry) => entry.id));
      if (lines.value.some((line) => ids.has(line.draft.id))) keep(without(ids));
    },
    retry(id) {
      mark(id, null);
      const line = lines.value.find(({ draft }) => draft.id === id);
      if (line) void outbox.flush(line.conversation);
    },
    remove: (id) => keep(without(new Set([id]))),
    reread() {
      lines.value = store.read(KEY, [], areLines);
    },
    dispose() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
  return outbox;
}

const fits = (conversation: string, entries: DraftInput[]) =>
  jsonBytes({ conversation, entries }) <= LIMITS.eventBytes - 512;

function fitting(lines: readonly OutboxLine[]): OutboxLine[] {
  const batch: OutboxLine[] = [];
  for (const line of lines.slice(0, LIMITS.appendEntries)) {
    if (
      !fits(
        line.conversation,
        [...batch, line].map(({ draft }) => draft),
      )
    )
      break;
    batch.push(line);
  }
  return batch;
}

async function oneTab(name: string, act: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks;
  if (locks) await locks.request(name, act);
  else await act();
}

function areLines(value: unknown): value is readonly OutboxLine[] {
  return Array.isArray(value) && value.every((line) => typeof line?.draft?.body?.text === 'string');
}
