import { forget } from '../models/own-session.ts';
import { openCall } from '../models/requests.ts';
import type { Salon } from '../models/salon.ts';

/** Ends everything and leaves nothing in this browser; asked once, in place. */
export function Forget({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const { forgetting, askToForget } = salon.sheet;
  if (!salon.thread.conversation.value) return null;
  return (
    <div class="forget">
      {forgetting.value ? (
        <fieldset tabIndex={-1}>
          <legend class="small">
            {words.forgetAsk} {openCall(salon.thread.requests.value) && words.callStands}
          </legend>
          <button type="button" class="line-button" onClick={() => forget(salon)}>
            {words.forget}
          </button>
          <button type="button" class="link" onClick={() => askToForget(false)}>
            {words.keep}
          </button>
        </fieldset>
      ) : (
        <button type="button" class="link quiet" tabIndex={0} onClick={() => askToForget(true)}>
          {words.forget}
        </button>
      )}
    </div>
  );
}
