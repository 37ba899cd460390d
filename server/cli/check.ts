import type { Config } from '../config.ts';
import { readConfig, readDataDir, WrongSettings } from '../config.ts';
import type { Look } from '../http/look.ts';
import { checkAdapter } from '../operation/check-adapter.ts';
import { checkAddress, checkUpgrade } from '../operation/check-address.ts';
import {
  BOUNDS,
  type Bounds,
  checkBackup,
  checkClock,
  checkDisk,
  checkRights,
  checkZones,
} from '../operation/check-machine.ts';
import { checkStoreFile, checkWriting } from '../operation/check-store.ts';
import { type Checked, good, mend } from '../operation/checked.ts';
import { readRelayFile, UnreadableRelay } from '../operation/relay-file.ts';
import { lookThrough } from './operator-link.ts';
import type { Said } from './said.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Tries everything that the relay depends on, from the outside where people come from; changes nothing of theirs. */
export async function check(env: Env, bounds: Bounds = BOUNDS): Promise<Said> {
  const config = settingsOf(env);
  const done = config instanceof WrongSettings ? await withoutSettings(config, env, bounds) : await all(config, bounds);
  const bad = done.filter((one) => !one.good).length;
  const end = bad === 0 ? 'All is well.' : `${bad} of ${done.length} want mending.`;
  return { code: bad === 0 ? 0 : 1, text: [...done.map(line), '', end].join('\n') };
}

const line = ({ what, good: well, says }: Checked): string => `${well ? 'good' : 'MEND'}  ${what.padEnd(20)}  ${says}`;

function settingsOf(env: Env): Config | WrongSettings {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof WrongSettings) return error;
    throw error;
  }
}

async function withoutSettings(wrong: WrongSettings, env: Env, bounds: Bounds): Promise<Checked[]> {
  const lines = wrong.message.split('\n').slice(1);
  return [
    ...lines.map((says) => mend('settings', says.trim())),
    await checkDisk(readDataDir(env), bounds),
    mend('everything else', 'Not tried without settings: correct them, and check again.'),
  ];
}

async function all(config: Config, bounds: Bounds): Promise<Checked[]> {
  const { dataDir, storeFile, databaseUrl, redisUrl } = config;
  const checked = [good('settings', config.production ? 'read, for production' : 'read; NODE_ENV is not production')];
  checked.push(...(await relayChecks(config, bounds)));
  checked.push(await checkDisk(dataDir, bounds), await checkRights(dataDir));
  // What cannot be wrong is no line: a Postgres has backups of its own, and one relay alone carries no news.
  if (databaseUrl === null) checked.push(...(await checkStoreFile(storeFile, bounds)));
  if (redisUrl !== null) checked.push(await checkAdapter(redisUrl));
  if (databaseUrl === null) checked.push(await checkBackup(dataDir, bounds));
  return checked;
}

/** What only a relay that runs can tell. It is asked after the public address was tried: then it has seen the proxy. */
async function relayChecks({ dataDir, publicUrl }: Config, bounds: Bounds): Promise<Checked[]> {
  const file = await readRelayFile(dataDir).catch(unreadable);
  if (file instanceof UnreadableRelay) return [mend('relay', `${file.message} Check as the relay's own account.`)];
  const first = file && (await lookThrough(file));
  if (!file || !first) {
    return [mend('relay', `No relay answers for ${dataDir}: start it with \`npm start\`, and check again.`)];
  }
  const address = await checkAddress(first.publicUrl);
  const upgrade = await checkUpgrade(first.publicUrl);
  const seen = (await lookThrough(file)) ?? first;
  return [
    sameAddress(first.publicUrl, publicUrl),
    ...address,
    upgrade,
    forwarded(seen),
    checkClock(seen.now, bounds),
    ...(seen.unknownZones === null ? [] : [checkZones({ tz: seen.tz, unknownZones: seen.unknownZones })]),
    checkWriting(seen.written),
  ];
}

function unreadable(error: unknown): UnreadableRelay {
  if (error instanceof UnreadableRelay) return error;
  throw error;
}

function sameAddress(running: string, here: string): Checked {
  if (running === here) return good('relay', `runs, as ${running}`);
  const says = `It runs as ${running}, and the settings here say ${here}: check with its own settings, or restart it with these.`;
  return mend('relay', says);
}

const forwarded = ({ forwardedIgnored }: Look): Checked =>
  forwardedIgnored
    ? mend(
        'forwarded headers',
        'They come, and are ignored, so that limits count everybody behind the proxy as one: set TRUST_PROXY to the number of proxies in front, or to their addresses.',
      )
    : good('forwarded headers', 'none come that nobody trusts');
