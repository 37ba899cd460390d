import type { ReadingPlace } from '../keep-end.ts';
import { nextId } from '../models/ids.ts';
import { languageName } from '../models/language-name.ts';
import { placeName } from '../models/place.ts';
import { openCall } from '../models/requests.ts';
import type { Salon } from '../models/salon.ts';
import { neverCalled, whoIsThere } from '../models/there.ts';
import { bothTimes } from '../models/time.ts';
import { type Wait, waitOf, wordsRequest } from '../models/wait.ts';
import { Forget } from './Forget.tsx';
import { Holder } from './Holder.tsx';
import { Portrait } from './Portrait.tsx';

/** What is happening while nobody writes to her yet, in words; to be called instead is one tap away. */
export function Waiting({ salon, place }: { salon: Salon; place: ReadingPlace }) {
  const words = salon.words.value;
  const { thread } = salon;
  const request = wordsRequest(thread.requests.value);
  const lost = thread.away.value;
  const known = waitOf(request);
  // Who is asked, and who is away, is known of this moment alone; a promise stands without a line.
  const wait = lost && known?.kind !== 'left' && known?.kind !== 'unspoken' ? null : known;
  const begun = thread.waiting.value.some((line) => !line.refused);
  const leave = () => {
    if (request) void salon.chunks.chat.peek()?.turn({ request: request.id, id: nextId(), into: 'left_message' });
  };
  const call = () => {
    salon.sheet.choose('callback');
    salon.sheet.turn(true);
  };
  const callable =
    (salon.house.presence.value?.channels.includes('callback') ?? true) &&
    !neverCalled(salon) &&
    known?.kind !== 'unspoken' &&
    !openCall(thread.requests.value);
  return (
    <>
      {thread.typing.value && <p class="typing small">{words.typing(thread.typing.value)}</p>}
      <div class="wait">
        {wait?.kind === 'asking' && (
          <div class="faces">
            {wait.people.slice(0, 3).map((person) => (
              <Portrait key={person.id} of={person} relay={salon.page.relay} />
            ))}
          </div>
        )}
        <div role="status">{wait && <p class="name">{sentence(wait, salon, callable)}</p>}</div>
        {(wait?.kind === 'finding' || wait?.kind === 'asking') && <span class="breath" />}
        {(known || begun) && (
          <p class="ways">
            {callable && (
              <button type="button" class="link" onClick={call}>
                {words.callInstead}
              </button>
            )}
            {wait?.kind === 'slow' && (
              <button type="button" class="link" onClick={leave}>
                {words.leaveMessage}
              </button>
            )}
          </p>
        )}
      </div>
      {request?.state === 'done' && (
        <div class="along">
          <Holder salon={salon} />
        </div>
      )}
      <Forget salon={salon} />
      {place.above.value && thread.answeredBy.value && (
        <button type="button" class="below small" onClick={place.toEnd}>
          {words.answered(thread.answeredBy.value)}
        </button>
      )}
    </>
  );
}

function sentence(wait: Wait, salon: Salon, callable: boolean): string {
  const say = salon.words.value;
  const locale = salon.page.locale();
  switch (wait.kind) {
    case 'finding':
      return say.finding;
    case 'asking':
      return say.asking(
        wait.people.map((person) => person.name),
        wait.people[0]?.place.city ?? '',
        // She held it before, and could not go on.
        salon.thread.entries.value.some((e) => e.kind === 'left' && e.body?.associate.id === wait.people[0]?.id),
      );
    case 'slow':
      return say.slow(callable);
    case 'with_clients':
      return `${whoIsThere(wait, salon)} ${say.answersBy(placeName(wait.place), ...bothTimes(wait.at, locale, wait.place))}`;
    case 'unspoken':
      return say.leftNever(salon.house.name.value, languageName(salon, wait.language));
    case 'left':
      // A time that has passed promises nothing.
      return wait.place && wait.at && wait.at > Date.now()
        ? say.leftUntil(placeName(wait.place), ...bothTimes(wait.at, locale, wait.place))
        : say.left;
    case 'away':
      return say.away(wait.name, callable);
  }
}
