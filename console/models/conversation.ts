import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ConversationCard } from '../../protocol/console.ts';
import type { TypingTold } from '../../protocol/conversation.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { Link } from '../connection.ts';
import type { NoCode } from '../reply.ts';
import type { Desk } from './desk.ts';
import { isHeld } from './desk-state.ts';
import { createLog, type Log } from './log.ts';
import type { Outbox, OutboxLine } from './outbox.ts';
import type { PersonStore } from './person-store.ts';

/** How far her words have come; each is said only when it is true. */
export type Sent = 'sent' | 'delivered' | 'read';

/** One thread on her desk: its log, her unsent words, and what she may do with it. */
export interface Conversation {
  readonly id: string;
  readonly card: ReadonlySignal<ConversationCard | null>;
  readonly entries: Log['entries'];
  readonly older: Log['older'];
  /** Nothing is missing and the line is open: she may write. */
  readonly caughtUp: ReadonlySignal<boolean>;
  /** Why the thread could not be read, or null. */
  readonly refused: ReadonlySignal<NoCode | null>;
  /** The last thing that could not be done here, or null. */
  readonly trouble: ReadonlySignal<NoCode | null>;
  readonly typing: ReadonlySignal<boolean>;
  readonly unsent: ReadonlySignal<readonly OutboxLine[]>;
  readonly unread: ReadonlySignal<number>;
  /** She holds its request, or its resumption waits for her. */
  readonly mine: ReadonlySignal<boolean>;
  readonly draft: ReadonlySignal<string>;
  sentState(entry: Entry): Sent;
  write(text: string): void;
  send(): void;
  /** Her eyes are on the last entry. */
  markRead(): void;
  readOlder(): Promise<void>;
  finish(): Promise<void>;
  markCall(outcome: 'reached' | 'no_answer'): Promise<void>;
  retryOpening(): void;
  take(entries: readonly Entry[]): void;
  hear(typing: TypingTold): void;
  dispose(): void;
}

export interface ConversationNeeds {
  id: string;
  desk: Desk;
  link: Link;
  outbox: Outbox;
  store: PersonStore;
}

const TYPING_TOLD_MS = 3_000;
const TYPING_SHOWN_MS = 6_000;

export function createConversation({ id, desk, link, outbox, store }: ConversationNeeds): Conversation {
  const me = desk.me.peek().id;
  const card = computed(() => desk.card(id));
  const log = createLog({
    conversation: id,
    link,
    onCursors: (cursors) => desk.apply({ event: 'cursors', told: { conversation: id, cursors } }),
  });
  const caughtEpoch = signal(0);
  const caughtUp = computed(
    () => link.state.value === 'open' && caughtEpoch.value > 0 && caughtEpoch.value === desk.epoch.value,
  );
  const refused = signal<NoCode | null>(null);
  const trouble = signal<NoCode | null>(null);
  const typing = signal(false);
  const draft = signal(store.read(`draft.${id}`, '', (value) => typeof value === 'string'));
  const unsent = computed(() => outbox.of(id));
  let moved = { deliveredSeq: 0, readSeq: 0 };

  async function catchUp(epoch: number): Promise<void> {
    const [cardNo, whole] = await Promise.all([card.peek() ? null : desk.openCard(id), log.catchUp()]);
    refused.value = cardNo ?? log.refused.peek();
    if (!whole || refused.value !== null) return;
    caughtEpoch.value = epoch;
    void outbox.flush(id);
  }

  /** `delivered` is what this device holds, `read` what she has seen; both are only told when they rise. */
  function moveCursor(readTo: number): void {
    const next = { deliveredSeq: log.last.peek(), readSeq: Math.max(readTo, moved.readSeq) };
    if (next.deliveredSeq <= moved.deliveredSeq && next.readSeq <= moved.readSeq) return;
    if (link.state.peek() !== 'open' || !card.peek()?.writable) return;
    moved = next;
    desk.apply({ event: 'cursors', told: { conversation: id, cursors: [{ person: me, kind: 'associate', ...next }] } });
    void link.ask('cursor.move', { conversation: id, ...next });
  }

  const stops = [
    desk.epoch.subscribe((epoch) => {
      moved = { deliveredSeq: 0, readSeq: 0 };
      if (epoch > 0) void catchUp(epoch);
    }),
    effect(() => {
      outbox.seen(log.entries.value);
      if (caughtUp.value && log.last.value > 0) moveCursor(0);
    }),
  ];

  let hush: ReturnType<typeof setTimeout> | undefined;
  function hear(told: TypingTold): void {
    if (told.person === me) return;
    clearTimeout(hush);
    typing.value = told.on;
    if (told.on) {
      hush = setTimeout(() => {
        typing.value = false;
      }, TYPING_SHOWN_MS);
    }
  }

  let typingToldAt = 0;
  function tellTyping(on: boolean): void {
    if (!caughtUp.peek() || (on && Date.now() - typingToldAt < TYPING_TOLD_MS) || (!on && typingToldAt === 0)) return;
    typingToldAt = on ? Date.now() : 0;
    void link.ask('typing', { conversation: id, on });
  }

  function write(text: string): void {
    draft.value = text;
    store.write(`draft.${id}`, text);
    tellTyping(text.trim() !== '');
  }

  async function settle(ask: Promise<{ ok: true } | { ok: false; error: { code: NoCode } }>): Promise<boolean> {
    const reply = await ask;
    trouble.value = reply.ok ? null : reply.error.code;
    return reply.ok;
  }

  return {
    id,
    card,
    entries: log.entries,
    older: log.older,
    caughtUp,
    refused,
    trouble,
    typing,
    unsent,
    draft,
    unread: computed(() => unreadIn(log.entries.value, card.value, me)),
    mine: computed(() => isHeld(card.value?.request ?? null, me)),
    sentState: (entry) => sentState(entry.seq, card.value),
    write,
    send() {
      const text = draft.peek().trim();
      if (text === '') return;
      trouble.value = outbox.add(id, text);
      if (trouble.value !== null) return;
      write('');
      if (caughtUp.peek()) void outbox.flush(id);
    },
    markRead: () => moveCursor(log.last.peek()),
    readOlder: log.readOlder,
    async finish() {
      const request = card.peek()?.request;
      if (!request) return;
      const ask = link.ask('request.done', { request: request.id, seen: log.last.peek() });
      if (await settle(ask.then((reply) => (reply.ok ? told(desk, reply) : reply)))) return;
      if (trouble.peek() === 'new_words') await log.catchUp();
    },
    async markCall(outcome) {
      const request = card.peek()?.request;
      if (!request) return;
      const ask = link.ask('call.mark', { request: request.id, outcome });
      await settle(ask.then((reply) => (reply.ok ? told(desk, reply) : reply)));
    },
    retryOpening: () => void catchUp(desk.epoch.peek()),
    take: log.take,
    hear,
    dispose() {
      clearTimeout(hush);
      log.dispose();
      for (const stop of stops) stop();
    },
  };
}

function told<R extends { request: Parameters<typeof requestChange>[0] }>(desk: Desk, reply: R): R {
  desk.apply(requestChange(reply.request));
  return reply;
}
const requestChange = (request: NonNullable<ConversationCard['request']>) =>
  ({ event: 'request', told: request }) as const;

const cursorOf = (card: ConversationCard | null, person: string) =>
  card?.cursors.find((cursor) => cursor.person === person) ?? { deliveredSeq: 0, readSeq: 0 };

function sentState(seq: number, card: ConversationCard | null): Sent {
  const shopper = card?.cursors.find((cursor) => cursor.kind === 'shopper');
  if (shopper && shopper.readSeq >= seq) return 'read';
  return shopper && shopper.deliveredSeq >= seq ? 'delivered' : 'sent';
}

/** Her client's messages that she has not seen; by the card alone at most one, while the log is not here. */
function unreadIn(entries: readonly Entry[], card: ConversationCard | null, me: string): number {
  const { readSeq } = cursorOf(card, me);
  return entries.filter((entry) => isNew(entry, readSeq)).length || unreadBy(card, me);
}

export function unreadBy(card: ConversationCard | null, me: string): number {
  return isNew(card?.last ?? null, cursorOf(card, me).readSeq) ? 1 : 0;
}

const isNew = (entry: Entry | null, readSeq: number) =>
  entry?.kind === 'message' && entry.by.kind === 'shopper' && entry.seq > readSeq;
