import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AdminCommand } from './actions/administer.ts';
import type { StrikeReason } from './actions/strike-entry.ts';
import { readConfig, readDataDir, WrongSettings } from './config.ts';
import { readHouseFile, UnreadableHouse } from './house-file.ts';
import { NotRestored, restoreStore } from './operation/restore-store.ts';
import { isAlive, readRelayFile } from './relay-file.ts';
import { check } from './salon-check.ts';
import { NoWay, openWay } from './salon-way.ts';
import { type Said, say, sayRestored, USAGE } from './salon-words.ts';
import { WrongSchema } from './store/migrate.ts';
import { readVersion } from './version.ts';

/*
 * `npm run salon -- …`: the operator's commands. They go through the running relay, so that it hears of them at once;
 * where none runs, they open the store themselves. Exit code 0: done; 1: refused, with the reason; 2: wrongly asked.
 */

type Env = Readonly<Record<string, string | undefined>>;

/** What was typed, as a command; null where it is none. */
async function commandOf(words: readonly string[], options: Options, env: Env): Promise<AdminCommand | null> {
  const [verb, second, third, ...more] = words;
  if (more.length > 0) return null;
  if (verb === 'house' && second === 'apply' && third !== undefined) {
    const file = await readHouseFile(named(third, env));
    return { what: 'house', ...file, dryRun: options['dry-run'] ?? false };
  }
  if (verb === 'invite' && second !== undefined && third === undefined) {
    return { what: 'invite', email: second };
  }
  if (verb === 'first-manager' && second === undefined) {
    return { what: 'first_manager', house: options.house };
  }
  if (verb === 'backup' && third === undefined) {
    return { what: 'backup', file: second === undefined ? null : named(second, env) };
  }
  if (verb === 'strike' && second !== undefined && third !== undefined) {
    const reason = REASONS.find((one) => one === (options.reason ?? 'erased'));
    return reason ? { what: 'strike', conversation: second, entry: third, reason } : null;
  }
  return verb === 'strikes' && second === 'replay' && third === undefined ? { what: 'replay_strikes' } : null;
}

const REASONS: readonly StrikeReason[] = ['erased', 'retention', 'taken_back'];

interface Options {
  'dry-run'?: boolean;
  house?: string;
  reason?: string;
}

/** npm runs scripts in the project's folder; a file is named from where she stands. */
const named = (file: string, env: Env): string => resolve(env.INIT_CWD ?? '.', file);

function typed(args: readonly string[]) {
  try {
    const options = {
      'dry-run': { type: 'boolean' },
      house: { type: 'string' },
      reason: { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return null;
  }
}

/** Carries out what was typed, and says how it went. Throws only what is a fault of ours. */
export async function run(args: readonly string[], env: Env): Promise<Said> {
  try {
    return await carryOut(args, env);
  } catch (error) {
    if (isForOperator(error)) return { code: 1, text: error.message };
    throw error;
  }
}

async function carryOut(args: readonly string[], env: Env): Promise<Said> {
  const asked = typed(args);
  const [verb, second, ...more] = asked?.positionals ?? [];
  if (verb === 'restore' && second !== undefined && more.length === 0) return restore(named(second, env), env);
  if (verb === 'check' && second === undefined) return check(env);
  const command = asked && (await commandOf(asked.positionals, asked.values, env));
  if (!command) return { code: 2, text: USAGE };
  const way = await openWay(readDataDir(env), env);
  try {
    return say(command, await way.ask(command));
  } finally {
    await way.close();
  }
}

/** A store is put in place only where nobody uses it. */
async function restore(backup: string, env: Env): Promise<Said> {
  const { dataDir, storeFile, databaseUrl } = readConfig(env);
  if (databaseUrl !== null) throw new NotRestored('the store is a Postgres: use pg_restore, then `strikes replay`.');
  const relay = await readRelayFile(dataDir);
  if (relay && isAlive(relay.pid)) {
    throw new NotRestored(`a relay (process ${relay.pid}) runs on ${dataDir}; stop it first.`);
  }
  return sayRestored(await restoreStore({ backup, dataDir, storeFile, version: readVersion() }));
}

/** What the operator can mend is said in a sentence; anything else is ours, and shown whole. */
const isForOperator = (error: unknown): error is Error =>
  error instanceof WrongSettings ||
  error instanceof UnreadableHouse ||
  error instanceof NoWay ||
  error instanceof NotRestored ||
  error instanceof WrongSchema;

if (import.meta.main) {
  const said = await run(process.argv.slice(2), process.env);
  (said.code === 0 ? console.log : console.error)(said.text);
  process.exitCode = said.code;
}
