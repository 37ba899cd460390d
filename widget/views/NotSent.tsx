import { refusalShown } from '../models/refusals.ts';
import type { Salon } from '../models/salon.ts';

/** What failed for good, right behind the field in reading order: why, and what she may do. */
export function NotSent({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const failed = salon.thread.waiting.value.filter((line) => line.refused);
  const [first] = failed;
  if (!first?.refused) return null;
  const texts = failed.flatMap(({ draft }) => (draft.kind === 'message' ? [draft.body.text] : []));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(texts.join('\n\n'));
      salon.said.say(words.copied);
    } catch {
      // Pages may forbid the clipboard; the words still stand above, to be marked and copied by hand.
    }
  };
  return (
    <div class="not-sent ways">
      <p class="alarm">
        {words.notSent}. {refusalShown(first.refused, salon)}
      </p>
      <button type="button" class="link" onClick={() => salon.chunks.chat.peek()?.retry()}>
        {words.retry}
      </button>
      <button type="button" class="link" onClick={copy}>
        {words.copy}
      </button>
    </div>
  );
}
