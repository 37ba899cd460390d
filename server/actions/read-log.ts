import type * as z from 'zod';
import type { afterSchema, Page } from '../../protocol/conversation.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Store } from '../store/store.ts';
import type { Answered, Asking, Ports } from './ports.ts';
import { readable } from './steps/access.ts';
import { cursorOf } from './steps/card.ts';

/** A page of a log: all that is committed after a seq, the last view, or the view before a seq. */
export async function readLog(
  ports: Ports,
  asking: Asking,
  input: z.output<typeof afterSchema>,
): Promise<Answered<Page>> {
  const { read } = ports.store;
  const conversation = await readable(readerOf(ports.store), asking, input.conversation);
  if (!conversation || (asking.kind === 'shopper' && input.log !== 'shared')) return refuse('not_found');
  const forward = input.after !== undefined;
  const limit = forward ? LIMITS.pageEntries : LIMITS.firstViewEntries;
  const log = { conversation: conversation.id, log: input.log };
  const from = forward ? { gt: input.after ?? 0 } : input.before === undefined ? undefined : { lt: input.before };
  const page = await read.page(
    { ...log, ...(from && { seq: from }) },
    { down: !forward, limit, bytes: LIMITS.pageBytes },
  );
  const entries = forward ? page.entries : page.entries.reverse();
  const last = input.log === 'shared' ? conversation.lastSeq : conversation.lastStaffSeq;
  return {
    ok: true,
    entries,
    // Read before the page: what was stored between the two reads is on the page already.
    head: Math.max(last, entries.at(-1)?.seq ?? 0),
    more: page.more,
    cursors: (await read.all('cursors', { conversation: conversation.id })).map(cursorOf),
  };
}

export const readerOf = (store: Store) => ({
  one: store.read.one.bind(store.read),
  all: store.read.all.bind(store.read),
  entries: store.read.entries.bind(store.read),
  house: store.house,
});
