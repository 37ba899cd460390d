import type { Answered, Store } from '../store/store.ts';
import type { CallRules } from './call-rules.ts';

/** Who asks, once the edge has made sure of it. */
export interface ShopperAsking {
  kind: 'shopper';
  id: string;
  brand: string;
  /** Where the person asks from, as limits count it; for calls, where the edge knows. */
  address?: string;
}
export interface AssociateAsking {
  kind: 'associate';
  id: string;
  brand: string;
}
export type Asking = ShopperAsking | AssociateAsking;

/** What every action may use of the outside; main.ts hands it over. */
export interface Ports {
  store: Store;
  /** Caps on calls; without them none are counted. */
  calls?: CallRules;
}

export type { Answered };
