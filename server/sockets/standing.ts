import type { Standing } from '../../protocol/standing.ts';

/** Well within the patience of whoever asks whether anybody is there. */
const PATIENCE_MS = 1_000;

/** Where somebody stands; nothing where the store is slow or gone, since somebody is there all the same. */
export async function soon(standing: Promise<Standing>): Promise<Partial<Standing>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Partial<Standing>>((give) => {
    timer = setTimeout(() => give({}), PATIENCE_MS);
  });
  const found = await Promise.race([standing.catch(() => ({})), late]);
  clearTimeout(timer);
  return found;
}
