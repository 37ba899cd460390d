import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AdminCommand } from './actions/administer.ts';
import { readDataDir, WrongSettings } from './config.ts';
import { readHouseFile, UnreadableHouse } from './house-file.ts';
import { NoWay, openWay } from './salon-way.ts';
import { type Said, say, USAGE } from './salon-words.ts';

/*
 * `npm run salon -- …`: the operator's commands. They go through the running relay, so that it hears of them at once;
 * where none runs, they open the store themselves. Exit code 0: done; 1: refused, with the reason; 2: wrongly asked.
 */

type Env = Readonly<Record<string, string | undefined>>;

/** What was typed, as a command; null where it is none. */
async function commandOf(words: readonly string[], options: { 'dry-run'?: boolean; house?: string }, env: Env) {
  const [verb, second, third, ...more] = words;
  if (verb === 'house' && second === 'apply' && third !== undefined && more.length === 0) {
    // npm runs scripts in the project's folder; the file is named from where she stands.
    const file = await readHouseFile(resolve(env.INIT_CWD ?? '.', third));
    return { what: 'house', ...file, dryRun: options['dry-run'] ?? false } satisfies AdminCommand;
  }
  if (verb === 'invite' && second !== undefined && third === undefined) {
    return { what: 'invite', email: second } satisfies AdminCommand;
  }
  if (verb === 'first-manager' && second === undefined) {
    return { what: 'first_manager', house: options.house } satisfies AdminCommand;
  }
  return null;
}

function typed(args: readonly string[]) {
  try {
    const options = { 'dry-run': { type: 'boolean' }, house: { type: 'string' } } as const;
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
  const command = asked && (await commandOf(asked.positionals, asked.values, env));
  if (!command) return { code: 2, text: USAGE };
  const way = await openWay(readDataDir(env), env);
  try {
    return say(command, await way.ask(command));
  } finally {
    await way.close();
  }
}

/** What the operator can mend is said in a sentence; anything else is ours, and shown whole. */
const isForOperator = (error: unknown): error is Error =>
  error instanceof WrongSettings || error instanceof UnreadableHouse || error instanceof NoWay;

if (import.meta.main) {
  const said = await run(process.argv.slice(2), process.env);
  (said.code === 0 ? console.log : console.error)(said.text);
  process.exitCode = said.code;
}
