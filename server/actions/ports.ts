import type { Answered, Store } from '../store/store.ts';

/** Who asks, once the edge has made sure of it. */
export interface ShopperAsking {
  kind: 'shopper';
  id: string;
  brand: string;
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
}

export type { Answered };
