import type { RefusalCode } from '../../protocol/refusals.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import type { Connection, connect, Hearing } from '../connection.ts';
import { askRelay } from '../http.ts';
import { alone } from './lock.ts';
import type { Identity, OutLine } from './memory.ts';
import type { Salon } from './salon.ts';
import { identitiesOf } from './session.ts';

type Connect = typeof connect;

/** The relay knows of no such session any more: somebody else was faster, and all is done. */
const OVER: readonly RefusalCode[] = ['erased', 'not_found', 'not_signed_in', 'signed_out'];

/**
 * Two tabs were first at once, and each was somebody of her own to the relay. What was acknowledged to the one that does
 * not stand goes into the outbox again under the same ids; then that one is ended. Whatever stops this in the middle, the
 * outbox and the list of identities say what is left to do, to this tab or the next. True once it is done.
 */
export const bringOver = (salon: Salon, other: Identity, connect: Connect): Promise<boolean> =>
  alone(`salon:1:${salon.page.brand}:over`, async () => {
    const { memory, page, thread } = salon;
    // What stands is never ended, and comes first; what is there no more has been brought over.
    if (identitiesOf(memory).findIndex(({ shopper }) => shopper === other.shopper) < 1) return true;
    const words = await wordsOf(page, other.token, connect);
    if (!words) return false;
    if (words !== 'over') {
      for (const line of words) memory.put(line);
      thread.lines.value = memory.lines();
      const ended = await askRelay(page, 'sessions', { method: 'DELETE', token: other.token });
      if (!ended.ok && !OVER.includes(ended.error.code)) return false;
    }
    memory.remove(`@${other.shopper}`);
    return true;
  });

/** All that she said under this token, as lines that are on their way; null where the relay will not say it now. */
function wordsOf({ relay, brand }: Salon['page'], token: string, connect: Connect): Promise<OutLine[] | 'over' | null> {
  return new Promise((found) => {
    const end = (lines: OutLine[] | 'over' | null) => {
      connection.close();
      found(lines);
    };
    const read = async ({ conversation }: ShopperSnapshot) => {
      const lines = conversation ? await linesOf(conversation.id, connection) : [];
      // Where the line went in the middle it comes back by itself, with another snapshot.
      if (lines) end(lines);
    };
    const refused = (code: RefusalCode) => end(OVER.includes(code) ? 'over' : null);
    const hear: Partial<Hearing> = { snapshot: (told) => void read(told), lost: () => {}, refused };
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
