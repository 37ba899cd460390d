/**
 * Of the presence answer, what the launcher shows: whether somebody is free, and the first portrait when it
 * lies on the relay. Anything else that an address may answer (HTML, null, another's JSON) is nobody.
 */
export function faceOf(told: unknown, relay: string): [free: boolean, portrait: URL | null] {
  const { free, people } = Object(told);
  const path: unknown = Object(Array.isArray(people) && people[0]).portrait;
  const portrait = typeof path === 'string' && URL.canParse(path, relay) ? new URL(path, relay) : null;
  return [free === true, portrait?.origin === new URL(relay).origin ? portrait : null];
}
