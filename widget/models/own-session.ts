import type { Session as Minted } from '../../protocol/http.ts';
import { askRelay } from '../http.ts';
import type { Salon } from './salon.ts';
import { createSession, identitiesOf, type Session } from './session.ts';

/** The salon's one session, made when it is first needed. */
export const sessionOf = ({ page, memory, session }: Pick<Salon, 'page' | 'memory' | 'session'>): Session =>
  session(() =>
    createSession(page.brand, memory, () =>
      askRelay<Minted>(page, 'sessions', { method: 'POST', body: { brand: page.brand } }),
    ),
  );

/**
 * Her session is over at the relay, which shows and takes nothing more under it: what stood under it is not hers to see
 * from here, and what she asks for next she asks as somebody new. Her words that were not sent stay.
 */
export function startAnew(salon: Salon): void {
  sessionOf(salon).forget();
  salon.memory.keep({ shopper: '', token: '', conversation: '', opening: null, readSeq: 0 });
  salon.thread.requests.value = [];
}

/** Ends the session at the relay, unless it is `over` there already, and leaves nothing in this browser. */
export async function forget(salon: Salon, over = ''): Promise<void> {
  const tokens = new Set([sessionOf(salon).known(), ...identitiesOf(salon.memory)].map((identity) => identity?.token));
  salon.memory.forget();
  salon.begin();
  salon.page.tell('forgotten', {});
  tokens.delete(over);
  for (const token of tokens) if (token) await askRelay(salon.page, 'sessions', { method: 'DELETE', token });
}
