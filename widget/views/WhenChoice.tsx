import type { Slot } from '../../protocol/http.ts';
import type { PlaceCard } from '../../protocol/people.ts';
import type { There } from '../../protocol/there.ts';
import type { Call } from '../models/call.ts';
import { placeName } from '../models/place.ts';
import type { Salon } from '../models/salon.ts';
import { whoIsThere } from '../models/there.ts';
import { bothTimes, clock, hers } from '../models/time.ts';
import type { CallWords } from '../words/call-en.ts';

/** As soon as possible, or a day and a time: hers first, the place's beside it. */
export function WhenChoice({ salon, call }: { salon: Salon; call: Call }) {
  const words = call.words.value;
  const slots = call.slots.value;
  const place = slots?.place;
  const when = call.when.value;
  const error = call.errors.value.when;
  const looking = !slots && !call.without.value;
  return (
    <fieldset class="when" aria-busy={looking} aria-describedby={error ? 'call-when-said' : undefined}>
      <legend class="label">{words.when}</legend>
      <label class="slot asap">
        <input
          type="radio"
          name="when"
          checked={when.kind === 'asap'}
          aria-labelledby="asap-title"
          aria-describedby="asap-line"
          onChange={() => call.fill({ when: { kind: 'asap' } })}
        />
        <span>
          <span id="asap-title">{salon.words.value.asap}</span>
          <span class="small" id="asap-line">
            {slots && asapLine(slots.asap, words, salon)}
            {looking && <i class="looking" />}
          </span>
        </span>
      </label>
      {error && (
        <p class="alarm" id="call-when-said">
          {error}
        </p>
      )}
      {call.without.value && <p class="small">{words.noSlots}</p>}
      {looking && <i class="looking" />}
      {slots && place && slots.days.length > 0 && (
        <>
          {slots.places.length > 0 && <PlaceChoice of={place} places={slots.places} call={call} />}
          <div class="days">
            {slots.days.map(({ date }) => (
              <Day key={date} date={date} salon={salon} call={call} />
            ))}
          </div>
          {slots.days
            .filter(({ date }) => date === call.day.value)
            .map(({ date, slots }) => (
              <div key={date} class="slots" role="radiogroup" aria-label={dayOf(date, salon, LONG)}>
                {slots.map((slot) => (
                  <Time key={slot.startAt} slot={slot} place={place} salon={salon} call={call} />
                ))}
              </div>
            ))}
        </>
      )}
    </fieldset>
  );
}

/** Who is there, and from when a call would come. */
function asapLine(there: There, words: CallWords, salon: Salon): string {
  const who = whoIsThere(there, salon);
  switch (there.kind) {
    case 'nobody_here':
    case 'closed':
      return `${who} ${words.asapFrom(...bothTimes(there.at, salon.page.locale(), there.place))}`;
    case 'with_clients':
      return `${who} ${words.asapNext}`;
    case 'untold':
      return words.asapNext;
    default:
      return who;
  }
}

interface Chosen {
  salon: Salon;
  call: Call;
}

function PlaceChoice({ of, places, call }: { of: PlaceCard; places: readonly PlaceCard[]; call: Call }) {
  return (
    <label class="field inline">
      <span class="label">{call.words.value.from}</span>
      <select
        value={of.id}
        onChange={(event) => {
          call.fill({ when: { kind: 'asap' } });
          void call.fetchSlots(event.currentTarget.value);
        }}
      >
        {[of, ...places.filter(({ id }) => id !== of.id)].map((place) => (
          <option key={place.id} value={place.id}>
            {placeName(place)}
          </option>
        ))}
      </select>
    </label>
  );
}

const LONG = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** A bare date is read at noon UTC, so that no zone turns it into its neighbour. */
const dayOf = (date: string, salon: Salon, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(hers(salon.page.locale()), { ...options, timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00Z`),
  );

/** The days are a group of their own, and so are the times of one: Tab leads to each, arrows within. */
function Day({ date, salon, call }: Chosen & { date: string }) {
  return (
    <label class="day">
      <input
        type="radio"
        name="day"
        aria-label={dayOf(date, salon, LONG)}
        checked={call.day.value === date}
        onChange={() => call.fill({ day: date })}
      />
      <span class="label">{dayOf(date, salon, { weekday: 'short' })}</span>
      <span>{dayOf(date, salon, { day: 'numeric' })}</span>
    </label>
  );
}

const HOURS = { hour: 'numeric', minute: '2-digit' } as const;

function Time({ slot, place, salon, call }: Chosen & { slot: Slot; place: PlaceCard }) {
  const words = call.words.value;
  const locale = salon.page.locale();
  const when = call.when.value;
  const there = clock(slot.startAt, locale, place.zone);
  const mine = clock(slot.startAt, locale);
  return (
    <label class="slot">
      <input
        type="radio"
        name="slot"
        checked={when.kind === 'slot' && when.startAt === slot.startAt}
        onChange={() => {
          call.correct('when');
          call.fill({ when: { kind: 'slot', place: place.id, startAt: slot.startAt } });
        }}
      />
      <span>
        {new Intl.DateTimeFormat(hers(locale), HOURS).formatRange(slot.startAt, slot.endAt).replace(/\s*–\s*/, '–')}
        {there !== mine && <span class="small">{words.slotThere(there, place.city)}</span>}
      </span>
    </label>
  );
}
