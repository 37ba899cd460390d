import type { Tx } from '../../store/store.ts';

export interface Audited {
  brand: string;
  /** A person's id; `operator` for what came from the server itself. */
  actor: string;
  action: string;
  subject?: string | null;
  count?: number;
  cause?: string | null;
}

export const OPERATOR = 'operator';

/** One line of the audit, in the transaction of what it tells of. */
export async function audit(tx: Tx, { subject = null, count = 1, cause = null, ...row }: Audited): Promise<void> {
  await tx.insert('audit', { id: tx.id(), at: tx.now, subject, count, cause, ...row });
}
