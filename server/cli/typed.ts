import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AdminCommand } from '../actions/administer.ts';
import type { StrikeReason } from '../actions/strike-entry.ts';
import { readHouseFile } from './house-file.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What was typed: a command for the relay, one for this machine alone, or what is wrong with it. */
export type Typed =
  | { do: 'ask'; command: AdminCommand; file?: string }
  | { do: 'restore'; file: string }
  | { do: 'check' }
  | { do: 'usage'; why: string };

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  house: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean' },
} as const;
interface Options {
  'dry-run'?: boolean;
  house?: string;
  reason?: string;
  yes?: boolean;
}

/** A command: its words, how many more it takes at least and at most, and its options. */
interface Form {
  takes: readonly [number, number];
  named?: readonly (keyof Options)[];
  read(words: readonly string[], options: Options, env: Env): Typed | Promise<Typed>;
}

const ask = (command: AdminCommand, file?: string): Typed => ({ do: 'ask', command, ...(file ? { file } : {}) });
const usage = (why: string): Typed => ({ do: 'usage', why });

const REASONS: readonly StrikeReason[] = ['erased', 'retention', 'taken_back'];

const FORMS: Readonly<Record<string, Form>> = {
  'house apply': {
    ...{ takes: [1, 1], named: ['dry-run'] },
    async read([file = ''], options, env) {
      const house = await readHouseFile(inFolder(file, env));
      return ask({ what: 'house', ...house, dryRun: options['dry-run'] ?? false });
    },
  },
  invite: { takes: [1, 1], read: ([email = '']) => ask({ what: 'invite', email }) },
  'first-manager': {
    ...{ takes: [0, 0], named: ['house'] },
    read: (_words, { house }) => ask({ what: 'first_manager', house }),
  },
  backup: {
    takes: [0, 1],
    read: ([file], _options, env) => ask({ what: 'backup', file: file === undefined ? null : inFolder(file, env) }),
  },
  restore: { takes: [1, 1], read: ([file = ''], _options, env) => ({ do: 'restore', file: inFolder(file, env) }) },
  check: { takes: [0, 0], read: () => ({ do: 'check' }) },
  strike: {
    ...{ takes: [2, 2], named: ['reason'] },
    read([conversation = '', entry = ''], options) {
      const reason = REASONS.find((one) => one === (options.reason ?? 'erased'));
      if (!reason) return usage(`--reason is one of ${REASONS.join(', ')}.`);
      return ask({ what: 'strike', conversation, entry, reason });
    },
  },
  'strikes replay': { takes: [0, 0], read: () => ask({ what: 'replay_strikes' }) },
  'person find': { takes: [1, 1], read: ([who = '']) => ask({ what: 'person_find', who }) },
  'person export': {
    takes: [1, 2],
    read: ([who = '', file], _options, env) =>
      ask({ what: 'person_export', who }, file === undefined ? undefined : inFolder(file, env)),
  },
  'person erase': {
    ...{ takes: [1, 1], named: ['yes'] },
    read: ([who = ''], { yes = false }) => ask({ what: 'person_erase', who, sure: yes }),
  },
};

/** npm runs scripts in the project's folder; a file is named from where she stands. */
const inFolder = (file: string, env: Env): string => resolve(env.INIT_CWD ?? '.', file);

/** Reads what was typed; nothing is half understood. */
export async function readTyped(args: readonly string[], env: Env): Promise<Typed> {
  const given = parsed(args);
  if ('why' in given) return usage(given.why);
  const { positionals, values } = given;
  const empty = positionals.findIndex((word) => word.trim() === '');
  if (empty >= 0) return usage('One of the words is empty.');
  const name = [2, 1].map((count) => positionals.slice(0, count).join(' ')).find((one) => Object.hasOwn(FORMS, one));
  const form = name === undefined ? undefined : FORMS[name];
  if (name === undefined || !form)
    return usage(positionals.length === 0 ? '' : `There is no command "${positionals.join(' ')}".`);
  const words = positionals.slice(name.split(' ').length);
  const [least, most] = form.takes;
  if (words.length < least) return usage(`"${name}" wants ${least - words.length === 1 ? 'one word' : 'words'} more.`);
  if (words.length > most) {
    return usage(
      `"${name}" does not know what to do with "${words.slice(most).join(' ')}"; what has spaces in it stands in quotes.`,
    );
  }
  const strange = Object.keys(values).find((option) => !form.named?.includes(option as keyof Options));
  if (strange !== undefined) return usage(`"${name}" has no option --${strange}.`);
  return form.read(words, values, env);
}

function parsed(args: readonly string[]): { positionals: string[]; values: Options } | { why: string } {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return { why: error instanceof Error ? `${error.message.split('. ')[0]}.` : '' };
  }
}
