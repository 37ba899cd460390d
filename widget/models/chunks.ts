import type { ComponentChild } from 'preact';
import type { Product } from '../../protocol/entries.ts';
import type { Answer } from '../../protocol/refusals.ts';
import type { ShopperRequest, TurnRequestInput } from '../../protocol/requests.ts';
import type { CallWords } from '../words/call-en.ts';
import type { Language } from '../words/languages.ts';

/* What of the sheet comes with chunks of its own, as the rest knows it: each has been handed all that its views draw. */

/** The conversation once its chunk has arrived: the socket, the delivery, and the views that need them. */
export interface Chat {
  flush: () => void;
  /** Refused lines go on their way anew. */
  retry: () => void;
  typed: () => void;
  /** She has the newest entries before her eyes. */
  seen: () => void;
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
