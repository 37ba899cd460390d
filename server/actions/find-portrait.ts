import type { Ports } from './ports.ts';
import type { Picture } from './steps/portrait.ts';

const FILE = /^([0-9a-f]{32})\.(webp|png|jpg)$/;

/** A portrait by its name under /portraits/; null for whatever is not one, and once nobody of a house shows it. */
export async function findPortrait(ports: Ports, file: string): Promise<Picture | null> {
  const hash = FILE.exec(file)?.[1];
  if (hash === undefined) return null;
  const picture = await ports.store.read.one('portraits', { hash });
  return picture && (await isShown(ports, file)) ? picture : null;
}

/** Asked of the houses in memory: a face is fetched far more often than a house changes. */
async function isShown(ports: Ports, file: string): Promise<boolean> {
  for (const { id } of await ports.store.read.all('brands', {})) {
    const { associates } = await ports.store.house(id);
    for (const { portrait, disabledAt } of associates.values())
      if (portrait === file && disabledAt === null) return true;
  }
  return false;
}
