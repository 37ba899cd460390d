import type { Picture } from './portrait.ts';
import type { Ports } from './ports.ts';

const FILE = /^([0-9a-f]{32})\.(webp|png|jpg)$/;

/** A portrait by its name under /portraits/; null for whatever is not one. */
export async function findPortrait(ports: Ports, file: string): Promise<Picture | null> {
  const hash = FILE.exec(file)?.[1];
  return hash === undefined ? null : ports.store.read.one('portraits', { hash });
}
