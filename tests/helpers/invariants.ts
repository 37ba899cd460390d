import { kindsThat } from '../../protocol/entry-kinds.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { Store } from '../../server/store/store.ts';

/** What must hold at every commit, as sentences about what does not. Empty is good. */
export async function breaches(store: Pick<Store, 'read'>): Promise<string[]> {
  const found: string[] = [];
  const requests = await store.read.all('requests', {});
  const open = requests.filter(isOpen);
  for (const request of open) if (request.lookAt === null) found.push(`request ${request.id} has no next look`);
  const running = await store.read.all('assignments', { untilAt: null });
  for (const request of requests) {
    const holders = running.filter((assignment) => assignment.request === request.id);
    if (holders.length > 1) found.push(`request ${request.id} has two holders`);
    if ((request.state === 'assigned') !== (holders.length === 1)) {
      found.push(`request ${request.id} is ${request.state} with ${holders.length} running assignments`);
    }
    if (holders[0] && holders[0].associate !== request.holder)
      found.push(`request ${request.id} disagrees on its holder`);
  }
  const offers = await store.read.all('offers', { state: 'open' });
  for (const offer of offers) {
    const request = requests.find((one) => one.id === offer.request);
    if (request?.state !== 'offered') found.push(`an offer rings for a request that is ${request?.state}`);
  }
  for (const associate of await store.read.all('associates', {})) {
    const ringing = offers.filter((offer) => offer.associate === associate.id).length;
    const held = requests.filter((request) => request.holder === associate.id).length;
    if (associate.taken !== ringing + held) {
      found.push(`${associate.firstName} has ${associate.taken} seats taken, ${ringing} ringing and ${held} held`);
    }
    if (associate.taken > associate.capacity) found.push(`${associate.firstName} is over her capacity`);
    if (ringing > 1) found.push(`two offers ring for ${associate.firstName}`);
  }
  return [...found, ...(await unheard(store))];
}

/** T18: the newest word of a shopper that nobody answered always belongs to an open request. */
async function unheard(store: Pick<Store, 'read'>): Promise<string[]> {
  const found: string[] = [];
  for (const thread of await store.read.all('conversations', {})) {
    const [last] = await store.read.entries(
      { conversation: thread.id, log: 'shared', kind: kindsThat(({ answered }) => answered) },
      { by: 'seq', down: true, limit: 1 },
    );
    if (last?.by.kind !== 'shopper') continue;
    const requests = await store.read.all('requests', { conversation: thread.id });
    const heard = requests.some(isOpen);
    // Somebody has read it and said that there is nothing to add, or she took her ask back.
    const ended = requests.some((request) => request.endedAt !== null && request.endedAt >= last.at);
    if (!heard && !ended) found.push(`nobody will come for the last word of ${thread.id}`);
  }
  return found;
}
