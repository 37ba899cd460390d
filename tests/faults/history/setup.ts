import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { Gateway } from '../../../server/store/gateway.ts';
import { nodeSqlite } from '../../../server/store/node-sqlite.ts';
import { RelayProcess } from '../../helpers/relay-process.ts';
import { SmallDisk } from '../../helpers/small-disk.ts';
import type { PlantName } from '../plants/plants.ts';
import { LOOSE } from './houses.ts';

/** What a run is played on: relays of one store, and a way to look at that store beside them. */
export interface Setup {
  relays: readonly RelayProcess[];
  /** The relays' own origin, which the run's pages stand on. */
  origin: string;
  /** Reads one commit's view of the store. */
  look<T>(reading: (read: Gateway) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** How every relay of a run is started. */
export const relayOptions = (plants: readonly PlantName[] = []) => ({
  script: ['--import', './tests/faults/plants/plant.ts', 'server/main.ts'],
  env: { ...LOOSE, DEMO: '0', LOG_LEVEL: 'warn', PLANTED: ['kill_points', ...plants].join() },
});

export interface FileSetup extends Setup {
  relay: RelayProcess;
  /** Null where no small disk can be mounted. */
  disk: SmallDisk | null;
}

/** One relay with its file, on a small disk where one can be mounted. */
export async function oneRelay(plants: readonly PlantName[] = []): Promise<FileSetup> {
  const disk = SmallDisk.mount(64);
  const relay = await RelayProcess.start({ ...relayOptions(plants), ...(disk ? { dataDir: disk.path } : {}) });
  return {
    ...{ relay, disk, relays: [relay], origin: relay.url },
    look: (reading) => lookAtFile(join(relay.dataDir, 'salon.db'), reading),
    async stop() {
      await relay.stop();
      disk?.unmount();
    },
  };
}

async function lookAtFile<T>(path: string, reading: (read: Gateway) => Promise<T>): Promise<T> {
  const file = nodeSqlite(path, { readOnly: true });
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: new SqliteDialect({ database: file }) });
  try {
    file.exec('begin');
    return await reading(new Gateway(db));
  } finally {
    if (file.raw.isTransaction) file.exec('rollback');
    await db.destroy();
  }
}
