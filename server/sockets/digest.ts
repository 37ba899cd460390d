import type { StateDigest } from '../../protocol/digest.ts';

/** Well within the patience of whoever asks whether anybody is there. */
const PATIENCE_MS = 1_000;

/** Somebody's digest; nothing where the store is slow or gone, since somebody is there all the same. */
export async function digestInTime(digest: Promise<StateDigest>): Promise<Partial<StateDigest>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Partial<StateDigest>>((give) => {
    timer = setTimeout(() => give({}), PATIENCE_MS);
  });
  const found = await Promise.race([digest.catch(() => ({})), late]);
  clearTimeout(timer);
  return found;
}
