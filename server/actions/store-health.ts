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

/** Whether a row goes through to the disk just now. */
export async function isWritable(ports: Ports): Promise<boolean> {
  const answer = await ports.store.commit('alive', async (tx) => {
    const kept = await tx.touch('alive', { node: TRIED }, { at: tx.now });
    if (kept.length === 0) await tx.insert('alive', { node: TRIED, at: tx.now });
    return { ok: true };
  });
  return answer.ok;
}
const TRIED = 'tried by an operator';

/** Places whose zones this process does not know, as "place (zone)". */
export async function unknownZones(ports: Ports): Promise<string[]> {
  const places = await ports.store.read.all('places', { closedAt: null });
  return places.filter(({ zone }) => !isZone(zone)).map(({ id, zone }) => `${id} (${zone})`);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
