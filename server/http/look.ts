import { isWritable, unknownZones } from '../actions/store-health.ts';
import type { HttpInput } from './input.ts';

/** What a relay knows of itself, for `npm run salon -- check`. */
export interface Look {
  now: number;
  publicUrl: string;
  /** Forwarded headers came, and TRUST_PROXY is not set. */
  forwardedIgnored: boolean;
  written: boolean;
  /** The version of its zone data, and places whose zones it lacks; null where the store cannot be asked. */
  tz: string;
  unknownZones: string[] | null;
}

export async function lookAround(
  { ports, settings }: Pick<HttpInput, 'ports' | 'settings'>,
  forwardedIgnored: boolean,
): Promise<{ ok: true } & Look> {
  const written = await isWritable(ports);
  return {
    ...{ ok: true, now: ports.store.now(), publicUrl: settings.publicUrl, forwardedIgnored, written },
    ...{ tz: process.versions.tz ?? '', unknownZones: await unknownZones(ports).catch(() => null) },
  };
}
