import pg from 'pg';
import { Gateway } from '../../../server/store/gateway.ts';
import { statements } from '../../../server/store/postgres-connection.ts';
import { type Servers, startServers, stopServers } from '../../helpers/nodes.ts';
import { RelayProcess } from '../../helpers/relay-process.ts';
import type { PlantName } from '../plants/plants.ts';
import { relayOptions, type Setup } from './setup.ts';

/** Where the run's pages stand, which is neither relay's own address. */
const ORIGIN = 'http://run.example';

export interface NodesSetup extends Setup {
  servers: Servers;
}

/** Two relays on one Postgres and one Redis. */
export async function twoRelays(plants: readonly PlantName[] = []): Promise<NodesSetup> {
  const servers = await startServers();
  const database = await servers.postgres.database();
  const { script, env } = relayOptions(plants);
  const shared = { DATABASE_URL: database, REDIS_URL: servers.redis.url, PUBLIC_URL: ORIGIN };
  const relays: RelayProcess[] = [];
  for (let i = 0; i < 2; i++) relays.push(await RelayProcess.start({ script, env: { ...env, ...shared } }));
  return {
    ...{ servers, relays, origin: ORIGIN },
    async look(reading) {
      const client = new pg.Client({ connectionString: database });
      // Lost in the midst of it, nothing was seen: a second connection would have another view.
      client.on('error', () => {});
      await client.connect();
      try {
        await client.query('begin isolation level repeatable read');
        return await reading(new OneView(client));
      } finally {
        await client.end();
      }
    },
    async stop() {
      await Promise.all(relays.map((relay) => relay.stop()));
      await stopServers(servers);
    },
  };
}

/** What one transaction of one connection sees. */
class OneView extends Gateway {
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    super(statements());
    this.#client = client;
  }

  protected override async execute(text: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.#client.query(text, [...parameters])).rows;
  }
}
