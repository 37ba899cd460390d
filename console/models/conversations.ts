import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ConsoleAnswers, ConversationCard } from '../../protocol/console.ts';
import type { NoCode } from '../reply.ts';
import { type Conversation, type ConversationNeeds, createConversation } from './conversation.ts';
import { unreadBy } from './cursors.ts';
import type { Desk } from './desk.ts';
import { isHeld } from './desk-state.ts';

/** All her threads: those she holds, kept ready, and earlier ones by the page. */
export interface Conversations {
  readonly held: ReadonlySignal<readonly ConversationCard[]>;
  readonly earlier: ReadonlySignal<readonly ConversationCard[]>;
  readonly more: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  /** The first page has come: an empty list is truly empty. */
  readonly known: ReadonlySignal<boolean>;
  readonly refused: ReadonlySignal<NoCode | null>;
  readonly unread: ReadonlySignal<number>;
  /** The thread with this id; the same one each time. */
  open(id: string): Conversation;
  /** How many of its client's messages she has not seen; does not open the thread. */
  unreadOf(id: string): ReadonlySignal<number>;
  /** Whether the thread is here, so that its unread words can be counted; a card tells of the last one alone. */
  isCounted(id: string): boolean;
  /** The first page anew, or the one behind the last that was read. */
  readEarlier(which: 'first' | 'next'): Promise<void>;
  dispose(): void;
}

export function createConversations(needs: Omit<ConversationNeeds, 'id'>): Conversations {
  const { desk, link, outbox } = needs;
  const threads = signal<ReadonlyMap<string, Conversation>>(new Map());
  const more = signal(false);
  const loading = signal(false);
  const known = signal(false);
  const refused = signal<NoCode | null>(null);

  function open(id: string): Conversation {
    const known = threads.peek().get(id);
    if (known) return known;
    const made = createConversation({ ...needs, id });
    threads.value = new Map([...threads.peek(), [id, made]]);
    return made;
  }

  const counts = new Map<string, ReadonlySignal<number>>();
  function unreadOf(id: string): ReadonlySignal<number> {
    const known = counts.get(id);
    if (known) return known;
    const count = computed(() => threads.value.get(id)?.unread.value ?? unreadBy(desk.card(id), desk.me.value.id));
    counts.set(id, count);
    return count;
  }

  link.on('entries', ({ conversation, log, entries }) => {
    if (log === 'shared') threads.peek().get(conversation)?.take(entries);
  });
  link.on('typing', (told) => threads.peek().get(told.conversation)?.hear(told));

  // What she holds, and what still has unsent words, is read whole at once and stays ready.
  const stop = effect(() => {
    const ready = [...desk.held.value.map((card) => card.id), ...outbox.lines.value.map((line) => line.conversation)];
    if (desk.epoch.value > 0) queueMicrotask(() => ready.forEach(open));
  });

  const earlier = computed(() => earlierCards(desk));

  let readTo: number | undefined;
  async function readEarlier(which: 'first' | 'next'): Promise<void> {
    if (loading.peek()) return;
    loading.value = true;
    const before = which === 'next' ? readTo : undefined;
    const reply = await link.ask('conversations.page', before === undefined ? {} : { before }).finally(() => {
      loading.value = false;
    });
    refused.value = reply.ok ? null : reply.error.code;
    if (reply.ok) addPage(reply, which);
  }
  function addPage({ cards, more: further }: ConsoleAnswers['conversations.page'], which: 'first' | 'next'): void {
    batch(() => {
      known.value = true;
      for (const card of cards) desk.apply({ event: 'card', told: card });
      // The first page, asked for again after a reconnection, says nothing about the pages behind it.
      if (which === 'first' && readTo !== undefined) return;
      readTo = cards.at(-1)?.at ?? readTo;
      more.value = further;
    });
  }

  return {
    held: computed(() => inOrder(desk.held.value, desk.me.value.id)),
    earlier,
    more,
    loading,
    known,
    refused,
    unread: computed(() => desk.held.value.reduce((sum, card) => sum + unreadOf(card.id).value, 0)),
    open,
    unreadOf,
    isCounted: (id) => threads.value.has(id),
    readEarlier,
    dispose() {
      stop();
      for (const thread of threads.peek().values()) thread.dispose();
    },
  };
}

/** Since when this client waits for a word of hers, or null. */
export function waitsSince({ request }: ConversationCard, me: string): number | null {
  return isHeld(request, me) ? (request?.unansweredAt ?? null) : null;
}

/** Those who wait come first, the longest wait on top; then the newest word. */
function inOrder(cards: readonly ConversationCard[], me: string): ConversationCard[] {
  const wait = (card: ConversationCard) => waitsSince(card, me) ?? Number.POSITIVE_INFINITY;
  return cards.toSorted((a, b) => (wait(a) === wait(b) ? b.at - a.at : wait(a) - wait(b)));
}

function earlierCards(desk: Desk): ConversationCard[] {
  const me = desk.me.value.id;
  const cards = Object.values(desk.state.value?.cards ?? {}).filter((card) => !isHeld(card.request, me));
  return cards.toSorted((a, b) => b.at - a.at);
}
