import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Cursor, Entry } from '../../protocol/entries.ts';
import type { Persona } from '../../protocol/people.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import type { OutLine } from './memory.ts';
import { openCall, takeRequests, wordsRequest } from './requests.ts';

/** `idle` before she has asked for anything; `lost` while we try to come back. */
export type Link = 'idle' | 'connecting' | 'live' | 'lost';

/** Everything that a screen shows of her conversation. */
export interface Thread {
  conversation: Signal<string>;
  /** In seq order, without a gap, from the first one fetched. */
  entries: Signal<readonly Entry[]>;
  /** What is on its way and not yet seen in the log. */
  lines: Signal<readonly OutLine[]>;
  waiting: ReadonlySignal<readonly OutLine[]>;
  requests: Signal<readonly ShopperRequest[]>;
  request: ReadonlySignal<ShopperRequest | null>;
  call: ReadonlySignal<ShopperRequest | null>;
  holder: ReadonlySignal<Persona | null>;
  cursors: Signal<readonly Cursor[]>;
  /** First name of whoever is writing. */
  typing: Signal<string>;
  link: Signal<Link>;
  readSeq: Signal<number>;
  unread: ReadonlySignal<number>;
  hearRequests: (told: readonly ShopperRequest[]) => void;
  clear: () => void;
}

export function createThread(): Thread {
  const conversation = signal('');
  const entries = signal<readonly Entry[]>([]);
  const lines = signal<readonly OutLine[]>([]);
  const requests = signal<readonly ShopperRequest[]>([]);
  const cursors = signal<readonly Cursor[]>([]);
  const typing = signal('');
  const link = signal<Link>('idle');
  const readSeq = signal(0);
  const request = computed(() => wordsRequest(requests.value));
  return {
    conversation,
    entries,
    lines,
    waiting: computed(() => {
      const seen = new Set(entries.value.map((entry) => entry.id));
      return lines.value.filter((line) => !seen.has(line.draft.id));
    }),
    requests,
    request,
    call: computed(() => openCall(requests.value)),
    holder: computed(() => request.value?.holder ?? null),
    cursors,
    typing,
    link,
    readSeq,
    unread: computed(
      () =>
        entries.value.filter((e) => e.seq > readSeq.value && e.kind === 'message' && e.by.kind === 'associate').length,
    ),
    hearRequests: (told) => {
      requests.value = takeRequests(requests.value, told);
    },
    clear: () => {
      conversation.value = '';
      entries.value = [];
      lines.value = [];
      requests.value = [];
      cursors.value = [];
      typing.value = '';
      link.value = 'idle';
      readSeq.value = 0;
    },
  };
}

export type Progress = 'sent' | 'delivered' | 'read';

/** How far her own entry has come, by the cursors of those who answer her; never ahead of what is true. */
export function progressOf(seq: number, cursors: readonly Cursor[]): Progress {
  const theirs = cursors.filter((cursor) => cursor.kind === 'associate');
  if (theirs.some((cursor) => cursor.readSeq >= seq)) return 'read';
  return theirs.some((cursor) => cursor.deliveredSeq >= seq) ? 'delivered' : 'sent';
}
