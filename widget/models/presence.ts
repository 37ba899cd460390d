import type { Presence } from '../../protocol/http.ts';
import type { There } from '../../protocol/there.ts';
import { fits } from './shape.ts';

const PLACE = { name: '', city: '', zone: '' };
const PERSON = { id: '', name: '', title: '', place: PLACE };
const PRESENCE = { free: true, brand: { name: '' }, notice: { version: '' }, people: [PERSON], channels: [''] };

/** The presence answer, which comes from wherever the page's tag leads: null when it is not one. */
export const readPresence = (told: unknown): Presence | null =>
  fits(told, PRESENCE) ? { ...(told as Presence), there: readThere((told as Presence).there) } : null;

/** Who is there; an older relay does not say it. */
export function readThere(told: unknown): There {
  const there = Object(told);
  return !there.place || fits(there, { place: PLACE, at: 0 }) ? there : ({} as There);
}
