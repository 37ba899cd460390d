import { makeId } from '../../protocol/id.ts';
import type { Conversations } from './load.ts';
import { command, connect, hear, inGroups } from './sockets.ts';

/** The same people on the floor: as many associates, each with as many shoppers. */
export async function bareConversations(url: string, associates: number, count: number): Promise<Conversations> {
  let heard: (id: string) => void = () => undefined;
  const peers = Array.from({ length: associates }, () => makeId(Date.now()));
  const desks = await inGroups(peers, 4, (id) => connect(`${url}/console`, { id }));
  for (const desk of desks) hear(desk, (id) => heard(id));
  const shoppers = await inGroups(
    Array.from({ length: count }, (_, i) => i),
    20,
    (i) => connect(`${url}/shopper`, { id: makeId(Date.now()), peer: peers[i % associates] }),
  );
  const threads = shoppers.map((socket) => ({ socket, conversation: makeId(Date.now()) }));
  return {
    count,
    send: (index, id, text) => {
      const { socket, conversation } = threads[index] as (typeof threads)[number];
      return command(socket, 'entries.append', { conversation, entries: [{ id, kind: 'message', body: { text } }] });
    },
    onHeard: (listener) => {
      heard = listener;
    },
    close: () => {
      for (const socket of [...desks, ...shoppers]) socket.disconnect();
    },
  };
}

/** A connection that says nothing. */
export const idleConnection = (url: string) => connect(`${url}/shopper`, { id: makeId(Date.now()), peer: 'nobody' });
