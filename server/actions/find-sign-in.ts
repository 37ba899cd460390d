import type { AssociateRow } from '../domain/rows.ts';
import type { Ports } from './ports.ts';
import { hashOf } from './secret.ts';

const HOUR_MS = 3600_000;
/** Unused for so long, a session ends … */
const IDLE_MS = 12 * HOUR_MS;
/** … and used or not, after a day: a password once a day is what a shared till can bear. */
const LONGEST_MS = 24 * HOUR_MS;
/** A later end is written when it is worth a write. */
const SLIDE_MS = HOUR_MS / 2;

export const firstEnd = (now: number): number => now + IDLE_MS;

/** When a session ends, as far as is known now; null where it has ended, run out, or its person is gone. */
export async function signInEndsAt({ store }: Ports, id: string): Promise<number | null> {
  const row = await store.read.one('signIns', { id, endedAt: null, expiresAt: { gt: store.now() } });
  const associate = row && (await store.read.one('associates', { id: row.associate, disabledAt: null }));
  return row && associate ? row.expiresAt : null;
}

export interface SignIn {
  /** The session's id, which may be told; not its secret. */
  id: string;
  expiresAt: number;
  associate: AssociateRow;
}

/** Whose session this is; null for unknown, ended, run out and disabled alike. Using it makes it last. */
export async function findSignIn(ports: Ports, token: string): Promise<SignIn | null> {
  const { store } = ports;
  const hash = hashOf(token);
  const now = store.now();
  const row = await store.read.one('signIns', { hash, endedAt: null, expiresAt: { gt: now } });
  const associate = row && (await store.read.one('associates', { id: row.associate, disabledAt: null }));
  if (!row || !associate) return null;
  const expiresAt = Math.min(now + IDLE_MS, row.createdAt + LONGEST_MS);
  if (expiresAt - row.expiresAt < SLIDE_MS) return { id: row.id, expiresAt: row.expiresAt, associate };
  await store.commit(associate.id, async (tx) => {
    await tx.touch('signIns', { hash, endedAt: null, expiresAt: { lt: expiresAt } }, { expiresAt });
    return { ok: true };
  });
  return { id: row.id, expiresAt, associate };
}
