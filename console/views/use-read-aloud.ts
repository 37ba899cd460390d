import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../protocol/entries.ts';
import type { Conversation } from '../models/conversation.ts';
import { words } from '../words/en.ts';
import { happeningWords } from '../words/happenings.ts';
import { useRoom } from './desk-context.ts';

const AT_ONCE = 5;
/** Happenings that she has not brought about herself. */
const NEWS: ReadonlySet<string> = new Set<Entry['kind']>([
  ...(['left', 'promised', 'moved', 'withdrawn', 'resumed', 'line'] as const),
]);

/**
 * What came last from the other side while she looks, to be read aloud once. The log itself is silent: a reader would
 * speak each line of it when it opens, when she asks for earlier words, and her own after her.
 */
export function useReadAloud({ entries, caughtUp }: Conversation): string {
  const { desk, clock } = useRoom();
  const [said, setSaid] = useState('');
  const heard = useRef<number | null>(null);
  const all = entries.value;
  const whole = caughtUp.value;

  useEffect(() => {
    const before = heard.current;
    if (before === null && !whole) return;
    heard.current = all.at(-1)?.seq ?? 0;
    if (before === null) return;
    const me = desk.me.peek();
    const worded = (entry: Entry) => {
      if (entry.kind !== 'message' && entry.kind !== 'product') {
        if (!NEWS.has(entry.kind)) return null;
        return happeningWords(entry, { me: me.id, now: clock.minute.peek(), zone: me.place.zone });
      }
      if (!entry.body || (entry.by.kind === 'associate' && entry.by.id === me.id)) return null;
      const by = entry.by.kind === 'house' ? '' : (entry.by.name ?? words.client);
      return `${by}: ${'text' in entry.body ? entry.body.text : entry.body.name}`;
    };
    const fresh = all.filter((entry) => entry.seq > before).flatMap((entry) => worded(entry) ?? []);
    // The same words again are news too.
    const now = fresh.slice(-AT_ONCE).join('\n');
    if (now) setSaid((last) => (last === now ? `${now}\u00a0` : now));
  }, [all, whole]);
  return said;
}
