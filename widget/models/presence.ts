import type { Presence } from '../../protocol/http.ts';
import type { Persona, PlaceCard } from '../../protocol/people.ts';

type Loose = Record<string, unknown>;
const loose = (value: unknown): Loose => Object(value);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function readPlace(value: unknown): PlaceCard {
  const { id, name, city, zone } = loose(value);
  return { id: text(id), name: text(name), city: text(city), zone: text(zone), kind: 'boutique' };
}

function readPersona(value: unknown): Persona {
  const { id, name, title, place, portrait } = loose(value);
  const shown = { id: text(id), name: text(name), title: text(title), portrait: text(portrait) || null };
  return { ...shown, place: readPlace(place), languages: [] };
}

/**
 * The presence answer, checked by hand and field by field, because it comes before anything else is there and
 * from wherever the page's address leads: null when it is not one.
 */
export function readPresence(value: unknown): Presence | null {
  const { free, brand, people, answers, notice, channels } = loose(value);
  const house = loose(brand);
  if (typeof free !== 'boolean' || !house.name) return null;
  const { version, url } = loose(notice);
  const { place, at } = loose(answers);
  const offered = list(channels).filter((channel) => channel === 'chat' || channel === 'callback');
  return {
    protocol: 1,
    brand: { id: text(house.id), name: text(house.name) },
    notice: { version: text(version), url: text(url) || null },
    free,
    people: list(people)
      .slice(0, 3)
      .map(readPersona)
      .filter(({ name }) => name),
    answers: place ? { place: readPlace(place), at: Number(at) || 0 } : null,
    channels: offered.length > 0 ? offered : ['chat', 'callback'],
  };
}
