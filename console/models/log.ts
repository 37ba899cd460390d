import { type ReadonlySignal, signal } from '@preact/signals';
import type { Page } from '../../protocol/conversation.ts';
import type { Cursor, Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { type Sequence, takeEntries } from '../../protocol/sequence.ts';
import type { Link } from '../connection.ts';
import type { NoCode } from '../reply.ts';

/** The shared log of one conversation, in seq order and without a gap, from the oldest entry asked for. */
export interface Log {
  readonly entries: ReadonlySignal<readonly Entry[]>;
  /** The last seq up to which nothing is missing. */
  readonly last: ReadonlySignal<number>;
  /** Whether entries older than the first one shown exist. */
  readonly older: ReadonlySignal<boolean>;
  readonly refused: ReadonlySignal<NoCode | null>;
  /** Takes entries that were told, in any order. */
  take(entries: readonly Entry[]): void;
  /** Asks for all that follows; true once nothing is missing. */
  catchUp(): Promise<boolean>;
  readOlder(): Promise<void>;
  dispose(): void;
}

export interface LogNeeds {
  conversation: string;
  link: Pick<Link, 'ask'>;
  onCursors: (cursors: Cursor[]) => void;
}

export function createLog({ conversation, link, onCursors }: LogNeeds): Log {
  const entries = signal<readonly Entry[]>([]);
  const last = signal(0);
  const older = signal(false);
  const refused = signal<NoCode | null>(null);
  let sequence: Sequence = { last: 0, held: [] };
  let begun = false;
  let gap: ReturnType<typeof setTimeout> | undefined;

  function take(arrived: readonly Entry[]): void {
    const taken = takeEntries(sequence, arrived);
    // Before the first page the place of an entry is unknown: everything is held.
    sequence = begun ? taken.sequence : { last: 0, held: [...taken.ready, ...taken.sequence.held] };
    if (begun && taken.ready.length > 0) show([...entries.value, ...taken.ready]);
    if (begun && sequence.held.length > 0) gap ??= setTimeout(closeGap, LIMITS.gapMs);
  }
  function show(next: readonly Entry[]): void {
    entries.value = withoutStruck(next);
    last.value = sequence.last;
  }
  function closeGap(): void {
    gap = undefined;
    if (sequence.held.length > 0) void catchUp();
  }

  function begin(page: Page): void {
    begun = true;
    const held = sequence.held;
    sequence = { last: page.entries.at(-1)?.seq ?? page.head, held: [] };
    older.value = page.more;
    show(page.entries);
    take(held);
  }

  async function read(position: { after?: number; before?: number }): Promise<Page | null> {
    const reply = await link.ask('entries.after', { conversation, ...position });
    refused.value = reply.ok ? null : reply.error.code;
    if (!reply.ok) return null;
    onCursors(reply.cursors);
    return reply;
  }

  let running: Promise<boolean> | null = null;
  function catchUp(): Promise<boolean> {
    running ??= follow().finally(() => {
      running = null;
    });
    return running;
  }
  async function follow(): Promise<boolean> {
    if (!begun) {
      const first = await read({});
      if (first) begin(first);
      return first !== null;
    }
    for (;;) {
      const before = sequence.last;
      const page = await read({ after: before });
      if (!page) return false;
      if (page.head < before) {
        // An older backup was put in place: what was held beyond it is no longer so.
        begun = false;
        sequence = { last: 0, held: [] };
        return follow();
      }
      take(page.entries);
      if (!page.more || sequence.last === before) return true;
    }
  }

  let reading = false;
  async function readOlder(): Promise<void> {
    const first = entries.value[0]?.seq;
    if (reading || !older.value || first === undefined) return;
    reading = true;
    const page = await read({ before: first }).finally(() => {
      reading = false;
    });
    if (!page) return;
    older.value = page.more;
    show([...page.entries, ...entries.value]);
  }

  return { entries, last, older, refused, take, catchUp, readOlder, dispose: () => clearTimeout(gap) };
}

/** A struck entry keeps its place and loses its body, wherever it was read from; erased, her name as well. */
function withoutStruck(entries: readonly Entry[]): readonly Entry[] {
  const struck = new Map(
    entries.flatMap((e) => (e.kind === 'struck' && e.body ? [[e.body.id, e.body.reason] as const] : [])),
  );
  if (struck.size === 0) return entries;
  return entries.map((entry) => {
    if (!entry.body || !struck.has(entry.id)) return entry;
    const { by } = entry;
    const nameless = by.kind === 'shopper' && struck.get(entry.id) === 'erased' ? { ...by, name: null } : by;
    return { ...entry, body: null, by: nameless };
  });
}
