import { useSignal } from '@preact/signals';
import type { Salon } from '../models/salon.ts';
import { forget } from '../models/session.ts';

/** Ends everything and leaves nothing in this browser; asked once, in place. */
export function Forget({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const asked = useSignal(false);
  if (!salon.thread.conversation.value) return null;
  if (!asked.value)
    return (
      <button
        type="button"
        class="link quiet forget"
        onClick={() => {
          asked.value = true;
        }}
      >
        {words.forget}
      </button>
    );
  return (
    <div class="forget" role="group" aria-label={words.forget}>
      <p class="small">{words.forgetAsk}</p>
      <button type="button" class="line-button" onClick={() => void forget(salon)}>
        {words.forget}
      </button>
      <button
        type="button"
        class="link"
        onClick={() => {
          asked.value = false;
        }}
      >
        {words.keep}
      </button>
    </div>
  );
}
