import { refuse } from '../../protocol/refusals.ts';
import type { AssociateRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, Ports } from './ports.ts';
import { hashOf, makeSecret } from './secret.ts';
import { audit, OPERATOR } from './steps/audit.ts';

const VALID_MS = 7 * 24 * 3600_000;

export interface Invited {
  email: string;
  firstName: string;
  house: string;
  /** The link's secret, told once. */
  secret: string;
  expiresAt: number;
}

/** The secret stands in the fragment, which no server and no log ever sees. */
export const invitationLink = (publicUrl: string, secret: string): string => `${publicUrl}/console/#invite=${secret}`;

/** A one-time link with which somebody of the house sets her password; an earlier link of hers is void. */
export function inviteAssociate(ports: Ports, email: string): Promise<Answered<Invited>> {
  return ports.store.commit(email, async (tx): Promise<Answered<Invited>> => {
    const associate = await tx.one('associates', { email: email.trim().toLowerCase(), disabledAt: null });
    return associate ? linkFor(tx, associate, 'invite') : refuse('not_found');
  });
}

/** The same for the first manager of a house: `conflict` once one has a password. */
export function inviteFirstManager(ports: Ports, brand: string): Promise<Answered<Invited>> {
  return ports.store.commit(brand, async (tx): Promise<Answered<Invited>> => {
    const managers = await tx.all('associates', { brand, role: 'manager', disabledAt: null }, { by: 'id' });
    const [first] = managers;
    if (!first) return refuse('not_found');
    if (managers.some((manager) => manager.password !== null)) return refuse('conflict');
    return linkFor(tx, first, 'first_manager');
  });
}

async function linkFor(
  tx: Tx,
  associate: AssociateRow,
  purpose: 'invite' | 'first_manager',
): Promise<Answered<Invited>> {
  const secret = makeSecret();
  const expiresAt = tx.now + VALID_MS;
  const { id, brand, email, firstName } = associate;
  await tx.touch('invitations', { associate: id, usedAt: null }, { usedAt: tx.now });
  await tx.insert('invitations', { hash: hashOf(secret), brand, associate: id, purpose, expiresAt, usedAt: null });
  await audit(tx, { brand, actor: OPERATOR, action: 'invited', subject: id, cause: purpose });
  return { ok: true, email, firstName, house: (await tx.house(brand)).brand.name, secret, expiresAt };
}
