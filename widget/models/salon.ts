import type { Page } from '../page.ts';
import type { Words } from '../words/en.ts';
import { type Chunks, createChunks, type Fetches } from './chunks.ts';
import { createHouse, type House } from './house.ts';
import { type Memory, openMemory } from './memory.ts';
import { createSaid, type Said } from './said.ts';
import type { Session } from './session.ts';
import { createSheet, type Sheet } from './sheet.ts';
import { effect, type ReadonlySignal, signal } from './signals.ts';
import { clearThread, createThread, type Thread } from './thread.ts';
import { createWriting, type Writing } from './writing.ts';

/** The widget's models, tied together; views read them and call them, nothing more. */
export interface Salon {
  readonly page: Page;
  /** What the widget says, in the page's language. */
  readonly words: ReadonlySignal<Words>;
  readonly speak: (words: Words) => void;
  readonly memory: Memory;
  readonly thread: Thread;
  readonly house: House;
  readonly sheet: Sheet;
  readonly said: Said;
  readonly writing: Writing;
  readonly chunks: Chunks;
  /** Her one session, made when it is first needed and not before. */
  readonly session: (make: () => Session) => Session;
  /** As if she had never been here. */
  readonly begin: () => void;
}

export function createSalon(page: Page, firstWords: Words, fetches: Fetches): Salon {
  const words = signal(firstWords);
  const memory = openMemory(page.brand);
  const thread = createThread();
  const said = createSaid();
  const house = createHouse(page);
  const chunks = createChunks(fetches, (chunk) =>
    chunk === 'chat' ? sheet.view.peek() === 'chat' || memory.talked() : chunk !== 'callback' || sheet.opened.peek(),
  );
  const flush = () => chunks.chat.peek()?.flush();
  const known = { page, words, memory, thread, house, said, chunks };
  const writing = createWriting(known);
  const sheet: Sheet = createSheet({ ...known, writing });
  let session: Session | null = null;

  const recall = () => {
    const kept = memory.kept();
    thread.lines.value = memory.lines();
    thread.readSeq.value = kept.readSeq ?? 0;
    writing.fill({ name: writing.name.peek() || kept.name || '' });
  };
  const begin = () => {
    chunks.leaveChat();
    session = null;
    clearThread(thread);
    writing.clear();
    sheet.askToForget(false);
    sheet.choose('welcome', words.peek().forgotten);
  };

  recall();
  // Only now: later the relay says which is hers, and what is kept may be another tab's.
  thread.conversation.value = memory.kept().conversation ?? '';
  if (memory.isLive()) {
    sheet.choose(memory.kept().view ?? 'welcome');
    writing.fill({ wantsLive: false });
    if (memory.talked()) chunks.enter('chat');
  }
  memory.watch((gone) => {
    if (gone && thread.conversation.peek()) return begin();
    recall();
    flush();
  });
  effect(() => {
    const change = { open: sheet.opened.value, view: sheet.view.value };
    if (memory.isLive()) memory.keep(change);
  });
  return {
    ...known,
    writing,
    sheet,
    speak: (spoken) => {
      words.value = spoken;
    },
    session: (make) => {
      session ??= make();
      return session;
    },
    begin,
  };
}
