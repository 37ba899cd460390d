import { RelayProcess } from '../helpers/relay-process.ts';
import { mint } from './asked.ts';
import { bareConversations, bareShopper } from './bare.ts';
import { applyBenchHouse, BENCH_ENV, emailsOf, SEATS, shareThePassword } from './bench-house.ts';
import { FloorProcess } from './floor-process.ts';
import type { Line } from './line.ts';
import type { Conversations } from './load.ts';
import { realConversations, realShopper } from './real.ts';

/** What is measured: bare Socket.IO, the same with a commit for each message, or the relay. */
export type Kind = 'floor' | 'durable' | 'relay';

/** One of them in a process of its own. */
export interface Subject {
  kind: Kind;
  pid(): number;
  url: string;
  /** What an idle shopper needs before she connects, made beforehand so that its making is not weighed. */
  prepareIdle(): Promise<() => Promise<Line>>;
  /** Starts anew, with its data; what it held in memory is gone. */
  refresh(): Promise<void>;
  converse(count: number): Promise<Conversations>;
  stop(): Promise<unknown>;
}

const associatesFor = (conversations: number) => Math.ceil(conversations / SEATS);

export async function startFloor(prefix: readonly string[], commits = false): Promise<Subject> {
  const floor = await FloorProcess.start(prefix, commits);
  return {
    ...{ kind: commits ? 'durable' : 'floor', pid: () => floor.pid, url: floor.url },
    prepareIdle: async () => () => bareShopper(floor.url),
    refresh: () => floor.restart(),
    converse: (count) => bareConversations(floor.url, associatesFor(count), count),
    stop: () => floor.stop(),
  };
}

export async function startRelay(
  prefix: readonly string[],
  conversations: number,
  env: Record<string, string> = {},
): Promise<Subject> {
  const relay = await RelayProcess.start({ prefix, env: { ...BENCH_ENV, ...env } });
  // A seat or two more than needed: one who is just being asked can be asked for nobody else.
  const associates = associatesFor(conversations) + 1;
  await applyBenchHouse(relay, associates);
  shareThePassword(relay.dataDir);
  return {
    ...{ kind: 'relay', pid: () => relay.pid, url: relay.url },
    prepareIdle: async () => {
      const { token } = await mint(relay.url);
      return () => realShopper(relay.url, token);
    },
    refresh: () => relay.restart(),
    converse: (count) => realConversations(relay.url, emailsOf(associatesFor(count) + 1), count),
    stop: () => relay.stop(),
  };
}
