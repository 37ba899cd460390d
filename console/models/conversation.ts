import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ConversationCard } from '../../protocol/console.ts';
import type { TypingTold } from '../../protocol/conversation.ts';
import { type Progress, progressOf } from '../../protocol/cursors.ts';
import type { Entry } from '../../protocol/entries.ts';
import { hasEnded, mayTakeOver } from '../../protocol/request-state.ts';
import type { AssociateRequest, PromiseView } from '../../protocol/requests.ts';
import type { Link } from '../connection.ts';
import { type NoCode, PASSING, type Reply } from '../reply.ts';
import { createReading, unreadIn } from './cursors.ts';
import type { Desk } from './desk.ts';
import { isHeld, isOwed } from './desk-state.ts';
import { createLog, type Log } from './log.ts';
import type { Outbox, OutboxLine } from './outbox.ts';
import type { PersonStore } from './person-store.ts';
import { createTyping } from './typing.ts';

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
  /** The client is writing. */
  readonly typing: ReadonlySignal<boolean>;
  readonly unsent: ReadonlySignal<readonly OutboxLine[]>;
  readonly unread: ReadonlySignal<number>;
  /** She holds its request, or its resumption waits for her. */
  readonly mine: ReadonlySignal<boolean>;
  /** Done by her hand or in it: the client's next word is asked of her first. */
  readonly wasMine: ReadonlySignal<boolean>;
  /**
   * What is promised here may be taken by her hand: from nobody, over from a colleague who leaves it, or again before the
   * time of her own next try.
   */
  readonly takes: ReadonlySignal<'take' | 'over' | 'again' | null>;
  /** She has pressed the number of this call, or copied it. */
  readonly rung: ReadonlySignal<boolean>;
  readonly draft: ReadonlySignal<string>;
  progressOf(entry: Entry): Progress;
  write(text: string): void;
  send(): void;
  /** Her eyes are on the last entry. */
  markRead(): void;
  readOlder(): Promise<void>;
  finish(): Promise<void>;
  /** Takes in hand what `takes` says. */
  takeInHand(): Promise<void>;
  markRung(): void;
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

export function createConversation({ id, desk, link, outbox, store }: ConversationNeeds): Conversation {
  const me = desk.me.peek().id;
  const card = computed(() => desk.card(id));
  const refused = signal<NoCode | null>(null);
  const trouble = signal<NoCode | null>(null);
  const caughtEpoch = signal(0);
  const caughtUp = computed(
    () => link.state.value === 'open' && caughtEpoch.value > 0 && caughtEpoch.value === desk.epoch.value,
  );
  const log = createLog({
    conversation: id,
    link,
    onCursors: (cursors) => desk.apply({ event: 'cursors', told: { conversation: id, cursors } }),
  });
  const typing = createTyping((on) => {
    if (caughtUp.peek()) void link.ask('typing', { conversation: id, on });
  });
  const reading = createReading((moved) => {
    if (link.state.peek() !== 'open') return false;
    const cursors = [{ person: me, kind: 'associate' as const, ...moved }];
    desk.apply({ event: 'cursors', told: { conversation: id, cursors } });
    void link.ask('cursor.move', { conversation: id, ...moved });
    return true;
  });
  const draft = signal(store.read(`draft.${id}`, '', isText));

  const promise = computed(() => promiseOf(Object.values(desk.state.value?.promises ?? {}), card.value?.request));
  const takes = computed(() => {
    const request = card.value?.request;
    if (!request || !promise.value || !isOwed(promise.value, desk.me.value) || isHeld(request, me)) return null;
    if (request.holder === null && !hasEnded(request)) return promise.value.holder?.id === me ? 'again' : 'take';
    return mayTakeOver(desk.me.value, request) ? 'over' : null;
  });
  const rungFor = signal(store.read(`rung.${id}`, '', isText));

  let again: ReturnType<typeof setTimeout> | undefined;
  async function catchUp(epoch: number): Promise<void> {
    const [cardNo, whole] = await Promise.all([card.peek() ? null : desk.openCard(id), log.catchUp()]);
    refused.value = cardNo ?? log.refused.peek();
    if (refused.value !== null && PASSING.has(refused.value)) {
      clearTimeout(again);
      again = setTimeout(() => epoch === desk.epoch.peek() && void catchUp(epoch), RETRY_MS);
    }
    if (!whole || refused.value !== null) return;
    caughtEpoch.value = epoch;
    void outbox.flush(id);
  }
  const stops = [
    desk.epoch.subscribe((epoch) => {
      reading.forget();
      // What could not be done then is no longer news: the line is new, and so is what she sees.
      trouble.value = null;
      if (epoch > 0) void catchUp(epoch);
    }),
    effect(() => {
      outbox.seen(log.entries.value);
      if (caughtUp.value && log.last.value > 0) reading.move(log.last.value, 0);
    }),
  ];

  function write(text: string): void {
    draft.value = text;
    trouble.value = null;
    store.write(`draft.${id}`, text);
    typing.tell(text.trim() !== '');
  }
  function send(): void {
    const text = draft.peek().trim();
    if (text === '') return;
    trouble.value = outbox.add(id, text);
    if (trouble.value !== null) return;
    write('');
    if (caughtUp.peek()) void outbox.flush(id);
  }
  /** A word to the relay about her request, whose answer is the request as it is now. */
  async function settle(ask: (request: string) => Promise<Reply<{ request: AssociateRequest }>>): Promise<void> {
    const request = card.peek()?.request;
    if (!request) return;
    const reply = await ask(request.id);
    trouble.value = reply.ok ? null : reply.error.code;
    if (reply.ok) desk.apply({ event: 'request', told: reply.request });
    else if (reply.error.code === 'new_words') await log.catchUp();
  }

  return {
    id,
    card,
    entries: log.entries,
    older: log.older,
    caughtUp,
    refused,
    trouble,
    typing: typing.theirs,
    unsent: computed(() => outbox.of(id)),
    unread: computed(() => unreadIn(log.entries.value, card.value, me)),
    mine: computed(() => isHeld(card.value?.request ?? null, me)),
    wasMine: computed(() => lastHolder(card.value?.request ?? null, log.entries.value) === me),
    takes,
    rung: computed(() => rungFor.value !== '' && rungFor.value === tryOf(card.value?.request)),
    draft,
    progressOf: (entry) => progressOf(entry.seq, card.value?.cursors ?? [], 'shopper'),
    write,
    send,
    markRead: () => reading.move(log.last.peek(), log.last.peek()),
    readOlder: log.readOlder,
    finish: () => settle((request) => link.ask('request.done', { request, seen: log.last.peek() })),
    async takeInHand() {
      if (!promise.peek()) return;
      const reply = await link.ask('promise.take', { promise: promise.peek()?.id ?? '' });
      trouble.value = reply.ok ? null : reply.error.code;
      if (reply.ok) desk.apply({ event: 'card', told: reply.card });
    },
    markRung() {
      rungFor.value = tryOf(card.peek()?.request);
      store.write(`rung.${id}`, rungFor.value);
    },
    markCall: (outcome) => settle((request) => link.ask('call.mark', { request, outcome })),
    retryOpening: () => void catchUp(desk.epoch.peek()),
    take: log.take,
    hear: (told) => {
      if (told.person !== me) typing.hear(told.on);
    },
    dispose() {
      clearTimeout(again);
      typing.dispose();
      log.dispose();
      for (const stop of stops) stop();
    },
  };
}

const RETRY_MS = 2_000;

/** What is still owed for this request. */
const promiseOf = (promises: readonly PromiseView[], request: AssociateRequest | null | undefined) =>
  promises.find(({ state, request: id }) => state === 'open' && id === request?.id) ?? null;

/** The try of a call that is due now. */
const tryOf = (request: AssociateRequest | null | undefined): string =>
  request ? `${request.id}-${request.tries}` : '';

/** Who took a live chat or a message left last, as far as the log is here. */
function lastHolder(request: AssociateRequest | null, entries: readonly Entry[]): string | null {
  if (!request || request.kind === 'callback') return null;
  const taken = entries.findLast((entry) => entry.kind === 'assigned' && entry.body?.request === request.id);
  return taken?.kind === 'assigned' ? (taken.body?.associate.id ?? null) : null;
}

const isText = (value: unknown): value is string => typeof value === 'string';
