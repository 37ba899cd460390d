/*
 * `window.Salon`, for the web teams of a house: copy this file beside your own types. The widget's code is held to it.
 * No method throws or waits: what is said before the script has arrived is kept by the queue of the README and played,
 * in order, and what is said before the widget is fetched waits for it.
 *
 * While the sheet stands open beside the page, its root has the attribute `data-salon-beside`, and `--salon-aside` is the
 * sheet's width, for a page that would move aside. While the first element with `data-salon-open` is near, the launcher
 * stands back to a face.
 */

/** A way to reach an associate. */
export type SalonChannel = 'chat' | 'callback';

/** What `Salon.on` may listen to, and what comes with it; never words, names or numbers of the shopper. */
export interface SalonEvents {
  /** The script is here. Heard at once where it is already. */
  ready: Record<never, never>;
  /** The sheet opens, or is asked to while it is open. */
  open: Record<never, never>;
  close: Record<never, never>;
  channel_selected: { channel: SalonChannel };
  /** Her first message of a conversation is with the house. */
  conversation_started: Record<never, never>;
  message_sent: Record<never, never>;
  message_received: Record<never, never>;
  /** The associate's first name, as she reads it too. */
  associate_joined: { name: string };
  callback_requested: Record<never, never>;
  /** How many messages wait for her; 0 when she has seen them. */
  unread: { count: number };
  /** She, or the page, has had everything forgotten. */
  forgotten: Record<never, never>;
}

/** What the page shows, as schema.org names it; only `name` is needed. */
export interface SalonProduct {
  name: string;
  brand?: string;
  sku?: string;
  variant?: string;
  category?: string;
  price?: string | number;
  /** ISO 4217. */
  currency?: string;
  /** Addresses may be relative to the page. */
  image?: string;
  url?: string;
}

export interface Salon {
  /** Opens the sheet, at a channel where it names one. */
  open(channel?: SalonChannel): void;
  close(): void;
  /** The launcher; a sheet that is open stays. */
  show(): void;
  hide(): void;
  /** What the page says of itself; `null` for a page that shows no product. */
  context(said: { product: SalonProduct | null }): void;
  /** BCP 47; what the widget does not speak is read in English. */
  setLocale(tag: string): void;
  /** Answers how to take the listener back. */
  on<E extends keyof SalonEvents>(event: E, listener: (detail: SalonEvents[E]) => void): () => void;
  /** Ends her session, and leaves nothing in this browser. */
  forget(): void;
  /** Forgets, and takes the widget off the page until it is loaded anew. */
  shutdown(): void;
}

/** What the page puts in place for calls before the script has arrived. */
export interface SalonQueue {
  /** `['open', 'chat']`; a call that was taken back is empty. */
  q: Iterable<unknown>[];
}

declare global {
  interface Window {
    /** Not there before the queue or the script is. */
    Salon?: Salon & Partial<SalonQueue>;
    /** The same as the tag's `data-` attributes, for where a tag manager drops them. */
    SalonSettings?: Record<string, string>;
  }
  var Salon: Salon;
}
