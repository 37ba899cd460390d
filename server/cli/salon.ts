import { open, rm } from 'node:fs/promises';
import type { AdminCommand } from '../actions/administer.ts';
import { readConfig, readDataDir, WrongSettings } from '../config.ts';
import { isAlive, readRelayFile, UnreadableRelay } from '../operation/relay-file.ts';
import { NotRestored, restoreStore } from '../operation/restore-store.ts';
import { WrongSchema } from '../store/migrate.ts';
import { readVersion } from '../version.ts';
import { check } from './check.ts';
import { UnreadableHouse } from './house-file.ts';
import { NoOperatorLink, openOperatorLink } from './operator-link.ts';
import type { Said } from './said.ts';
import { readTyped } from './typed.ts';
import { say, sayRestored, USAGE } from './words.ts';

/*
 * `npm run salon -- …`: the operator's commands. They go through the running relay, so that it hears of them at once;
 * where none runs, they open the store themselves. Exit code 0: done; 1: refused, with the reason; 2: wrongly asked.
 */

type Env = Readonly<Record<string, string | undefined>>;

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
  const typed = await readTyped(args, env);
  switch (typed.do) {
    case 'usage':
      return { code: 2, text: typed.why ? `${typed.why}\n\n${USAGE}` : USAGE };
    case 'check':
      return check(env);
    case 'restore':
      return restore(typed.file, env);
    case 'ask':
      return typed.file === undefined ? ask(typed.command, env) : intoFile(typed.file, () => ask(typed.command, env));
  }
}

async function ask(command: AdminCommand, env: Env): Promise<Said> {
  const link = await openOperatorLink(readDataDir(env), env);
  try {
    return say(command, await link.ask(command));
  } finally {
    await link.close();
  }
}

/** What would be printed goes into a new file, its owner's alone. */
async function intoFile(path: string, asked: () => Promise<Said>): Promise<Said> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  if (file === 'EEXIST') return { code: 1, text: `${path} is there already; name another file.` };
  if (typeof file === 'string') return { code: 1, text: `${path} cannot be written (${file}).` };
  let written = false;
  try {
    const said = await asked();
    if (said.code !== 0) return said;
    await file.writeFile(`${said.text}\n`);
    await file.sync();
    written = true;
    return { code: 0, text: `Written to ${path}: hand it over, then delete it.` };
  } finally {
    await file.close();
    if (!written) await rm(path, { force: true });
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
  error instanceof NoOperatorLink ||
  error instanceof UnreadableRelay ||
  error instanceof NotRestored ||
  error instanceof WrongSchema;

if (import.meta.main) {
  const said = await run(process.argv.slice(2), process.env);
  (said.code === 0 ? console.log : console.error)(said.text);
  process.exitCode = said.code;
}
