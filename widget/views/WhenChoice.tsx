import type { Slot, Slots } from '../../protocol/http.ts';
import type { Call } from '../models/call.ts';
import { placeName } from '../models/place.ts';
import type { Salon } from '../models/salon.ts';
import { bothTimes, clock, hers } from '../models/time.ts';
import type { CallWords } from '../words/call-en.ts';

/** As soon as possible, or a day and a time: hers first, the place's beside it. */
export function WhenChoice({ salon, call }: { salon: Salon; call: Call }) {
  const words = call.words.value;
  const slots = call.slots.value;
  const when = call.when.value;
  const error = call.errors.value.when;
  return (
    <fieldset class="when" aria-describedby={error ? 'call-when-said' : undefined}>
      <legend class="label">{words.when}</legend>
      <label class="slot asap">
        <input
          type="radio"
          name="when"
          checked={when.kind === 'asap'}
          aria-labelledby="asap-title"
          aria-describedby="asap-line"
          onChange={() => {
            call.when.value = { kind: 'asap' };
          }}
        />
        <span>
          <span id="asap-title">{salon.words.value.asap}</span>
          <span class="small" id="asap-line">
            {slots && asapLine(slots, words, salon.page.locale())}
          </span>
        </span>
      </label>
      {error && (
        <p class="alarm" id="call-when-said">
          {error}
        </p>
      )}
      {call.without.value && <p class="small">{words.noSlots}</p>}
      {slots && slots.days.length > 0 && (
        <>
          {slots.places.length > 0 && <PlaceChoice slots={slots} call={call} />}
          <div class="days">
            {slots.days.map(({ date }) => (
              <Day key={date} date={date} salon={salon} call={call} />
            ))}
          </div>
          <div class="slots">
            {slots.days
              .find(({ date }) => date === call.day.value)
              ?.slots.map((slot) => (
                <Time key={slot.startAt} slot={slot} slots={slots} salon={salon} call={call} />
              ))}
          </div>
        </>
      )}
    </fieldset>
  );
}

function asapLine({ asapAt, place }: Slots, words: CallWords, locale: string): string {
  if (asapAt === null) return words.asapNow;
  return words.asapFrom(...bothTimes(asapAt, locale, place));
}

interface Chosen {
  salon: Salon;
  call: Call;
}

function PlaceChoice({ slots, call }: { slots: Slots; call: Call }) {
  return (
    <label class="field inline">
      <span class="label">{call.words.value.from}</span>
      <select
        value={slots.place.id}
        onChange={(event) => {
          call.when.value = { kind: 'asap' };
          void call.fetchSlots(event.currentTarget.value);
        }}
      >
        {[slots.place, ...slots.places.filter(({ id }) => id !== slots.place.id)].map((place) => (
          <option key={place.id} value={place.id}>
            {placeName(place)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ date, salon, call }: Chosen & { date: string }) {
  const locale = salon.page.locale();
  // A bare date is read at noon UTC, so that no zone turns it into its neighbour.
  const at = Date.parse(`${date}T12:00Z`);
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(hers(locale), { ...options, timeZone: 'UTC' }).format(at);
  return (
    <button
      type="button"
      class="day"
      aria-pressed={call.day.value === date}
      onClick={() => {
        call.day.value = date;
      }}
    >
      <span class="label">{said({ weekday: 'short' })}</span> <span>{said({ day: 'numeric' })}</span>{' '}
      <span class="unseen">{said({ month: 'long' })}</span>
    </button>
  );
}

function Time({ slot, slots, salon, call }: Chosen & { slot: Slot; slots: Slots }) {
  const words = call.words.value;
  const locale = salon.page.locale();
  const when = call.when.value;
  const there = clock(slot.startAt, locale, slots.place.zone);
  const mine = clock(slot.startAt, locale);
  return (
    <label class="slot">
      <input
        type="radio"
        name="when"
        checked={when.kind === 'slot' && when.startAt === slot.startAt}
        onChange={() => {
          call.when.value = { kind: 'slot', place: slots.place.id, startAt: slot.startAt };
        }}
      />
      <span>
        {mine} – {clock(slot.endAt, locale)}
        {there !== mine && <span class="small"> {words.slotThere(there, slots.place.city)}</span>}
      </span>
    </label>
  );
}
