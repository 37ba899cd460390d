import type { ComponentChild } from 'preact';
import type { Product } from '../../protocol/entries.ts';
import type { Answer } from '../../protocol/refusals.ts';
import type { ShopperRequest, TurnRequestInput } from '../../protocol/requests.ts';
import type { CallWords } from '../words/call-en.ts';
import type { Language } from '../words/languages.ts';
import { type ReadonlySignal, type ReadonlySignals, signal, signalsOf } from './signals.ts';

const AGAIN_MS = 3_000;

/* What of the sheet comes with chunks of its own, as the rest knows it: each has been handed all that its views draw. */

/** The conversation once its chunk has arrived: the socket, the delivery, and the views that need them. */
export interface Chat {
  flush: () => void;
  /** Refused lines go on their way anew. */
  retry: () => void;
  typed: () => void;
  /** The sheet has been drawn: where she reads is seen to, and what she sees is read. */
  drawn: () => void;
  earlier: () => void;
  turn: (turn: TurnRequestInput) => Promise<Answer<{ turned: ShopperRequest }>>;
  stop: () => void;
  Letter: () => ComponentChild;
  Waiting: () => ComponentChild;
  NotSent: () => ComponentChild;
  Holder: () => ComponentChild;
}

/** The callback once its chunk has arrived. It needs no socket. */
export interface CallbackChunk {
  Callback: () => ComponentChild;
  /** The call that is promised to her, as a line; null when there is none. */
  standing: () => string | null;
  /** What it says in a language, fetched where it is not the page's own. */
  wordsIn: (language: Language) => { words: CallWords } | Promise<{ words: CallWords }>;
  speak: (words: CallWords) => void;
}

/** What the widget reads of the page around it, and the little that it does to it while the sheet covers it. */
export interface Surroundings {
  /** Reads the page's product anew. */
  read: () => Promise<void>;
  /** `label`: where she may take it off, the words that say what becomes of it. */
  ProductCard: (shown: { product: Product; label?: string }) => ComponentChild;
}

/** The parts, each once it is here. */
interface Parts {
  chat: Chat;
  callback: CallbackChunk;
  surroundings: Surroundings;
}
type Part = keyof Parts;

/** How each is fetched, and begun once it is here. */
export type Fetches = { [P in Part]: () => Promise<() => Parts[P]> };

export interface Chunks extends ReadonlySignals<{ [P in Part]: Parts[P] | null }> {
  /** What she chose could not be fetched; it is tried again by itself. */
  readonly unreached: ReadonlySignal<boolean>;
  /** Fetches it, unless it is there. */
  readonly enter: (part: Part) => void;
  /** The conversation is over; another one is entered anew. */
  readonly leaveChat: () => void;
}

/** `wanted`: whether she still wants what could not be fetched. */
export function createChunks(fetches: Fetches, wanted: (part: Part) => boolean): Chunks {
  const parts = signalsOf<{ [P in Part]: Parts[P] | null }>({ chat: null, callback: null, surroundings: null });
  const unreached = signal(false);
  const entering = new Set<Part>();

  // A chunk is fetched once; should the network fail it, again while she still wants it, by itself ever more seldom.
  const enter = <P extends Part>(part: P, againMs = AGAIN_MS) => {
    if (entering.has(part)) return;
    entering.add(part);
    fetches[part]()
      .then((start) => {
        if (entering.has(part)) parts[part].value = start();
        unreached.value = false;
      })
      .catch(() => {
        entering.delete(part);
        unreached.value = true;
        setTimeout(() => wanted(part) && enter(part, againMs * 2), againMs);
      });
  };
  return {
    ...parts,
    unreached,
    enter,
    leaveChat: () => {
      parts.chat.peek()?.stop();
      parts.chat.value = null;
      entering.delete('chat');
    },
  };
}
