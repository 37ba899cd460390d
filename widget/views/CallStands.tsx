import type { ShopperRequest } from '../../protocol/requests.ts';
import type { Call } from '../models/call.ts';
import { placeName } from '../models/place.ts';
import type { Salon } from '../models/salon.ts';
import { clock, day, moment } from '../models/time.ts';
import type { Page } from '../page.ts';
import type { CallWords } from '../words/call-en.ts';
import { Notice } from './Notice.tsx';
import { Portrait } from './Portrait.tsx';

interface Standing {
  salon: Salon;
  call: Call;
  request: ShopperRequest;
}

/** What was promised: who calls, when by both clocks, on which number, and how to change it. */
export function CallStands({ salon, call, request }: Standing) {
  const words = call.words.value;
  const { holder, place } = request;
  const locale = salon.page.locale();
  const zone = place?.zone;
  const start = request.dueAt ?? request.openedAt;
  const there = place && clock(start, locale, zone) !== clock(start, locale) ? clock(start, locale, zone) : null;
  // Named only once it is sure who calls.
  const who = holder?.name ?? salon.house.name.value;
  const never = request.nobody?.kind === 'never';
  return (
    <div class="stands">
      <div role="status" class="outcome">
        <div class="person">
          {holder && <Portrait of={holder} relay={salon.page.relay} />}
          <div>
            <h2 class="title" tabIndex={-1}>
              <bdi>{never ? words.callUnpromised : words.callBy(who)}</bdi>
            </h2>
            <p class="name">{promise(request, call, salon)}</p>
          </div>
        </div>
        {place && <bdi class="small">{placeName(place)}</bdi>}
        {there && place && start > Date.now() && !never && !soon(request) && (
          <p class="small">{words.callThere(there, place.city)}</p>
        )}
        {request.phone && (
          <p class="small">
            {words.callTo}
            <bdi dir="ltr">{request.phone}</bdi>
          </p>
        )}
        {request.callsFrom && <p class="small">{words.callsFrom(request.callsFrom)}</p>}
        <p class="small">{words.change}</p>
      </div>
      {call.trouble.value && (
        <p class="alarm" role="alert">
          {call.trouble.value}
        </p>
      )}
      <p class="ways">
        <button type="button" class="line-button" onClick={() => call.changeTime(true)}>
          {words.move}
        </button>
        <button
          type="button"
          class="line-button"
          aria-disabled={call.busy.value}
          onClick={() => call.withdraw(request)}
        >
          {words.withdraw}
        </button>
        <button type="button" class="link" onClick={() => salon.sheet.choose('chat')}>
          {words.write}
        </button>
      </p>
      <Notice salon={salon} />
    </div>
  );
}

/** Who tries again and when, that she is rung in a moment, or when she is called. */
function promise(request: ShopperRequest, { words, caller }: Call, salon: Salon): string {
  const { state, tries, dueAt, openedAt, nobody } = request;
  if (nobody) return words.value.callNever(salon.house.name.value);
  if (soon(request)) return words.value.callSoon;
  if (state !== 'later' || tries === 0 || (dueAt ?? 0) < Date.now()) return callTime(request, words.value, salon.page);
  const next = moment(dueAt ?? openedAt, salon.page.locale());
  return words.value.callMissed(caller.value?.name ?? null, rangAt(request, salon), next);
}

/** Somebody has taken the call that was asked for at once. */
const soon = ({ holder, asap }: ShopperRequest): boolean => holder !== null && asap;

/** When the last try was, where the log tells it. */
function rangAt({ id }: ShopperRequest, { thread, page }: Salon): string | null {
  const called = thread.entries.value.findLast((entry) => entry.kind === 'called' && entry.body?.request === id);
  return called ? clock(called.at, page.locale()) : null;
}

/** When she is called, by her own clock. */
export function callTime({ dueAt, endAt, openedAt, asap }: ShopperRequest, words: CallWords, page: Page): string {
  const locale = page.locale();
  const start = dueAt ?? openedAt;
  // A time that has passed says nothing more.
  if (asap || !endAt || endAt < Date.now()) return words.callAsap(start > Date.now() ? moment(start, locale) : null);
  return words.callSlot(day(start, locale), clock(start, locale), clock(endAt, locale));
}
