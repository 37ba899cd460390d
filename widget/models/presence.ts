import type { Presence } from '../../protocol/http.ts';
import { fits } from './shape.ts';

const PLACE = { name: '', city: '', zone: '' };
const PERSON = { id: '', name: '', title: '', place: PLACE };
const PRESENCE = { free: true, brand: { name: '' }, notice: { version: '' }, people: [PERSON], channels: [''] };

/** The presence answer, which comes from wherever the page's tag leads: null when it is not one. */
export function readPresence(told: unknown): Presence | null {
  if (!fits(told, PRESENCE)) return null;
  const presence = told as Presence;
  return presence.answers && !fits(presence.answers, { place: PLACE, at: 0 }) ? null : presence;
}
