import type { Presence } from '../../protocol/http.ts';
import type { Persona, PlaceCard } from '../../protocol/people.ts';

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

function readPlace(value: unknown): PlaceCard {
  const place = isObject(value) ? value : {};
  const zone = text(place.zone);
  return { id: text(place.id), name: text(place.name), city: text(place.city), zone, kind: 'boutique' };
}

function readPersona(value: unknown): Persona | null {
  if (!isObject(value) || !text(value.name)) return null;
  const languages = Array.isArray(value.languages) ? value.languages.map(text) : [];
  return {
    id: text(value.id),
    name: text(value.name),
    title: text(value.title),
    place: readPlace(value.place),
    portrait: text(value.portrait) || null,
    languages,
  };
}

/**
 * The presence answer, checked by hand and field by field, because it comes before anything else is there and
 * from wherever the page's address leads: null when it is not one.
 */
export function readPresence(value: unknown): Presence | null {
  if (!isObject(value) || typeof value.free !== 'boolean' || !isObject(value.brand)) return null;
  const { brand, people, answers, notice, channels } = value as Record<string, Loose>;
  return {
    protocol: Number(value.protocol) || 0,
    brand: { id: text(brand?.id), name: text(brand?.name) },
    notice: { version: text(notice?.version), url: text(notice?.url) || null },
    free: value.free,
    people: Array.isArray(people)
      ? people
          .slice(0, 3)
          .map(readPersona)
          .filter((person) => person !== null)
      : [],
    answers: isObject(answers) ? { place: readPlace(answers.place), at: Number(answers.at) || 0 } : null,
    channels: Array.isArray(channels) ? channels.filter((c) => c === 'chat' || c === 'callback') : ['chat', 'callback'],
  };
}
