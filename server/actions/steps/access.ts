import type { AssociateRow, ConversationRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import type { Asking } from '../ports.ts';

type Reader = Pick<Tx, 'one' | 'house'>;

/*
 * Finding through the person asking: what is not hers is not there. These few functions are the only way to a
 * conversation for whoever is not the sweeper.
 */

/** The conversation, if whoever asks may read its shared log; null for absent and forbidden alike. */
export async function readable(tx: Reader, asking: Asking, id: string): Promise<ConversationRow | null> {
  const conversation = await tx.one('conversations', { id, brand: asking.brand });
  if (!conversation) return null;
  if (asking.kind === 'shopper') return conversation.shopper === asking.id ? conversation : null;
  if (conversation.audience.includes(asking.id)) return conversation;
  const associate = (await tx.house(asking.brand)).associates.get(asking.id);
  return associate && (await reaches(tx, associate, conversation)) ? conversation : null;
}

/** Beyond an associate's own threads: those she once held or was introduced to, her place's, or the whole house's. */
async function reaches(tx: Reader, associate: AssociateRow, conversation: ConversationRow): Promise<boolean> {
  if (associate.disabledAt !== null) return false;
  if (associate.reach === 'house') return true;
  const thread = { conversation: conversation.id };
  if (await tx.one('assignments', { ...thread, associate: associate.id })) return true;
  if (await tx.one('participants', { ...thread, associate: associate.id, untilAt: null })) return true;
  if (associate.reach !== 'boutique') return false;
  return (await tx.one('requests', { ...thread, place: associate.place })) !== null;
}
