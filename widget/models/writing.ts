import type { Product } from '../../protocol/entries.ts';
import type { Wishes } from '../../protocol/requests.ts';
import type { Page } from '../page.ts';
import { newProduct } from './along.ts';
import type { Chunks } from './chunks.ts';
import { nextId } from './ids.ts';
import type { Memory, OutLine } from './memory.ts';
import { type ReadonlySignals, setAll, signalsOf } from './signals.ts';
import type { Thread } from './thread.ts';

/** What she has filled in before anything is sent. */
const BLANK = {
  name: '',
  draft: '',
  /** She asked for a live chat now, whatever else stands. */
  wantsLive: false,
};

type Filled = typeof BLANK & {
  wishes: Wishes;
  /** The page's product; null once she has left it out. */
  product: Product | null;
};

/** What she writes, by which name, and what goes along with it. */
export interface Writing extends ReadonlySignals<Filled> {
  readonly fill: (change: Partial<Filled>) => void;
  /** Her words are kept, and go as soon as they can. */
  readonly send: (text: string) => void;
  /** Nothing of hers is left in it. */
  readonly clear: () => void;
}

interface Needs {
  page: Pick<Page, 'tell'>;
  memory: Memory;
  thread: Thread;
  chunks: Pick<Chunks, 'chat'>;
}

export function createWriting({ page, memory, thread, chunks }: Needs): Writing {
  const filled = signalsOf<Filled>({ ...BLANK, wishes: {}, product: null });
  const fill = (change: Partial<Filled>) => setAll(filled, change);
  return {
    ...filled,
    fill,
    send: (text) => {
      const along = newProduct(memory, filled.product.peek());
      const drafts: OutLine['draft'][] = along ? [{ id: nextId(), kind: 'product', body: along }] : [];
      drafts.push({ id: nextId(), kind: 'message', body: { text } });
      for (const draft of drafts) memory.put({ draft, at: Date.now() });
      memory.keep({ name: filled.name.peek(), talked: true, open: true, view: 'chat' });
      thread.lines.value = memory.lines();
      memory.touch();
      chunks.chat.peek()?.flush();
      page.tell('message_sent', {});
    },
    clear: () => fill(BLANK),
  };
}
