import type * as z from 'zod';
import type { cursorSchema } from '../../protocol/conversation.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Answered, Asking, Ports } from './ports.ts';
import { readable } from './steps/access.ts';
import { cursorOf } from './steps/card.ts';

/**
 * What a person's device has received and what she has seen. Only ever rises, never past the head, and is told only
 * when it rose. A manager who reads along leaves no cursor: "read" means read by whoever serves.
 */
export function moveCursor(
  ports: Ports,
  asking: Asking,
  input: z.output<typeof cursorSchema>,
): Promise<Answered<object>> {
  return ports.store.commit(input.conversation, async (tx) => {
    const conversation = await readable(tx, asking, input.conversation);
    if (!conversation) return refuse('not_found');
    if (asking.kind === 'associate' && !conversation.audience.includes(asking.id)) return { ok: true };
    const key = { conversation: conversation.id, person: asking.id };
    const before = await tx.one('cursors', key);
    const readSeq = Math.min(conversation.lastSeq, Math.max(before?.readSeq ?? 0, input.readSeq));
    const deliveredSeq = Math.min(
      conversation.lastSeq,
      Math.max(before?.deliveredSeq ?? 0, input.deliveredSeq, readSeq),
    );
    if (before && before.readSeq === readSeq && before.deliveredSeq === deliveredSeq) return { ok: true };
    const row = { ...key, brand: conversation.brand, kind: asking.kind, deliveredSeq, readSeq };
    if (before) await tx.touch('cursors', key, { deliveredSeq, readSeq });
    else await tx.insert('cursors', row);
    const to = [`shopper:${conversation.shopper}`, ...conversation.audience.map((id) => `associate:${id}`)];
    tx.tell({
      what: 'event',
      to,
      event: 'cursors',
      payload: { conversation: conversation.id, cursors: [cursorOf(row)] },
    });
    return { ok: true };
  });
}
