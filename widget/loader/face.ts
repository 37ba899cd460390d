/**
 * Of the presence answer, what the launcher shows: whether somebody is free, and the first portrait when it
 * lies on the relay. Anything else that an address may answer (HTML, null, another's JSON) is nobody.
 */
export function faceOf(told: unknown, relay: string): [free: boolean, portrait: string | undefined] {
  const { free, people } = Object(told);
  const path: unknown = Object(Array.isArray(people) && people[0]).portrait;
  return [free === true, typeof path === 'string' ? onRelay(path, relay) : undefined];
}

function onRelay(path: string, relay: string): string | undefined {
  const { href, origin } = new URL(path, relay);
  return origin === new URL(relay).origin ? href : undefined;
}
