import type { News } from '../store/store.ts';

/** Carries news between the relays that share a store. Losing it delays, and loses nothing. */
export interface NewsBus {
  /** Sends to every other relay; never waits, never throws. */
  send(news: readonly News[]): void;
  /** Other relays' news, in the order in which each of them sent it. */
  onNews(hear: (news: readonly News[]) => void): void;
  /** Whether what this relay sends came back to it just now, and when each other relay was last heard. */
  health(): NewsBusHealth;
  /** Called when that changes. */
  onTurn(turned: (well: boolean) => void): void;
  close(): Promise<void>;
}

export interface NewsBusHealth {
  well: boolean;
  /** How long the last beat took there and back. */
  roundTripMs: number | null;
  /** Names of other relays heard of late. */
  heard: readonly string[];
}
