import type { TypingTold } from '../../protocol/conversation.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { News } from '../store/store.ts';
import type { Answered, Asking, Ports } from './ports.ts';
import { readerOf } from './read-log.ts';
import { readable } from './steps/access.ts';
import { writableRequest } from './steps/open-live.ts';

/** Typing is told and forgotten: nothing is stored. Only whoever may write is heard typing. */
export async function tellTyping(
  ports: Ports,
  asking: Asking,
  input: { conversation: string; on: boolean },
  announce: (news: readonly News[]) => void,
): Promise<Answered<object>> {
  const reader = readerOf(ports.store);
  const conversation = await readable(reader, asking, input.conversation);
  if (!conversation) return refuse('not_found');
  if (asking.kind === 'associate' && (await writableRequest(reader, asking.id, conversation.id)) === null) {
    return refuse('not_open');
  }
  const name =
    asking.kind === 'shopper'
      ? null
      : ((await reader.house(asking.brand)).associates.get(asking.id)?.firstName ?? null);
  const payload: TypingTold = { conversation: conversation.id, person: asking.id, name, on: input.on };
  const everybody = [`shopper:${conversation.shopper}`, ...conversation.audience.map((id) => `associate:${id}`)];
  const to = everybody.filter((room) => room !== `${asking.kind}:${asking.id}`);
  if (to.length > 0) announce([{ what: 'event', to, event: 'typing', payload }]);
  return { ok: true };
}
