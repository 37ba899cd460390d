import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Committed } from '../store/measured.ts';
import type { News, Store } from '../store/store.ts';
import { houseMetrics } from './house.ts';
import { type MachineInput, machineMetrics } from './machine.ts';
import { toldMetrics } from './told.ts';

export interface Metrics {
  registry: Registry;
  /** Counts what was committed, as it is told. */
  heard(news: readonly News[]): void;
  /** A transaction has ended. */
  committed(committed: Committed): void;
  /** A command of a socket was answered. */
  answered(namespace: string, event: string, answer: object, ms: number): void;
  /** A socket went, for one of Socket.IO's reasons. */
  gone(namespace: string, reason: string): void;
  /** Somebody who had stopped reading was cut off. */
  cutOff(): void;
  /** A line that brought too much was cut. */
  lineCut(why: string): void;
  /** Whether the last write reached the disk. */
  writing(ok: boolean): void;
  /** What is looked at when the metrics are asked for, once all of it is there. */
  watch(watched: Watched): void;
}

export interface Watched extends MachineInput {
  store: Store;
  /** Connected sockets, by namespace. */
  sockets(): { shoppers: number; desks: number };
  /** How long news took to Redis and back; null where none is carried, or none comes back. */
  roundTripMs(): number | null;
  /** Why news does not cross between relays; null while it does. */
  newsTrouble(): string | null;
}

/** What an operator watches, for Prometheus; server/monitoring/README.md says what each figure means. */
export function createMetrics(now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const heard = toldMetrics(registers, now);
  const { committed, writing } = storeMetrics(registers);
  const answered = commandMetrics(registers);
  const cuts = new Counter({
    name: 'salon_queue_cuts_total',
    help: 'Sockets cut off because they had stopped reading.',
    registers,
  });
  const lineCuts = new Counter({
    name: 'salon_line_cuts_total',
    help: 'Connections cut because they brought more than any client of ours would, by what it was.',
    labelNames: ['why'],
    registers,
  });
  const goings = new Counter({
    name: 'salon_disconnects_total',
    help: 'Sockets that went, by the reason that Socket.IO gives.',
    labelNames: ['namespace', 'reason'],
    registers,
  });
  return {
    registry,
    heard,
    committed,
    answered,
    gone: (namespace, reason) => goings.inc({ namespace, reason }),
    cutOff: () => cuts.inc(),
    lineCut: (why) => lineCuts.inc({ why }),
    writing,
    watch(watched) {
      socketMetrics(registers, watched);
      houseMetrics(registers, watched.store);
      machineMetrics(registers, watched);
    },
  };
}

function storeMetrics(registers: Registry[]): Pick<Metrics, 'committed' | 'writing'> {
  const seconds = new Histogram({
    name: 'salon_commit_seconds',
    help: 'How long transactions took, from their beginning to the disk, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const lists = new Histogram({
    name: 'salon_commit_lists',
    help: 'How many waiting lists shared a transaction.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 500],
    registers,
  });
  const writing = new Gauge({
    name: 'salon_store_writing',
    help: '1 while the last write reached the disk.',
    registers,
  });
  writing.set(1);
  return {
    committed(done) {
      seconds.observe({ outcome: done.ok ? 'committed' : 'rolled_back' }, done.ms / 1_000);
      lists.observe(done.lists);
    },
    writing: (ok) => writing.set(ok ? 1 : 0),
  };
}

function commandMetrics(registers: Registry[]): Metrics['answered'] {
  const commands = new Counter({
    name: 'salon_commands_total',
    help: 'Commands of sockets, by how they were answered: ok, or the code of the refusal.',
    labelNames: ['namespace', 'event', 'code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'salon_command_seconds',
    help: 'How long commands of sockets took to their answer.',
    labelNames: ['namespace', 'event'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const pages = new Histogram({
    name: 'salon_catch_up_entries',
    help: 'Entries in an answer to somebody who catches up.',
    labelNames: ['namespace'],
    buckets: [0, 1, 5, 20, 50, 100, 200],
    registers,
  });
  return (namespace, event, answer, ms) => {
    const { error, entries } = answer as { error?: { code: string }; entries?: unknown[] };
    commands.inc({ namespace, event, code: error?.code ?? 'ok' });
    seconds.observe({ namespace, event }, ms / 1_000);
    if (event === 'entries.after' && entries) pages.observe({ namespace }, entries.length);
  };
}

function socketMetrics(registers: Registry[], { sockets, roundTripMs, newsTrouble }: Watched): void {
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
  new Gauge({
    name: 'salon_news_well',
    help: '1 while news crosses between relays, or there is nobody to carry it to.',
    registers,
    collect() {
      this.set(newsTrouble() === null ? 1 : 0);
    },
  });
  new Gauge({
    name: 'salon_news_round_trip_seconds',
    help: 'How long the last beat took to Redis and back; absent where there is no Redis, or no beat came back.',
    registers,
    collect() {
      const ms = roundTripMs();
      this.remove();
      if (ms !== null) this.set(ms / 1_000);
    },
  });
}
