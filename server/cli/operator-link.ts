import { makeId } from '../../protocol/id.ts';
import { type AdminCommand, type Administered, administer } from '../actions/administer.ts';
import type { Answered } from '../actions/ports.ts';
import { createClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Look } from '../http/look.ts';
import { createBackups } from '../operation/backups.ts';
import { isAlive, type RelayFile, readRelayFile } from '../operation/relay-file.ts';
import { openStore } from '../store/open-store.ts';
import { readVersion } from '../version.ts';

/** How an operator's command reaches the store: through the running relay, or by opening it. */
export interface OperatorLink {
  ask(command: AdminCommand): Promise<Answered<Administered>>;
  close(): Promise<void>;
}

/** Neither the relay nor the store can be asked; the message is for the operator. */
export class NoOperatorLink extends Error {}

const PATIENCE_MS = 60_000;
const ALIVE_MS = 3_000;
/** It waits for the disk. */
const LOOK_MS = 15_000;

/** Through the relay that runs on this data, else to the store itself. */
export async function openOperatorLink(
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<OperatorLink> {
  const relay = await readRelayFile(dataDir);
  if (!relay) return straight(env);
  if (await answers(relay)) return throughRelay(relay);
  if (!isAlive(relay.pid)) return straight(env);
  throw new NoOperatorLink(
    `A relay (process ${relay.pid}) holds the data in ${dataDir} and does not answer at ${relay.url}. ` +
      `Wait for it or stop it; if that process is no relay, remove ${dataDir}/relay.json.`,
  );
}

/** Only the relay that wrote the file knows its token; another one on that port does not. */
async function answers(relay: RelayFile): Promise<boolean> {
  const answer = await post(relay, 'alive', {}, ALIVE_MS).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

function post(relay: RelayFile, path: string, body: object, patienceMs: number): Promise<Response> {
  return fetch(`${relay.url}/api/admin/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${relay.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  });
}

/** What the relay knows of itself; null where it does not answer, or is another release that has no such answer. */
export async function lookThrough(relay: RelayFile): Promise<Look | null> {
  try {
    const answer = await post(relay, 'look', {}, LOOK_MS);
    return answer.ok ? ((await answer.json()) as Look) : null;
  } catch {
    return null;
  }
}

function throughRelay(relay: RelayFile): OperatorLink {
  return {
    async ask(command) {
      const answer = await post(
        relay,
        PATHS[command.what],
        bodyOf(command),
        LONG.has(command.what) ? LONG_PATIENCE_MS : PATIENCE_MS,
      );
      return (await answer.json()) as Answered<Administered>;
    },
    close: async () => {},
  };
}

const PATHS: Readonly<Record<AdminCommand['what'], string>> = {
  house: 'house',
  invite: 'invitations',
  first_manager: 'first-manager',
  backup: 'backup',
  strike: 'strikes',
  replay_strikes: 'strikes/replay',
  person_find: 'persons/find',
  person_export: 'persons/export',
  person_erase: 'persons/erase',
};

/** A store of millions of entries is copied, searched for what was struck, or written anew. */
const LONG: ReadonlySet<AdminCommand['what']> = new Set(['backup', 'strike', 'replay_strikes', 'person_erase']);
const LONG_PATIENCE_MS = 3_600_000;

function bodyOf(command: AdminCommand): object {
  if (command.what !== 'house') return command;
  const portraits = [...command.portraits].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  return { house: command.house, dryRun: command.dryRun, portraits: Object.fromEntries(portraits) };
}

async function straight(env: Readonly<Record<string, string | undefined>>): Promise<OperatorLink> {
  const { publicUrl, ...config } = readConfig(env);
  const store = await openStore(config, {
    clock: createClock(),
    makeId: (now) => makeId(now),
    onFault: (error) => console.error(error.message),
  });
  const backups = createBackups({ ...config, version: readVersion() });
  return {
    ask: (command) => administer({ ports: { store }, backups, publicUrl }, command),
    close: () => store.close(),
  };
}
