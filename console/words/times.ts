/** Times as people say them, in a named zone. English; `en-GB` writes 14:30 and Saturday 22 November. */
const LOCALE = 'en-GB';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: safeZone(zone) });
  formats.set(key, made);
  return made;
}

/** A browser may not know a zone that the relay knows. */
function safeZone(zone: string): string {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

/** 14:30 */
export const clockTime = (at: number, zone: string) =>
  format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** 2026-11-22, for comparing days. */
export function dayOf(at: number, zone: string): string {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/** Days of the calendar, not of 24 hours: two nights a year are an hour shorter or longer. */
const dayBeside = (now: number, zone: string, days: number): string =>
  new Date(Date.parse(dayOf(now, zone)) + days * DAY_MS).toISOString().slice(0, 10);

/** "Today", "Tomorrow", "Yesterday", or "Saturday 22 November". */
export function dayName(at: number, now: number, zone: string): string {
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return 'Today';
  if (day === dayBeside(now, zone, 1)) return 'Tomorrow';
  if (day === dayBeside(now, zone, -1)) return 'Yesterday';
  return format(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** "14:30", "tomorrow 14:30", "Sat 22 Nov 14:30". */
export function dayTime(at: number, now: number, zone: string): string {
  const day = dayOf(at, zone);
  const time = clockTime(at, zone);
  if (day === dayOf(now, zone)) return time;
  if (day === dayBeside(now, zone, 1)) return `tomorrow ${time}`;
  if (day === dayBeside(now, zone, -1)) return `yesterday ${time}`;
  return `${format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at)} ${time}`;
}

/** "14:30–15:00" for a slot, "14:30" for a moment. */
export const span = (at: number, endAt: number | null, now: number, zone: string) =>
  endAt === null ? dayTime(at, now, zone) : `${dayTime(at, now, zone)}–${clockTime(endAt, zone)}`;

/** "a moment", "4 min", "2 h 10", "3 days". */
export function duration(ms: number): string {
  if (ms < MINUTE_MS) return 'a moment';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} days`;
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  return `${Math.floor(ms / HOUR_MS)} h${minutes > 0 ? ` ${String(minutes).padStart(2, '0')}` : ''}`;
}

/** "42 s" under two minutes, so that a short wait is felt. */
export const waited = (ms: number) => (ms < 2 * MINUTE_MS ? `${Math.max(1, Math.round(ms / 1_000))} s` : duration(ms));

/** When a list says "now", "14:30", "Tue", "3 Nov". */
export function listTime(at: number, now: number, zone: string): string {
  if (now - at < MINUTE_MS) return 'now';
  if (dayOf(at, zone) === dayOf(now, zone)) return clockTime(at, zone);
  if (now - at < 6 * DAY_MS) return format(zone, { weekday: 'short' }).format(at);
  return format(zone, { day: 'numeric', month: 'short' }).format(at);
}

/** Between 21:00 and 09:00 of that zone nobody is called or texted, unless she chose the time herself. */
export function isNight(at: number, zone: string): boolean {
  const hour = Number(clockTime(at, zone).slice(0, 2));
  return hour >= 21 || hour < 9;
}

/**
 * Whether a zone tells the client's clock. A browser that keeps its place to itself says UTC, Reykjavik or an offset,
 * and one that this browser does not know is nobody's: of her hour and her night nothing is said then.
 */
export const tellsClock = (zone: string): boolean =>
  /^(?!Etc\/|Atlantic\/Reykjavik$).+\//.test(zone) && safeZone(zone) === zone;

/** "Asia/Tokyo" as a city. */
export const cityOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
