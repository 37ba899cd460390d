import type { Me } from '../../protocol/console.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { AssociateRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import { meOf } from './desk-snapshot.ts';
import { firstEnd } from './find-sign-in.ts';
import type { Passwords } from './passwords.ts';
import type { Answered, Ports } from './ports.ts';
import { hashOf, makeSecret } from './secret.ts';
import { audit } from './steps/audit.ts';

export interface SignInAsk {
  email: string;
  password: string;
  /** Which device; boutiques share them, so it is not the person. */
  device: string;
  /** The session that this browser had, which ends with this one's beginning. */
  before: string | null;
}

export interface SignInMade {
  me: Me;
  /** The new session's secret, for the cookie. */
  token: string;
}

/**
 * E-mail and password become a session with a new id. Unknown, disabled and not yet invited people are answered like
 * a wrong password, and after the same work.
 */
export async function signIn(ports: Ports, passwords: Passwords, ask: SignInAsk): Promise<Answered<SignInMade>> {
  const { store } = ports;
  const found = await store.read.one('associates', { email: ask.email.trim().toLowerCase() });
  const fits = await passwords.verify(found?.password ?? passwords.nobody, ask.password);
  if (!found || !fits || found.password === null || found.disabledAt !== null) return refuse('wrong_credentials');
  return store.commit(found.id, async (tx): Promise<Answered<SignInMade>> => {
    const associate = await tx.one('associates', { id: found.id, disabledAt: null, password: found.password });
    if (!associate) return refuse('wrong_credentials');
    await endBefore(tx, ask);
    const token = await begin(tx, associate, ask.device);
    return { ok: true, me: meOf(await tx.house(associate.brand), associate), token };
  });
}

/** Whoever sat at this browser before has left it, tabs and sockets included. */
async function endBefore(tx: Tx, ask: SignInAsk): Promise<void> {
  if (ask.before === null) return;
  const ended = await tx.touch('signIns', { hash: hashOf(ask.before), endedAt: null }, { endedAt: tx.now });
  for (const { id } of ended) tx.tell({ what: 'ended', room: `signin:${id}`, reason: 'signed_out' });
}

async function begin(tx: Tx, associate: AssociateRow, device: string): Promise<string> {
  const token = makeSecret();
  const id = tx.id();
  await tx.insert('signIns', {
    ...{ hash: hashOf(token), id, device, brand: associate.brand, associate: associate.id },
    ...{ createdAt: tx.now, expiresAt: firstEnd(tx.now), endedAt: null },
  });
  await audit(tx, { brand: associate.brand, actor: associate.id, action: 'signed_in', subject: id });
  return token;
}
