import { refuse } from '../../protocol/refusals.ts';
import type { Passwords } from './passwords.ts';
import type { Answered, Ports } from './ports.ts';
import { hashOf } from './secret.ts';
import { endSignIns } from './sign-out.ts';
import { audit } from './steps/audit.ts';

/** A link's secret becomes a password, once; whoever was signed in as her is not any more. */
export async function acceptInvitation(
  ports: Ports,
  passwords: Passwords,
  input: { secret: string; password: string },
): Promise<Answered<object>> {
  const { store } = ports;
  const hash = hashOf(input.secret);
  const row = await store.read.one('invitations', { hash, usedAt: null, expiresAt: { gt: store.now() } });
  if (!row) return refuse('link_spent');
  const password = await passwords.hash(input.password);
  return store.commit(row.associate, async (tx) => {
    const valid = { hash, usedAt: null, expiresAt: { gt: tx.now } };
    const spent = await tx.touch('invitations', valid, { usedAt: tx.now });
    const associate = await tx.one('associates', { id: row.associate, disabledAt: null });
    if (spent.length === 0 || !associate) return refuse('link_spent');
    await tx.update('associates', { id: associate.id }, { password });
    await endSignIns(tx, associate.id, 'password');
    await audit(tx, { brand: row.brand, actor: associate.id, action: 'password.set', cause: row.purpose });
    return { ok: true };
  });
}
