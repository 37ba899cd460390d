import { stat, statfs } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';
import { readLastBackup } from '../operation/last-backup.ts';

export interface MachineInput {
  dataDir: string;
  storeFile: string;
  databaseUrl: string | null;
  version: string;
}

const RESOLUTION_MS = 10;

/** The process and the disk beneath it. */
export function machineMetrics(
  registers: Registry[],
  { dataDir, storeFile, databaseUrl, version }: MachineInput,
): void {
  new Gauge({
    ...{ name: 'salon_release', help: 'The release that runs.', labelNames: ['version'], registers },
  }).set({ version }, 1);

  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: 'salon_event_loop_delay_seconds',
    help: 'How late the event loop was since the last look: quantile 0.5, 0.99, and 1 for the worst.',
    labelNames: ['quantile'],
    registers,
    collect() {
      const late = (ns: number) => Math.max(0, ns / 1e9 - RESOLUTION_MS / 1e3);
      this.set({ quantile: '0.5' }, late(delay.percentile(50)));
      this.set({ quantile: '0.99' }, late(delay.percentile(99)));
      this.set({ quantile: '1' }, late(delay.max));
      delay.reset();
    },
  });
  new Gauge({
    name: 'salon_disk_free_bytes',
    help: 'Room that is left where DATA_DIR lies.',
    registers,
    async collect() {
      const disk = await statfs(dataDir).catch(() => null);
      if (disk) this.set(disk.bavail * disk.bsize);
    },
  });
  if (databaseUrl !== null) return;
  new Gauge({
    name: 'salon_store_bytes',
    help: "The store's file, and its write-ahead log.",
    labelNames: ['file'],
    registers,
    async collect() {
      for (const [file, path] of Object.entries({ store: storeFile, log: `${storeFile}-wal` })) {
        this.set({ file }, (await stat(path).catch(() => null))?.size ?? 0);
      }
    },
  });
  new Gauge({
    name: 'salon_last_backup_timestamp_seconds',
    help: 'When the last backup was made by `npm run backup`; 0 when never, and where that cannot be read.',
    registers,
    async collect() {
      // Loud where it cannot be read: an alarm that stays silent would be the worse one.
      const last = await readLastBackup(dataDir).catch(() => null);
      this.set(last ? Date.parse(last.madeAt) / 1_000 : 0);
    },
  });
}
