import type { PlaceCard } from '../../protocol/people.ts';
import type { There } from '../../protocol/there.ts';
import type { Words } from '../words/en.ts';
import { placeName } from './place.ts';
import type { Salon } from './salon.ts';

/** Any of its kinds, with what some of them say. */
type Told = { kind: string; why?: string; place?: PlaceCard; at?: number };

/** The words for it; a newer relay may say what this widget has none for. */
export function wordsFor(there: There, { words }: Salon): Words['there']['closed'] {
  const { kind, why = kind }: Told = there;
  return words.value.there[why as 'closed'] ?? words.value.there.untold;
}

/** Whether it is known that no call can be promised to her, so that none is offered. */
export const neverCalled = ({ house }: Salon): boolean => house.presence.value?.there.kind === 'never';

/** Its place by name, or the house where it says none. */
export const placeOf = ({ place }: Told, { house }: Salon): string => (place ? placeName(place) : house.name.value);

/** Who is there, in the same words on every screen; nothing where nothing is known. */
export const whoIsThere = (there: There, salon: Salon): string => wordsFor(there, salon)[0](placeOf(there, salon));
