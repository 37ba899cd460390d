import type { Ports } from './ports.ts';

/** Whether the store answers a question. */
export async function isReadable(ports: Ports): Promise<boolean> {
  try {
    await ports.store.read.one('brands', {});
    return true;
  } catch {
    return false;
  }
}
