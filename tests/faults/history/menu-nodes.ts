import type { Fault } from './menu.ts';
import type { NodesSetup } from './setup-nodes.ts';

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** What can happen besides where relays share a Postgres and a Redis. */
export const NODES_MENU: readonly Fault<NodesSetup>[] = [
  {
    name: 'Redis stopped and started',
    lane: 'process',
    async inject({ servers }, random) {
      await servers.redis.stop();
      await pause(500 + random.below(2_500));
      await servers.redis.start();
      return 1;
    },
  },
  {
    name: 'Redis flushed',
    lane: 'process',
    async inject({ servers }) {
      await servers.redis.ask('FLUSHALL');
      return 1;
    },
  },
  {
    name: 'Redis restarted',
    lane: 'process',
    async inject({ servers }) {
      await servers.redis.stop();
      await servers.redis.start();
      return 1;
    },
  },
  {
    name: 'Postgres restarted',
    lane: 'process',
    async inject({ servers }) {
      await servers.postgres.halt('immediate');
      await servers.postgres.start();
      return 1;
    },
  },
];
