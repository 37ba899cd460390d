import { handOf, IN_HAND } from '../../../protocol/request-state.ts';
import { LIVE } from '../../domain/live.ts';
import type { RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';

/** The live request or message left of a conversation that is not at its end. */
export const openLive = (tx: Pick<Tx, 'one'>, conversation: string): Promise<RequestRow | null> =>
  tx.one('requests', { conversation, ...LIVE }, { by: 'openedAt', down: true });

/**
 * The open request by which an associate may write here: held by her, resumed to her; or `introduced`, or null.
 */
export async function writableRequest(
  tx: Pick<Tx, 'one' | 'all'>,
  associate: string,
  conversation: string,
): Promise<RequestRow | 'introduced' | null> {
  const open = await tx.all('requests', { conversation, state: IN_HAND }, { by: 'openedAt', down: true });
  const held =
    open.find((request) => request.holder === associate) ?? open.find((request) => handOf(request) === associate);
  if (held) return held;
  return (await tx.one('participants', { conversation, associate, untilAt: null })) ? 'introduced' : null;
}
