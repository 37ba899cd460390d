import type { Entry } from '../../protocol/entries.ts';
import type { Salon } from './salon.ts';
import { effect, untracked } from './signals.ts';

const AT_ONCE = 5;

/**
 * What the house says while she is there is read aloud once. The log itself is silent: a reader would speak each line
 * of it when it opens, when she asks for earlier words, and her own after her.
 */
export function readAloud(salon: Salon, worded: (entry: Entry) => string | null): () => void {
  let heard = 0;
  return effect(() => {
    const all = salon.thread.entries.value;
    const before = heard;
    heard = all.at(-1)?.seq ?? 0;
    untracked(() => {
      if (!before || !salon.sheet.opened.value || salon.sheet.view.value !== 'chat') return;
      const fresh = all.filter((entry) => entry.seq > before && entry.by.kind !== 'shopper');
      const said = fresh.map(worded).filter(Boolean).slice(-AT_ONCE).join('\n');
      // The same words again are news too.
      if (said) salon.said.say(said === salon.said.text.value ? `${said}\u00a0` : said);
    });
  });
}
