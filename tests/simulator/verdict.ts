import { kindsThat } from '../../protocol/entry-kinds.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { RequestRow } from '../../server/domain/rows.ts';
import type { Store } from '../../server/store/store.ts';

/** Past its look by more than this while the house runs, a request is forgotten. */
const OVERDUE_MS = 60_000;
/** How long "as soon as possible" is the moment that she chose. */
const NOW_MS = 3_600_000;

export interface Verdict {
  forgotten: number;
  doubleHeld: number;
  wordsWithoutRequest: number;
  promisesWithoutHolder: number;
  nightCalls: number;
}

/** What must be nought, counted in the store by reading it whole; of calls, whether they rang in their shopper's night. */
export async function judge(store: Store, isNight: (zone: string, at: number) => boolean): Promise<Verdict> {
  const { read } = store;
  const now = store.now();
  const requests = await read.all('requests', {});
  const byId = new Map(requests.map((request) => [request.id, request]));
  const open = requests.filter(isOpen);
  const running = await read.all('assignments', { untilAt: null });
  const holders = new Map<string, number>();
  for (const { request } of running) holders.set(request, (holders.get(request) ?? 0) + 1);
  const offers = await read.all('offers', { state: 'open' });
  const over = (await read.all('associates', {})).filter(({ taken, capacity }) => taken > capacity);

  const lookedFor = ({ lookAt }: { lookAt: number | null }) => lookAt !== null && lookAt > now - OVERDUE_MS;
  const promises = await read.all('promises', { state: 'open' });
  const owed = promises.filter(({ request }) => {
    const its = byId.get(request);
    return !its || !isOpen(its) || !lookedFor(its);
  });

  const rang = await read.all('offers', { state: ['accepted', 'missed', 'declined', 'withdrawn', 'open'] });
  const night = rang.filter(({ request, offeredAt }) => {
    const its = byId.get(request);
    if (its?.kind !== 'callback' || !isNight(its.zone, offeredAt)) return false;
    // The moment that she chose herself: asked for now, or a slot of that night; never a try of ours.
    const chosen = offeredAt - its.openedAt < NOW_MS || (!its.asap && its.tries === 0);
    return !chosen;
  });
  return {
    forgotten: open.filter((request) => !lookedFor(request)).length + strays(offers, byId),
    doubleHeld: [...holders.values()].filter((count) => count > 1).length + over.length,
    wordsWithoutRequest: await unheard(store, requests),
    promisesWithoutHolder: owed.length,
    nightCalls: night.length,
  };
}

const strays = (offers: readonly { request: string }[], byId: ReadonlyMap<string, { state: string }>) =>
  offers.filter(({ request }) => byId.get(request)?.state !== 'offered').length;

/** Threads whose last word is the shopper's, heard by no open request and by none that ended after it. */
async function unheard({ read }: Store, requests: readonly RequestRow[]): Promise<number> {
  let found = 0;
  for (const [conversation, own] of Map.groupBy(requests, (request) => request.conversation)) {
    const [last] = await read.entries(
      { conversation, log: 'shared', kind: kindsThat(({ answered }) => answered) },
      { by: 'seq', down: true, limit: 1 },
    );
    if (last?.by.kind !== 'shopper') continue;
    if (!own.some(isOpen) && !own.some(({ endedAt }) => endedAt !== null && endedAt >= last.at)) found++;
  }
  return found;
}
