import { Counter, Histogram, type Registry } from 'prom-client';
import type { Offer, PromiseView } from '../../protocol/requests.ts';
import type { News } from '../store/store.ts';

/** Counts what was committed, as it is told: each happening once, by the node that stored it. */
export function toldMetrics(registers: Registry[], now: () => number): (news: readonly News[]) => void {
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
  const waits = new Histogram({
    name: 'salon_wait_seconds',
    help: 'How long a request had waited when somebody accepted it, by kind.',
    labelNames: ['kind'],
    buckets: [5, 10, 20, 30, 45, 60, 90, 120, 300, 900, 3600],
    registers,
  });
  const promises = new Counter({
    name: 'salon_promises_total',
    help: 'Promises made, kept, moved, withdrawn, given up, and marked as broken.',
    labelNames: ['what'],
    registers,
  });
  for (const what of ['made', 'kept', 'moved', 'withdrawn', 'given_up', 'broken']) promises.inc({ what }, 0);

  // "Broken" is a mark, told again with whatever changes afterwards: those still open are remembered.
  const broken = new Set<string>();
  const offer = ({ state, kind, waitingSince }: Offer) => {
    offers.inc({ state });
    if (state === 'accepted') waits.observe({ kind }, Math.max(0, now() - waitingSince) / 1_000);
  };
  const promise = ({ id, version, state, brokenAt }: PromiseView) => {
    if (state === 'open' && version === 1) promises.inc({ what: 'made' });
    if (brokenAt !== null && state === 'open' && !broken.has(id)) {
      broken.add(id);
      promises.inc({ what: 'broken' });
    }
    if (state === 'open') return;
    broken.delete(id);
    promises.inc({ what: state });
  };
  return (news) => {
    for (const one of news) {
      if (one.what === 'entries') for (const { kind } of one.entries) entries.inc({ log: one.log, kind });
      else if (one.what === 'event' && one.event === 'offer') offer(one.payload as Offer);
      else if (one.what === 'event' && one.event === 'promise') promise(one.payload as PromiseView);
    }
  };
}
