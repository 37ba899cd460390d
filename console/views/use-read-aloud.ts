import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../protocol/entries.ts';
import { isSaid, kindOf, textOf } from '../../protocol/entry-kinds.ts';
import type { Conversation } from '../models/conversation.ts';
import { words } from '../words/en.ts';
import { happeningWords } from '../words/happenings.ts';
import { useModels } from './desk-context.ts';

const AT_ONCE = 5;

/**
 * What came last from the other side while she looks, to be read aloud once. The log itself is silent: a reader would
 * speak each line of it when it opens, when she asks for earlier words, and her own after her.
 */
export function useReadAloud({ entries, caughtUp }: Conversation): string {
  const { desk, clock } = useModels();
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
      const { aloud } = kindOf(entry);
      if (aloud !== 'all' && aloud !== 'desk') return null;
      if (!isSaid(entry)) return happeningWords(entry, { me: me.id, now: clock.minute.peek(), zone: me.place.zone });
      const text = textOf(entry);
      if (text === null || (entry.by.kind === 'associate' && entry.by.id === me.id)) return null;
      const by = entry.by.kind === 'house' ? '' : (entry.by.name ?? words.client);
      return `${by}: ${text}`;
    };
    const fresh = all.filter((entry) => entry.seq > before).flatMap((entry) => worded(entry) ?? []);
    // The same words again are news too.
    const now = fresh.slice(-AT_ONCE).join('\n');
    if (now) setSaid((last) => (last === now ? `${now}\u00a0` : now));
  }, [all, whole]);
  return said;
}
