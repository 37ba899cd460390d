import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Product } from '../../protocol/entries.ts';
import type { Presence, RequestsAnswer, Session as Minted } from '../../protocol/http.ts';
import { nextId } from './ids.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Wishes } from '../../protocol/requests.ts';
import type { Chat } from '../chat.ts';
import { askRelay } from '../http.ts';
import type { Channel, Page } from '../page.ts';
import type { Words } from '../words/en.ts';
import { type Memory, type OutLine, openMemory } from './memory.ts';
import { createSession, type Session } from './session.ts';
import { createThread, type Thread } from './thread.ts';

export type View = 'welcome' | 'chat' | 'callback';

const LIVE_MS = 24 * 3600_000;

/** The whole of the widget's state and what may be done with it; views read it and call it, nothing more. */
export interface Salon {
  page: Page;
  words: Signal<Words>;
  presence: Signal<Presence | null>;
  house: ReadonlySignal<string>;
  opened: Signal<boolean>;
  view: Signal<View>;
  /** The live request becomes the call that she asks for in the form. */
  turning: Signal<boolean>;
  /** The page's product; null once she has left it out. */
  product: Signal<Product | null>;
  name: Signal<string>;
  draft: Signal<string>;
  wishes: Signal<Wishes>;
  /** She asked for a live chat now, whatever else stands. */
  wantsLive: Signal<boolean>;
  /** Read aloud once, politely. */
  said: Signal<string>;
  memory: Memory;
  session: Session;
  thread: Thread;
  chat: Signal<Chat | null>;
  open: (channel?: Channel) => void;
  close: () => void;
  choose: (view: View) => void;
  send: (text: string) => void;
  retry: (ids: string[]) => void;
  discard: (ids: string[]) => void;
  /** Her requests over plain HTTP, for when no socket is there. */
  refreshRequests: () => Promise<void>;
  /** Something has gone on: pages take the conversation up by themselves for a day. */
  touch: () => void;
  /** Ends the session at the relay and leaves nothing in this browser. */
  forget: () => Promise<void>;
}

export function createSalon(page: Page, firstWords: Words, loadChat: () => Promise<(salon: Salon) => Chat>): Salon {
  const memory = openMemory(page.brand);
  const session = createSession(page.brand, memory, () =>
    askRelay<Minted>(page, 'sessions', { method: 'POST', body: { brand: page.brand } }),
  );
  const thread = createThread();
  const presence = signal<Presence | null>(null);
  const opened = signal(false);
  const view = signal<View>('welcome');
  const chat = signal<Chat | null>(null);
  const product = signal<Product | null>(null);
  const name = signal(memory.kept().name ?? '');
  const said = signal('');
  const wantsLive = signal(false);
  const turning = signal(false);

  const recall = () => {
    const kept = memory.kept();
    thread.lines.value = memory.lines();
    thread.conversation.value = kept.conversation ?? '';
    thread.readSeq.value = kept.readSeq ?? 0;
  };
  const standing = () => !!thread.conversation.peek() || thread.lines.peek().length > 0;

  let loading: Promise<void> | null = null;
  const startChat = () => {
    loading ??= loadChat().then(
      (start) => {
        chat.value = start(salon);
      },
      () => {
        loading = null;
        setTimeout(() => opened.peek() && startChat(), 3_000);
      },
    );
  };

  const salon: Salon = {
    page,
    words: signal(firstWords),
    presence,
    house: computed(() => presence.value?.brand.name ?? ''),
    opened,
    view,
    turning,
    product,
    name,
    draft: signal(''),
    wishes: signal({}),
    wantsLive,
    said,
    memory,
    session,
    thread,
    chat,
    open: (channel) => {
      void page.presence().then((told) => {
        presence.value = told ?? presence.value;
      });
      opened.value = true;
      if (channel) salon.choose(channel);
      else if (view.peek() === 'welcome' && thread.conversation.peek() && thread.unread.peek()) salon.choose('chat');
      if (session.known() && !chat.peek()) void salon.refreshRequests();
      page.tell('open', {});
    },
    close: () => {
      opened.value = false;
      page.tell('close', {});
    },
    choose: (chosen) => {
      view.value = chosen;
      turning.value = false;
      if (chosen === 'welcome') return;
      page.tell('channel_selected', { channel: chosen });
      if (chosen === 'callback') return;
      wantsLive.value = true;
      startChat();
    },
    send: (text) => {
      const along = productAlong(salon);
      const drafts: OutLine['draft'][] = [
        ...(along ? [{ id: nextId(), kind: 'product' as const, body: along }] : []),
        { id: nextId(), kind: 'message', body: { text } },
      ];
      for (const draft of drafts) memory.put({ draft, at: Date.now() });
      memory.keep({ name: name.peek(), open: true, view: 'chat' });
      thread.lines.value = memory.lines();
      salon.touch();
      chat.peek()?.flush();
      page.tell('message_sent', {});
    },
    retry: (ids) => {
      for (const { refused: _, ...line } of memory.lines()) if (ids.includes(line.draft.id)) memory.put(line);
      thread.lines.value = memory.lines();
      chat.peek()?.retry();
    },
    discard: (ids) => {
      memory.drop(ids);
      thread.lines.value = memory.lines();
    },
    refreshRequests: async () => {
      const token = session.known()?.token;
      if (!token) return;
      const answer = await askRelay<RequestsAnswer>(page, 'requests', { token });
      if (answer.ok) thread.hearRequests(answer.requests);
    },
    touch: () => memory.keep({ liveUntil: Date.now() + LIVE_MS }),
    forget: async () => {
      const token = session.known()?.token;
      chat.peek()?.stop();
      chat.value = null;
      loading = null;
      session.forget();
      memory.forget();
      thread.clear();
      salon.draft.value = '';
      name.value = '';
      wantsLive.value = false;
      view.value = 'welcome';
      said.value = salon.words.peek().forgotten;
      page.tell('forgotten', {});
      if (token) await askRelay(page, 'sessions', { method: 'DELETE', token });
    },
  };

  recall();
  if (standing()) {
    const kept = memory.kept();
    view.value = kept.view ?? 'welcome';
    startChat();
  }
  memory.watch((gone) => {
    if (gone && thread.conversation.peek()) {
      chat.peek()?.stop();
      chat.value = null;
      loading = null;
      session.forget();
      thread.clear();
      view.value = 'welcome';
      return;
    }
    recall();
    chat.peek()?.flush();
  });
  effect(() => {
    const open = opened.value;
    const shown = view.value;
    if (memory.kept().liveUntil) memory.keep({ open, view: shown });
  });
  effect(() => page.tell('unread', { count: thread.unread.value }));
  return salon;
}

/** The page's product, unless her words have already taken it along. */
function productAlong({ product, thread }: Salon): Product | null {
  const shown = product.peek();
  if (!shown) return null;
  const sameAs = (body: unknown) => JSON.stringify(mark(body as Product)) === JSON.stringify(mark(shown));
  const spoken = [...thread.entries.peek(), ...thread.lines.peek().map((line) => line.draft)];
  const last = spoken.findLast((entry) => entry.kind === 'product' && entry.body);
  return last && sameAs(last.body) ? null : shown;
}
const mark = ({ name, sku, variant }: Product) => [name, sku ?? null, variant ?? null];

/** How many characters her text is over what one message may hold. */
export const charsOver = (text: string): number => Math.max(0, text.trim().length - LIMITS.messageChars);
