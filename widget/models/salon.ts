import type { Product } from '../../protocol/entries.ts';
import type { Presence } from '../../protocol/http.ts';
import type { Wishes } from '../../protocol/requests.ts';
import type { Channel, Page } from '../page.ts';
import type { Words } from '../words/en.ts';
import { newProduct } from './along.ts';
import type { CallbackChunk, Chat, Surroundings } from './chunks.ts';
import { nextId } from './ids.ts';
import { type Memory, type OutLine, openMemory } from './memory.ts';
import { readPresence } from './presence.ts';
import type { Session } from './session.ts';
import { computed, effect, type ReadonlySignal, type Signal, signal } from './signals.ts';
import { clearThread, createThread, type Thread } from './thread.ts';

export type View = 'welcome' | 'chat' | 'callback';

const LIVE_MS = 24 * 3600_000;
const FETCH_AGAIN_MS = 3_000;

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
  thread: Thread;
  session: Session | null;
  chat: Signal<Chat | null>;
  callback: Signal<CallbackChunk | null>;
  surroundings: Signal<Surroundings | null>;
  /** Fetches what looks at the page and hears it, unless it is there. */
  lookAround: () => void;
  /** What she chose could not be fetched; it is tried again by itself. */
  unreached: Signal<boolean>;
  /** She is asked whether all of it is to be forgotten. */
  forgetting: Signal<boolean>;
  /** The reader stands at the end of the log and is taken along. */
  atEnd: boolean;
  /** The sheet was open on the page before: it opens here too, without taking the focus. */
  reopen: () => void;
  /** What opens next leaves the focus where it is. */
  quietly: boolean;
  open: (channel?: Channel) => void;
  /** Takes in who is there, as the relay says it and unchecked. */
  learn: (told: unknown) => void;
  close: () => void;
  choose: (view: View) => void;
  send: (text: string) => void;
  /** Something has gone on: pages take the conversation up by themselves for a day. */
  touch: () => void;
  /** Whether she has written here before. */
  talked: () => boolean;
  /** As if she had never been here. */
  begin: () => void;
}

/** What of the sheet comes with chunks of its own. */
export interface Chunks {
  chat: () => Promise<(salon: Salon) => Chat>;
  callback: () => Promise<(salon: Salon) => CallbackChunk>;
  /** What the others share: it is needed by itself for the page around. */
  surroundings: () => Promise<() => Surroundings>;
}

export function createSalon(page: Page, firstWords: Words, chunks: Chunks): Salon {
  const memory = openMemory(page.brand);
  const thread = createThread();
  const presence = signal<Presence | null>(null);
  const opened = signal(false);
  const view = signal<View>('welcome');
  const turning = signal(false);
  const chat = signal<Chat | null>(null);
  const name = signal('');
  const wantsLive = signal(false);

  const before = memory.kept();

  const recall = () => {
    const kept = memory.kept();
    thread.lines.value = memory.lines();
    thread.readSeq.value = kept.readSeq ?? 0;
    name.value ||= kept.name ?? '';
  };
  const talked = () => memory.kept().talked === true || thread.lines.peek().length > 0;
  const live = () => {
    const { liveUntil } = memory.kept();
    return (liveUntil ?? 0) > Date.now();
  };

  // A chunk is fetched once; should the network fail it, again while she still wants it, by itself ever more seldom.
  const enter = <R>(
    chunk: Signal<R | null>,
    fetchChunk: () => Promise<(salon: Salon) => R>,
    wanted: () => unknown,
    againMs = FETCH_AGAIN_MS,
  ) => {
    if (entering.has(chunk)) return;
    entering.add(chunk);
    fetchChunk()
      .then((start) => {
        if (entering.has(chunk)) chunk.value = start(salon);
        salon.unreached.value = false;
      })
      .catch(() => {
        entering.delete(chunk);
        salon.unreached.value = true;
        setTimeout(() => wanted() && enter(chunk, fetchChunk, wanted, againMs * 2), againMs);
      });
  };
  const entering = new Set<unknown>();
  // Where the brand offers one way alone, there is nothing to choose.
  const only = (): Channel | undefined => {
    const [one, other] = presence.value?.channels ?? [];
    return other || view.peek() !== 'welcome' ? undefined : one;
  };
  const startChat = () => enter(chat, chunks.chat, () => view.peek() === 'chat' || talked());
  const lookAround = () => enter(salon.surroundings, chunks.surroundings, () => true);
  const enterCallback = () => enter(salon.callback, chunks.callback, () => opened.peek());

  const salon: Salon = {
    page,
    words: signal(firstWords),
    presence,
    house: computed(() => presence.value?.brand.name ?? ''),
    opened,
    view,
    turning,
    product: signal<Product | null>(null),
    name,
    draft: signal(''),
    wishes: signal({}),
    wantsLive,
    said: signal(''),
    memory,
    thread,
    session: null,
    chat,
    callback: signal(null),
    surroundings: signal(null),
    lookAround,
    unreached: signal(false),
    forgetting: signal(false),
    atEnd: true,
    quietly: false,
    reopen: () => {
      if (!before.open || !live() || view.peek() === 'welcome') return;
      salon.quietly = true;
      salon.open();
    },
    open: (channel) => {
      // Chosen before it is shown, so that the welcome is not drawn for nothing.
      const chosen = channel ?? (thread.unread.peek() > 0 ? 'chat' : only());
      if (chosen) salon.choose(chosen);
      else if (talked()) startChat();
      opened.value = true;
      lookAround();
      if (memory.kept().called) enterCallback();
      page.tell('open', {});
    },
    learn: (told) => {
      presence.value = readPresence(told) ?? presence.value;
      page.show(presence.value ?? {});
    },
    close: () => {
      opened.value = false;
      salon.said.value = '';
      page.tell('close', {});
    },
    choose: (chosen) => {
      // The same one again, which could not be fetched, is chosen for the same.
      if (chosen !== view.peek()) turning.value = false;
      view.value = chosen;
      salon.said.value = '';
      if (chosen === 'welcome') return;
      page.tell('channel_selected', { channel: chosen });
      if (chosen === 'callback') return enterCallback();
      wantsLive.value = true;
      startChat();
    },
    send: (text) => {
      const along = newProduct(memory, salon.product.peek());
      const drafts: OutLine['draft'][] = along ? [{ id: nextId(), kind: 'product', body: along }] : [];
      drafts.push({ id: nextId(), kind: 'message', body: { text } });
      for (const draft of drafts) memory.put({ draft, at: Date.now() });
      memory.keep({ name: name.peek(), talked: true, open: true, view: 'chat' });
      thread.lines.value = memory.lines();
      salon.touch();
      chat.peek()?.flush();
      page.tell('message_sent', {});
    },
    talked,
    touch: () => memory.keep({ liveUntil: Date.now() + LIVE_MS }),
    begin: () => {
      chat.peek()?.stop();
      chat.value = null;
      entering.delete(chat);
      salon.session = null;
      clearThread(thread);
      salon.draft.value = '';
      name.value = '';
      wantsLive.value = false;
      salon.forgetting.value = false;
      view.value = 'welcome';
      salon.said.value = salon.words.peek().forgotten;
    },
  };

  page.presence.then(salon.learn).catch(() => {});
  effect(() => {
    const chosen = opened.value && only();
    if (chosen) salon.choose(chosen);
  });
  recall();
  // Only now: later the relay says which is hers, and what is kept may be another tab's.
  thread.conversation.value = before.conversation ?? '';
  if (live()) {
    salon.choose(memory.kept().view ?? 'welcome');
    wantsLive.value = false;
    if (talked()) startChat();
  }
  memory.watch((gone) => {
    if (gone && thread.conversation.peek()) return salon.begin();
    recall();
    chat.peek()?.flush();
  });
  effect(() => {
    const change = { open: opened.value, view: view.value };
    if (live()) memory.keep(change);
  });
  return salon;
}
