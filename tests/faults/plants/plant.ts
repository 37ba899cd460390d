// Loaded into a relay's process before the relay (`node --import`): plants what PLANTED names, and dies where it is told.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type KillPoint, PLANTS, type Plant, type PlantName } from './plants.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const planted: readonly Plant[] = (process.env.PLANTED ?? '')
  .split(',')
  .filter(Boolean)
  .flatMap((name): readonly Plant[] => PLANTS[name as PlantName]);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.startsWith('file:')) return loaded;
    const here = planted.filter((plant) => join(root, plant.file) === fileURLToPath(url));
    if (here.length === 0) return loaded;
    return { ...loaded, source: here.reduce(plantOne, String(loaded.source)) };
  },
});

function plantOne(source: string, { file, find, put }: Plant): string {
  if (source.split(find).length !== 2) throw new Error(`a plant finds no single place in ${file}: ${find}`);
  return source.replace(find, () => put);
}

let armed: { at: KillPoint; by: 'SIGKILL' | 'SIGSTOP' } | null = null;
process.on('message', ({ killAt, stopAt }: { killAt?: KillPoint; stopAt?: KillPoint }) => {
  const at = killAt ?? stopAt;
  armed = at ? { at, by: killAt ? 'SIGKILL' : 'SIGSTOP' } : null;
});
process.channel?.unref();

Object.assign(globalThis, {
  salonReaches(point: KillPoint, done: readonly { news: readonly { what: string }[] }[]) {
    const stores = done.some(({ news }) => news.some((one) => one.what === 'entries'));
    if (armed?.at !== point || !stores) return;
    const { by } = armed;
    armed = null;
    process.kill(process.pid, by);
  },
  /** What is committed, read beside the transaction: the race of `max(seq) + 1`. */
  salonCommittedMax(conversation: string, log: string): number {
    const file = new DatabaseSync(join(process.env.DATA_DIR ?? '', 'salon.db'), { readOnly: true });
    const row = file
      .prepare('select coalesce(max(seq), 0) as last from entries where conversation = ? and log = ?')
      .get(conversation, log);
    file.close();
    return Number(row?.last);
  },
});
