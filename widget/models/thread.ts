import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Cursor, Entry } from '../../protocol/entries.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import type { OutLine } from './memory.ts';

/** `idle` before she has asked for anything; `lost` while we try to come back. */
export type Link = 'idle' | 'connecting' | 'live' | 'lost';

/** Everything that a screen shows of her conversation. */
export interface Thread {
  conversation: Signal<string>;
  /** In seq order, without a gap, from the first one fetched. */
  entries: Signal<readonly Entry[]>;
  lines: Signal<readonly OutLine[]>;
  /** Lines on their way and not yet seen in the log. */
  waiting: ReadonlySignal<readonly OutLine[]>;
  requests: Signal<readonly ShopperRequest[]>;
  cursors: Signal<readonly Cursor[]>;
  /** First name of whoever is writing. */
  typing: Signal<string>;
  link: Signal<Link>;
  /** The line has been gone for longer than anybody would call a moment. */
  away: Signal<boolean>;
  /** The last seq that she has seen. */
  readSeq: Signal<number>;
  /** Messages of associates that she has not seen. */
  unread: ReadonlySignal<number>;
}

export function createThread(): Thread {
  const entries = signal<readonly Entry[]>([]);
  const lines = signal<readonly OutLine[]>([]);
  const readSeq = signal(0);
  return {
    conversation: signal(''),
    entries,
    lines,
    waiting: computed(() => {
      const seen = new Set(entries.value.map((entry) => entry.id));
      return lines.value.filter((line) => !seen.has(line.draft.id));
    }),
    requests: signal<readonly ShopperRequest[]>([]),
    cursors: signal<readonly Cursor[]>([]),
    typing: signal(''),
    link: signal<Link>('idle'),
    away: signal(false),
    readSeq,
    unread: computed(
      () =>
        entries.value.filter((e) => e.seq > readSeq.value && e.kind === 'message' && e.by.kind === 'associate').length,
    ),
  };
}

/** Nothing of her is left on the screen. */
export function clearThread(thread: Thread): void {
  thread.conversation.value = '';
  thread.entries.value = [];
  thread.lines.value = [];
  thread.requests.value = [];
  thread.cursors.value = [];
  thread.typing.value = '';
  thread.link.value = 'idle';
  thread.away.value = false;
  thread.readSeq.value = 0;
}
