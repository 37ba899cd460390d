/** A way to reach an associate that the brand may offer. */
export type Channel = 'chat' | 'callback';

/** What the page may listen to with `Salon.on`; details never hold words, names or numbers of the shopper. */
export interface PageEvents {
  ready: Record<never, never>;
  open: Record<never, never>;
  close: Record<never, never>;
  channel_selected: { channel: Channel };
  conversation_started: Record<never, never>;
  message_sent: Record<never, never>;
  message_received: Record<never, never>;
  associate_joined: { name: string };
  callback_requested: Record<never, never>;
  unread: { count: number };
  forgotten: Record<never, never>;
}
export type PageEvent = keyof PageEvents;

/** What the loader hands to the app: the page it stands on and the pieces that it has painted. */
export interface Page {
  /** Address of the relay, with a slash at its end. */
  relay: string;
  brand: string;
  host: HTMLElement;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** The page's language now, as BCP 47. */
  locale: () => string;
  /** Who is there, as the relay says it and unchecked; asked again when the last answer is a minute old. */
  presence: () => Promise<unknown>;
  /** What the page said of itself by `Salon.context`, unchecked. */
  context: () => Record<string, unknown>;
  tell: <E extends PageEvent>(event: E, detail: PageEvents[E]) => void;
}

/** What the app answers to the page's API. */
export interface App {
  /** Opens the sheet, at a channel where it names one. */
  open: (channel?: unknown) => void;
  close: () => void;
  /** The page has said something else of itself. */
  lookAround: () => void;
  /** The page's language has changed. */
  speak: () => void;
  forget: () => Promise<void>;
}

/** What the app's chunk exports. */
export interface AppChunk {
  mount: (page: Page) => Promise<App>;
}
