import { makeId } from '../../protocol/id.ts';
import { hearMessages } from './hearing.ts';
import { inGroups, numbers } from './in-groups.ts';
import { type Line, openLine } from './line.ts';
import type { Conversations } from './load.ts';

/** The same people on the floor: as many associates, each with as many shoppers. */
export async function bareConversations(url: string, associates: number, count: number): Promise<Conversations> {
  let heard: (id: string) => void = () => undefined;
  const told = hearMessages((id) => heard(id));
  const peers = numbers(associates).map(() => makeId(Date.now()));
  const desks = await inGroups(peers, 4, (hears) => openLine({ url, namespace: '/console', auth: { hears }, told }));
  const shoppers = await inGroups(numbers(count), 20, (i) => bareShopper(url, peers[i % associates] as string));
  const threads = shoppers.map((line) => ({ line, conversation: makeId(Date.now()) }));
  let speaking = count;
  return {
    get count() {
      return speaking;
    },
    keep(few) {
      speaking = few;
      for (const { line } of threads.slice(few)) line.close();
    },
    send(index, id, text, acknowledged) {
      const { line, conversation } = threads[index] as (typeof threads)[number];
      const entries = [{ id, kind: 'message', body: { text } }];
      line.say('entries.append', { conversation, entries }, ({ ok }) => ok && acknowledged());
    },
    onHeard: (listener) => {
      heard = listener;
    },
    close: () => {
      for (const line of [...desks, ...shoppers]) line.close();
    },
  };
}

/** A connection that writes to `peer`, or says nothing. */
export const bareShopper = (url: string, peer = 'nobody'): Promise<Line> =>
  openLine({ url, namespace: '/shopper', auth: { id: makeId(Date.now()), peer } });
