import type { Connection } from './connection.ts';
import type { Salon } from './models/salon.ts';

/** Puts older entries before the others, above what she reads: that stays where it is. */
export async function showEarlier(
  { thread, page: { root } }: Pick<Salon, 'thread' | 'page'>,
  ask: Connection['ask'],
): Promise<void> {
  const [first] = thread.entries.peek();
  if (!first || first.seq <= 1) return;
  const answer = await ask('entries.after', { conversation: first.conversation, before: first.seq });
  // Pressed twice, it has been shown by the first answer.
  if (!answer.ok || thread.entries.peek()[0] !== first) return;
  const older = answer.entries.filter((entry) => entry.seq < first.seq).sort((a, b) => a.seq - b.seq);
  const page = root.querySelector('.page');
  const below = page ? page.scrollHeight - page.scrollTop : 0;
  thread.entries.value = [...older, ...thread.entries.peek()];
  if (page) page.scrollTop = page.scrollHeight - below;
}
