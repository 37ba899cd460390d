import type { There } from '../../protocol/there.ts';
import type { Call } from '../models/call.ts';
import type { Salon } from '../models/salon.ts';
import { placeOf, whoIsThere, wordsFor } from '../models/there.ts';

interface Unpromised {
  salon: Salon;
  call: Call;
  there: Extract<There, { kind: 'never' }>;
  /** The call that stands and might have been given another time. */
  stands: boolean;
}

/** No call can be promised: why, and that she may write. */
export function NoCall({ salon, call, there, stands }: Unpromised) {
  const words = call.words.value;
  return (
    <div class="stands">
      <div role="status" class="outcome">
        <h2 class="title" tabIndex={-1}>
          {stands ? words.move : salon.words.value.callback}
        </h2>
        <p class="name">{whoIsThere(there, salon)}</p>
        <p class="small">{wordsFor(there, salon)[1](placeOf(there, salon)) || words.noCall}</p>
      </div>
      <p class="ways">
        <button type="button" class="main-button" onClick={() => salon.sheet.choose('chat')}>
          {words.write}
        </button>
        {stands && (
          <button type="button" class="link" onClick={() => call.changeTime(false)}>
            {words.stay}
          </button>
        )}
      </p>
    </div>
  );
}
