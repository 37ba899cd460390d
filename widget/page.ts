import type { SalonChannel, SalonEvents } from './salon.d.ts';

/** A way to reach an associate that the brand may offer. */
export type Channel = SalonChannel;

/** What the page may listen to with `Salon.on`; details never hold words, names or numbers of the shopper. */
export type PageEvents = SalonEvents;
export type PageEvent = keyof PageEvents;

/** What the page said by `window.Salon`: a method's name and what came with it. */
export type Call = [name: string, ...args: unknown[]];

/** What stands on the page before anybody acts. */
export interface Launcher {
  host: HTMLElement;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** Shows of a presence answer the dot and the face, while somebody is free. */
  show: (told: unknown) => void;
}

/** What the loader hands to the app: the page it stands on, and the pieces that it has painted. */
export interface Painted extends Launcher {
  /** Address of the relay, with a slash at its end. */
  relay: string;
  brand: string;
  /** The page's language now, as BCP 47. */
  locale: () => string;
  /** Who is there, as the relay said it at load and unchecked. */
  presence: Promise<unknown>;
  /** What the page has said and the app has not heard; listeners stay until they are taken back. */
  said: Set<Call>;
  /** Put in place by the app: there is something to hear. */
  hear?: () => void;
  /** What she has asked for last: what that needs is fetched while the sheet is made. */
  wants?: unknown;
  /** How often the host may still be put back into the page before a rest; negative while it rests, or for ever. */
  returns: number;
  /** Put in place by hold-ground.ts: meets what happens in the widget, beside it, or `at` a part of it, before the page does. */
  meet?: (event: Event, at?: HTMLElement | null) => void;
  /** The host stands beside the body, out of reach of what draws that anew. */
  apart?: boolean;
  /** Puts the host where it belongs now: in the body, unless another home is named. */
  put: (home?: Element | null) => void;
  /** Put in place by the app: the host has been put somewhere else. */
  placed?: () => void;
}

/** The page as the app knows it. */
export interface Page extends Omit<Painted, 'said' | 'hear'> {
  root: ShadowRoot;
  /** What the page said of itself by `Salon.context`, unchecked. */
  context: () => Record<string, unknown>;
  tell: <E extends PageEvent>(event: E, detail: PageEvents[E]) => void;
}

/** What the app does for the loader. */
export interface App {
  /** Opens the sheet, at a channel where it names one. */
  open: (channel?: unknown) => void;
  close: () => void;
}

/** What the app's chunk exports. */
export interface AppChunk {
  mount: (painted: Painted) => Promise<App>;
}

/** What is fetched beside the app, or before it. */
export interface GroundChunk {
  holdGround: (page: Painted) => void;
}
