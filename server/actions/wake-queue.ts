import { speaks } from '../domain/language.ts';
import type { AssociateRow, RequestRow } from '../domain/rows.ts';
import type { Where } from '../store/gateway.ts';
import { lookAtRequest } from './look-at-request.ts';
import type { Ports } from './ports.ts';
import { isFree, ringing } from './steps/available.ts';

/** So many are looked at for those who were freed: some may have declined them, or wait for somebody else. */
const MOST = 20;

/**
 * Somebody can be asked again, or has gone: the oldest requests that she could serve are looked at before their time,
 * one after another, until nobody of those who were freed is left. Each language has its own turn, so that a rare one
 * does not wait behind all others; messages left come after those who wait. Of whoever has gone those who wait are told.
 */
export async function wakeQueue(ports: Ports, brand: string, associates: readonly string[]): Promise<void> {
  const gone = await ports.store.read.all('associates', { id: associates, brand, declared: false });
  if (gone.length > 0) {
    for (const { id, conversation } of await oldestFor(ports, { brand, state: 'waiting' }, 'openedAt', gone)) {
      await lookAtRequest(ports, id, conversation, true);
    }
  }
  const left = { brand, state: 'later', kind: 'left_message' } as const;
  const queues: [Where<'requests'>, 'openedAt' | 'lookAt'][] = [
    [{ brand, state: 'waiting' }, 'openedAt'],
    // Those that wait for anybody stand before those that have rung and rest.
    [{ ...left, never: null }, 'lookAt'],
    [{ ...left, never: 'hours' }, 'lookAt'],
  ];
  for (const [where, by] of queues) {
    let free = await stillFree(ports, brand, associates);
    if (free.length === 0) return;
    for (const request of await oldestFor(ports, where, by, free)) {
      if (free.length === 0) return;
      await lookAtRequest(ports, request.id, request.conversation, true);
      free = await stillFree(ports, brand, associates);
    }
  }
}

async function stillFree({ store }: Ports, brand: string, associates: readonly string[]): Promise<AssociateRow[]> {
  const now = store.now();
  const there = { brand, declared: true, askedAt: null, disabledAt: null, reachableUntil: { gt: now } };
  const rows = await store.read.all('associates', { id: associates, ...there });
  const rings = await ringing(store.read, rows);
  return rows.filter((row) => isFree(row, rings.get(row.id)));
}

/** In each language that somebody of them speaks the first few; together in their order. */
async function oldestFor(
  { store }: Ports,
  where: Where<'requests'>,
  by: 'openedAt' | 'lookAt',
  free: readonly AssociateRow[],
): Promise<RequestRow[]> {
  const found: RequestRow[] = [];
  for (const language of await store.read.distinct('requests', 'language', where)) {
    if (!free.some(({ languages }) => speaks(languages, language))) continue;
    found.push(...(await store.read.all('requests', { ...where, language }, { by, limit: MOST })));
  }
  return found.sort((a, b) => (a[by] ?? 0) - (b[by] ?? 0)).slice(0, MOST);
}
