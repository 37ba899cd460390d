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

/** What was typed, as a command; null where it is none. */
async function commandOf(words: readonly string[], options: { 'dry-run'?: boolean; house?: string }) {
  const [verb, second, third, ...more] = words;
  if (verb === 'house' && second === 'apply' && third !== undefined && more.length === 0) {
    // npm runs scripts in the project's folder; the file is named from where she stands.
    const file = await readHouseFile(resolve(process.env.INIT_CWD ?? '.', third));
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

async function run(args: readonly string[]): Promise<Said> {
  const asked = typed(args);
  const command = asked && (await commandOf(asked.positionals, asked.values));
  if (!command) return { code: 2, text: USAGE };
  const way = await openWay(readDataDir(process.env), process.env);
  try {
    return say(command, await way.ask(command));
  } finally {
    await way.close();
  }
}

/** What the operator can mend is said in a sentence; anything else is ours, and shown whole. */
const isForOperator = (error: unknown): error is Error =>
  error instanceof WrongSettings || error instanceof UnreadableHouse || error instanceof NoWay;

const said = await run(process.argv.slice(2)).catch((error: unknown): Said => {
  if (isForOperator(error)) return { code: 1, text: error.message };
  throw error;
});
(said.code === 0 ? console.log : console.error)(said.text);
process.exitCode = said.code;
