import { createOrigins, type Origins } from '../../server/edge/origins.ts';
import type { Store } from '../../server/store/store.ts';

/** The origins of a store's houses, as the relay reads them. */
export const originsIn = ({ read }: Store, own: readonly string[]): Origins =>
  createOrigins({ own, houses: () => read.all('brands', {}), house: (id) => read.one('brands', { id }) });
