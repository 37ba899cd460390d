import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Offer } from '../protocol/requests.ts';
import type { News } from './store/store.ts';

export interface Metrics {
  registry: Registry;
  /** Counts what was committed, as it is told. */
  heard(news: readonly News[]): void;
  /** Somebody who had stopped reading was cut off. */
  cutOff(): void;
  /** Whether the last write reached the disk. */
  writing(ok: boolean): void;
}

/** What an operator watches, for Prometheus. `sockets` tells how many are connected, by namespace. */
export function createMetrics(sockets: () => { shoppers: number; desks: number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'salon_sockets',
    help: 'Connected sockets by namespace.',
    labelNames: ['namespace'],
    registers,
    collect() {
      const now = sockets();
      this.set({ namespace: 'shopper' }, now.shoppers);
      this.set({ namespace: 'console' }, now.desks);
    },
  });
  const entries = new Counter({
    name: 'salon_entries_total',
    help: 'Entries stored, by log and kind.',
    labelNames: ['log', 'kind'],
    registers,
  });
  const offers = new Counter({
    name: 'salon_offers_total',
    help: 'Offers told, by state: open when made, then how they ended.',
    labelNames: ['state'],
    registers,
  });
  const writing = new Gauge({
    name: 'salon_store_writing',
    help: '1 while the last write reached the disk.',
    registers,
  });
  writing.set(1);
  const cuts = new Counter({
    name: 'salon_queue_cuts_total',
    help: 'Sockets cut off because they had stopped reading.',
    registers,
  });
  return {
    registry,
    heard(news) {
      for (const one of news) {
        if (one.what === 'entries') for (const { kind } of one.entries) entries.inc({ log: one.log, kind });
        else if (one.what === 'event' && one.event === 'offer') offers.inc({ state: (one.payload as Offer).state });
      }
    },
    cutOff: () => cuts.inc(),
    writing: (ok) => writing.set(ok ? 1 : 0),
  };
}
