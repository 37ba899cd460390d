import { statfs } from 'node:fs/promises';
import { type Checked, good, mend, whyOf } from './checked.ts';
import { readLastBackup } from './last-backup.ts';
import { wide } from './private.ts';

/** What is enough, and what is too much. */
export interface Bounds {
  freeBytes: number;
  logBytes: number;
  backupAgeMs: number;
  clockMs: number;
}

export const BOUNDS: Bounds = {
  freeBytes: 2e9,
  logBytes: 256e6,
  // A day, and some hours for the next one to be made.
  backupAgeMs: 26 * 3600_000,
  clockMs: 2_000,
};

export async function checkDisk(dataDir: string, { freeBytes }: Bounds): Promise<Checked> {
  const what = 'disk';
  try {
    const { bavail, bsize } = await statfs(dataDir);
    const free = `${(Math.floor((bavail * bsize) / 1e8) / 10).toFixed(1)} GB are free where ${dataDir} lies`;
    if (bavail * bsize >= freeBytes) return good(what, free);
    return mend(what, `Only ${free}: make room before writes are refused, old backups first.`);
  } catch (error) {
    return mend(what, `${dataDir} cannot be looked at (${whyOf(error)}): correct DATA_DIR, or make the folder.`);
  }
}

/** Whether other accounts of the machine can read what the house keeps. */
export async function checkRights(dataDir: string): Promise<Checked> {
  const what = 'rights';
  const open = await wide(dataDir).catch(whyOf);
  if (typeof open === 'string')
    return mend(what, `The rights in ${dataDir} cannot be looked at (${open}): correct DATA_DIR.`);
  const [first] = open;
  if (!first) return good(what, `${dataDir} is its own account's alone`);
  const more = open.length > 1 ? `, and ${open.length - 1} more` : '';
  return mend(
    what,
    `Others on this machine may read ${first[0]}${more}: restart the relay, or give DATA_DIR to its account.`,
  );
}

export async function checkBackup(dataDir: string, { backupAgeMs }: Bounds, now = Date.now()): Promise<Checked> {
  const what = 'last backup';
  const last = await readLastBackup(dataDir).catch(whyOf);
  if (typeof last === 'string')
    return mend(what, `When the last backup was made cannot be read (${last}): make one anew.`);
  if (!last) return mend(what, 'No backup was ever made: run `npm run backup` daily, and keep its files elsewhere.');
  const hours = (now - Date.parse(last.madeAt)) / 3600_000;
  const age = `made ${hours < 48 ? `${Math.max(0, hours).toFixed(1)} hours` : `${Math.floor(hours / 24)} days`} ago`;
  if (hours * 3600_000 <= backupAgeMs) return good(what, `${age}: ${last.file}`);
  return mend(what, `The last backup was ${age}: run \`npm run backup\`, and look why it does not run by itself.`);
}

/** The relay's clock is the one by which offers and promises run; with Postgres it is the database's. */
export function checkClock(relayNow: number, { clockMs }: Bounds, now = Date.now()): Checked {
  const offMs = relayNow - now;
  if (Math.abs(offMs) <= clockMs) return good('clock', 'the store goes with this machine');
  const how = `${Math.round(Math.abs(offMs) / 1_000)} s ${offMs > 0 ? 'ahead of' : 'behind'}`;
  return mend(
    'clock',
    `The store's clock is ${how} this machine's: let both keep time by NTP, then restart the relay.`,
  );
}

/** Zone data is brought along by Node. */
export function checkZones(seen: { tz: string; unknownZones: readonly string[] }, now = new Date()): Checked {
  const what = 'zone data';
  const year = Number(seen.tz.slice(0, 4));
  if (seen.unknownZones.length > 0) {
    return mend(what, `Zones that the relay does not know: ${seen.unknownZones.join(', ')}. Correct the house file.`);
  }
  if (year >= now.getUTCFullYear() - 1) return good(what, `${seen.tz}, knows every zone of the houses`);
  return mend(what, `The zone data is of ${seen.tz}, and clocks have been changed by law since: update Node.`);
}
