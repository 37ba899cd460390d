const MINUTE_MS = 60_000;
const offsets = new Map<string, number>();

/** Minutes past midnight on a wall clock of there; of a day without a clock change, which is what is played. */
export function minuteOfDay(zone: string, at: number): number {
  return (((Math.floor(at / MINUTE_MS) + offsetOf(zone, at)) % 1440) + 1440) % 1440;
}

/** By how many minutes clocks of there are ahead of UTC on that day. */
export function offsetOf(zone: string, at: number): number {
  const day = Math.floor(at / 86_400_000);
  const key = `${zone} ${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const said = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(said) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  offsets.set(key, offset);
  return offset;
}
