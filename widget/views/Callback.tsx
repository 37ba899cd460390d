import type { Call } from '../models/call.ts';
import { openCall } from '../models/requests.ts';
import type { Salon } from '../models/salon.ts';
import { CallForm } from './CallForm.tsx';
import { CallStands } from './CallStands.tsx';
import { Forget } from './Forget.tsx';
import { NoCall } from './NoCall.tsx';

/** The callback: the form, and once asked for what was promised. */
export function Callback({ salon, call }: { salon: Salon; call: Call }) {
  const standing = openCall(salon.thread.requests.value);
  const moving = call.moving.value;
  const asap = call.slots.value?.asap;
  return (
    <div class="view">
      {standing && !moving ? (
        <CallStands salon={salon} call={call} request={standing} />
      ) : (
        <>
          <p
            class={call.ended.value ? 'name ended' : 'unseen'}
            tabIndex={call.ended.value ? -1 : undefined}
            role="status"
          >
            {outcome(call, salon)}
          </p>
          {asap?.kind === 'never' ? (
            <NoCall salon={salon} call={call} there={asap} stands={standing !== null} />
          ) : (
            <CallForm salon={salon} call={call} moving={standing} />
          )}
        </>
      )}
      <Forget salon={salon} />
    </div>
  );
}

/** How the last call ended, in words; a new one may be asked for below. */
function outcome({ ended, words }: Call, salon: Salon): string | null {
  const { calledYou } = salon.words.value;
  switch (ended.value) {
    case 'withdrawn':
      return words.value.withdrawn;
    case 'done':
      return calledYou;
    case 'turned':
      return words.value.gaveUp;
    case 'lost':
      return words.value.lost;
    default:
      return null;
  }
}
