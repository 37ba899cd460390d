import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import type { Connection, connect, Hearing } from '../connection.ts';
import { askRelay, PASSING } from '../http.ts';
import { alone } from './lock.ts';
import type { Identity, OutLine } from './memory.ts';
import type { Salon } from './salon.ts';
import { identitiesOf } from './session.ts';

type Connect = typeof connect;

/**
 * Two tabs were first at once, and each was somebody of her own to the relay. What was acknowledged to the one that does
 * not stand goes into the outbox again under the same ids; then that one is ended. Whatever stops this in the middle, the
 * outbox and the list of identities say what is left to do, to this tab or the next. True once it is done.
 */
export const bringOver = (salon: Salon, other: Identity, connect: Connect): Promise<boolean> =>
  alone(`salon:1:${salon.page.brand}:over`, async () => {
    const { memory, page, thread } = salon;
    if (!identitiesOf(memory).some(({ shopper }) => shopper === other.shopper)) return true;
    for (const line of await wordsOf(page, other.token, connect)) memory.put(line);
    thread.lines.value = memory.lines();
    const ended = await askRelay(page, 'sessions', { method: 'DELETE', token: other.token });
    if (!ended.ok && PASSING.includes(ended.error.code)) return false;
    memory.remove(`@${other.shopper}`);
    return true;
  });

/** All that she said under this token, as lines that are on their way; nothing once it is dead. */
function wordsOf({ relay, brand }: Salon['page'], token: string, connect: Connect): Promise<OutLine[]> {
  return new Promise((found) => {
    const end = (lines: OutLine[]) => {
      connection.close();
      found(lines);
    };
    const read = async ({ conversation }: ShopperSnapshot) => {
      const lines = conversation ? await linesOf(conversation.id, connection) : [];
      // Where the line went in the middle it comes back by itself, with another snapshot.
      if (lines) end(lines);
    };
    const hear: Partial<Hearing> = { snapshot: (told) => void read(told), lost: () => {}, refused: () => end([]) };
    const connection = connect(relay, () => ({ brand, token }), hear as Hearing);
  });
}

async function linesOf(conversation: string, { ask }: Connection): Promise<OutLine[] | null> {
  const lines: OutLine[] = [];
  for (let after = 0; ; ) {
    const page = await ask('entries.after', { conversation, after });
    if (!page.ok) return null;
    for (const { id, kind, body, by, at, seq } of page.entries) {
      after = seq;
      if (by.kind === 'shopper' && body) lines.push({ draft: { id, kind, body } as OutLine['draft'], at });
    }
    if (!page.more) return lines;
  }
}
