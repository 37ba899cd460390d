import type { Tx } from '../store/store.ts';
import type { Answered, Ports } from './ports.ts';
import { hashOf } from './secret.ts';
import { audit } from './steps/audit.ts';

/** Ends one session and the sockets of its tabs. Ending it twice, or one that never was, is harmless. */
export async function signOut(ports: Ports, token: string): Promise<Answered<object>> {
  const hash = hashOf(token);
  const row = await ports.store.read.one('signIns', { hash, endedAt: null });
  if (!row) return { ok: true };
  return ports.store.commit(row.associate, async (tx) => {
    const ended = await tx.touch('signIns', { hash, endedAt: null }, { endedAt: tx.now });
    if (ended.length === 0) return { ok: true };
    await audit(tx, { brand: row.brand, actor: row.associate, action: 'signed_out', subject: row.id });
    tx.tell({ what: 'ended', room: `signin:${row.id}`, reason: 'signed_out' });
    return { ok: true };
  });
}

/** Ends every session of a person, on all her devices. */
export async function endSignIns(tx: Tx, associate: string, reason: 'disabled' | 'password'): Promise<void> {
  await tx.touch('signIns', { associate, endedAt: null }, { endedAt: tx.now });
  tx.tell({ what: 'ended', room: `associate:${associate}`, reason });
}
