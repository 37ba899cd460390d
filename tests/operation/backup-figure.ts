import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { makeId } from '../../protocol/id.ts';
import { createBackups } from '../../server/operation/backups.ts';
import { restoreStore } from '../../server/operation/restore-store.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { digestOf, fillStore } from './filled.ts';

/*
 * How long a backup and a restore of a large store take, and how long the loop of the relay that makes one is held up:
 * `node tests/operation/backup-figure.ts [ENTRIES]`.
 */
const entries = Number(process.argv[2] ?? 200_000);
const home = mkdtempSync(join(tmpdir(), 'salon-figure-'));
const dataDir = join(home, 'paris');
const storeFile = join(dataDir, 'salon.db');
const backup = join(home, 'kept.db');
const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;

try {
  const store = await openSqlite(storeFile, { now: Date.now, makeId });
  let at = performance.now();
  await fillStore(store, Math.ceil(entries / 40), entries);
  console.log(`${entries} entries written in ${seconds(performance.now() - at)}`);

  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const made = await createBackups({ dataDir, storeFile, databaseUrl: null, version: '0' }).backUp(backup);
  delay.disable();
  if (!made.ok || 'problem' in made) throw new Error(JSON.stringify(made));
  const loop = `the loop was late by ${(delay.max / 1e6).toFixed(0)} ms at most, ${(delay.percentile(99) / 1e6).toFixed(0)} ms at p99`;
  console.log(`${(made.bytes / 1e6).toFixed(0)} MB backed up in ${seconds(made.tookMs)}; meanwhile ${loop}`);
  await store.close();

  at = performance.now();
  const tokyo = join(home, 'tokyo');
  await restoreStore({ backup, dataDir: tokyo, storeFile: join(tokyo, 'salon.db'), version: '0' });
  const restoredMs = performance.now() - at;
  const same = JSON.stringify(digestOf(storeFile)) === JSON.stringify(digestOf(join(tokyo, 'salon.db')));
  console.log(`restored in ${seconds(restoredMs)}; checksums ${same ? 'equal' : 'DIFFER'}`);
  console.log(`a million entries, at that rate: ${seconds((restoredMs / entries) * 1_000_000)} (S09 allows 900)`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
