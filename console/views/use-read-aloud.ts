import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../protocol/entries.ts';
import { isSaid, kindOf, textOf } from '../../protocol/entry-kinds.ts';
import { tongueOf } from '../../protocol/tongue.ts';
import type { Conversation } from '../models/conversation.ts';
import { words } from '../words/en.ts';
import { happeningWords } from '../words/happenings.ts';
import { useModels } from './desk-context.ts';

/** One thing to be heard: by whom, where that is news, and in which language. */
export interface Heard {
  key: string;
  by: string;
  text: string;
  lang: string | undefined;
}

/** One sentence to be heard. The same words again are news too: `again` turns with each. */
export interface Breath {
  lines: readonly Heard[];
  again: boolean;
}

const AT_ONCE = 5;

/**
 * What came last from the other side while she looks, to be read aloud once, as one sentence. The log itself is silent:
 * a reader would speak each line of it when it opens, when she asks for earlier words, and her own after her.
 */
export function useReadAloud({ entries, caughtUp, card }: Conversation): Breath {
  const { desk, clock } = useModels();
  const [said, setSaid] = useState<Breath>({ lines: [], again: false });
  const heard = useRef<number | null>(null);
  const all = entries.value;
  const whole = caughtUp.value;

  useEffect(() => {
    const before = heard.current;
    if (before === null && !whole) return;
    heard.current = all.at(-1)?.seq ?? 0;
    if (before === null) return;
    const me = desk.me.peek();
    const teller = { me: me.id, now: clock.minute.peek(), zone: me.place.zone };
    const fresh = all.filter((entry) => entry.seq > before).flatMap((entry) => wordsOf(entry, teller) ?? []);
    const language = card.peek()?.shopper.language;
    const lines = inOneBreath(fresh.slice(-AT_ONCE), language);
    if (lines.length > 0) setSaid(({ again }) => ({ lines, again: !again }));
  }, [all, whole]);
  return said;
}

function wordsOf(entry: Entry, teller: Parameters<typeof happeningWords>[1]): { entry: Entry; text: string } | null {
  const { aloud } = kindOf(entry);
  if (aloud !== 'all' && aloud !== 'desk') return null;
  if (entry.by.kind === 'associate' && entry.by.id === teller.me) return null;
  const text = isSaid(entry) ? textOf(entry) : happeningWords(entry, teller);
  return text === null ? null : { entry, text };
}

/** A name is said once for as long as its person goes on speaking. */
function inOneBreath(fresh: readonly { entry: Entry; text: string }[], language: string | undefined): Heard[] {
  let last = '';
  return fresh.map(({ entry, text }) => {
    const { by, id } = entry;
    const name = isSaid(entry) && by.kind !== 'house' ? (by.name ?? words.client) : '';
    const isNews = name !== '' && name !== last;
    last = name;
    const lang = isSaid(entry) ? tongueOf(text, by.kind === 'shopper' ? language : undefined) : undefined;
    return { key: id, by: isNews ? name : '', text, lang };
  });
}
