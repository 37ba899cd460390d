import type { OutboxLine } from '../models/outbox.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { CopyButton } from './CopyButton.tsx';
import { useModels } from './desk-context.ts';
import { Words } from './Words.tsx';

/** Her words that the relay has not acknowledged: on their way, or refused with her words kept. */
export function UnsentLine({ line: { draft, refused } }: { line: OutboxLine }) {
  const { outbox, link } = useModels();
  return (
    <li class={refused ? 'said mine leads unsent refused' : 'said mine leads unsent'}>
      <p class="unseen">{words.you}</p>
      <p class="said-text" dir="auto" lang="">
        <Words text={draft.body.text} />
      </p>
      {refused ? (
        <>
          <p class="refusal" role="alert">
            {words.thread.refused} {refusalWords(refused)}
          </p>
          <div class="buttons">
            <button type="button" class="quiet" onClick={() => outbox.retry(draft.id)}>
              {words.thread.retry}
            </button>
            <CopyButton text={draft.body.text} name={words.thread.copy} />
            <button type="button" class="quiet" onClick={() => outbox.remove(draft.id)}>
              {words.thread.remove}
            </button>
          </div>
        </>
      ) : (
        <p class="said-state">{words.thread.states[link.value === 'open' ? 'sending' : 'kept']}</p>
      )}
    </li>
  );
}
