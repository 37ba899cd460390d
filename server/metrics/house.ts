import { Gauge, type Registry } from 'prom-client';
import { SOUGHT } from '../../protocol/request-state.ts';
import type { Store } from '../store/store.ts';

type Read = (store: Store, brand: string) => Promise<number>;

const GAUGES: readonly [name: string, help: string, read: Read][] = [
  [
    'salon_requests_waiting',
    'Requests that wait for somebody, with or without an offer out.',
    ({ read }, brand) => read.count('requests', { brand, state: SOUGHT }),
  ],
  [
    'salon_requests_held',
    'Requests that somebody holds.',
    ({ read }, brand) => read.count('requests', { brand, state: 'assigned' }),
  ],
  [
    'salon_promises_open',
    'Promises that are owed.',
    ({ read }, brand) => read.count('promises', { brand, state: 'open' }),
  ],
  [
    'salon_promises_late',
    'Promises that are owed and past their time.',
    ({ read, now }, brand) => read.count('promises', { brand, state: 'open', dueAt: { lt: now() } }),
  ],
  [
    'salon_associates_available',
    'Associates who say that they are available, and can be reached.',
    ({ read, now }, brand) =>
      read.count('associates', {
        brand,
        declared: true,
        askedAt: null,
        disabledAt: null,
        reachableUntil: { gt: now() },
      }),
  ],
];

/**
 * What stands in the store when it is asked, by brand. Every relay of one store says the same: take the highest, do not
 * add them up. A store that does not answer leaves them out.
 */
export function houseMetrics(registers: Registry[], store: Store): void {
  for (const [name, help, read] of GAUGES) {
    new Gauge({
      ...{ name, help, labelNames: ['brand'], registers },
      async collect() {
        this.reset();
        const brands = await store.read.all('brands', {}).catch(() => []);
        for (const { id: brand } of brands) {
          const count = await read(store, brand).catch(() => null);
          if (count !== null) this.set({ brand }, count);
        }
      },
    });
  }
}
