import type { News, Store, Tx } from '../../server/store/store.ts';

/** One place where a store can be opened, closed and opened again. */
export interface StoreHome {
  /** Transactions that may be under way at once. */
  readonly writers: number;
  /** What tells one transaction from another. */
  transactionOf(tx: Tx): Promise<unknown>;
  /** Opens the store, as a relay would; `announce` hears its news. */
  open(input?: OpenInput): Promise<Store>;
  /** Holds whatever lock keeps another writer out; gives it back when called. */
  lockElsewhere(): Promise<() => Promise<void>>;
  /** Writes with a connection of its own, beside any store. */
  write(statement: string): Promise<void>;
  /** Forgets everything. */
  end(): Promise<void>;
}

export interface OpenInput {
  now?(): number;
  announce?(news: readonly News[]): void;
}

/** The store, once somebody hears its news. */
export async function hearing(announce: OpenInput['announce'], opening: Promise<Store>): Promise<Store> {
  const store = await opening;
  if (announce) store.onNews(announce);
  return store;
}

/** How a suite gets its stores: a fresh, empty home each time. */
export type MakeHome = () => Promise<StoreHome>;
