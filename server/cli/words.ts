import type { AdminCommand, Administered, BackedUp, Linked } from '../actions/administer.ts';
import type { HouseApplied } from '../actions/apply-house.ts';
import type { NoFirstManager } from '../actions/first-manager.ts';
import type { Answered } from '../actions/ports.ts';
import type { Replayed } from '../actions/replay-strikes.ts';
import type { StruckOut } from '../actions/strike-entry.ts';
import type { Restored } from '../operation/restore-store.ts';
import { sayPerson } from './person.ts';
import type { Said } from './said.ts';

export const USAGE = `Usage: npm run salon -- COMMAND

  house apply FILE [--dry-run]   make a house what its file says, and show what that changes
  invite EMAIL                   a one-time link with which somebody of a house sets her password
  first-manager [--house ID]     the same for the first manager of a house
  backup [FILE]                  copy the store while it is in use; a manifest stands beside the copy
  restore FILE                   put a backup in the store's place; only where no relay runs
  check                          try everything that the relay depends on; says what to mend
  strike CONVERSATION ENTRY [--reason erased|retention|taken_back]
                                 remove what was said, and keep its place
  person find WHO                everybody whom a number, an e-mail or an id may mean
  person export WHO [FILE]       everything that is kept of her, as JSON
  person erase WHO [--yes]       forget her: words, name, numbers, products; open requests end
  strikes replay                 after a restore by other means: strike again what was struck

WHO is a telephone number, an e-mail, or the id of a person, conversation or request.
Commands go through the relay that runs on DATA_DIR; where none runs, they open the store themselves.`;

/** The outcome of a command, readable at a glance. */
export function say(command: AdminCommand, answer: Answered<Administered>): Said {
  if (!answer.ok) {
    return { code: 1, text: answer.error.code === 'not_found' ? sayNotFound(command) : answer.error.message };
  }
  if ('persons' in answer || 'exported' in answer || 'erased' in answer) {
    return sayPerson('who' in command ? command.who : '', answer);
  }
  if ('problems' in answer) return sayHouse(answer);
  if ('no' in answer) return { code: 1, text: NO_MANAGER[answer.no](answer.houses) };
  if ('problem' in answer || 'sha256' in answer) return sayBackup(answer);
  if ('struck' in answer) return sayStruck(answer);
  if ('struckAgain' in answer) return sayReplayed(answer);
  return { code: 0, text: sayLink(answer) };
}

function sayNotFound(command: AdminCommand): string {
  if (command.what === 'invite') return unknownPerson(command.email);
  if (command.what === 'strike') return 'In that conversation there is no such entry that somebody has said.';
  return 'There is no such thing.';
}

function sayBackup(made: BackedUp): Said {
  if ('problem' in made) return { code: 1, text: made.problem };
  const { file, bytes, entries, sha256, tookMs } = made;
  const lines = [
    `${file}`,
    `  ${megabytes(bytes)}, ${entries} entries, in ${(tookMs / 1_000).toFixed(1)} s; sha256 ${sha256}`,
    `  Its manifest is ${file}.json: keep the two together, and away from this machine.`,
  ];
  return { code: 0, text: lines.join('\n') };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function sayStruck({ struck, fresh }: StruckOut): Said {
  const where = `Entry ${struck.seq} of conversation ${struck.conversation}`;
  return { code: 0, text: fresh ? `${where} is struck.` : `${where} had been struck before.` };
}

function sayReplayed({ struckAgain, erasedAgain, noted, unreadable }: Replayed): Said {
  const persons = erasedAgain === 1 ? '1 person' : `${erasedAgain} persons`;
  const more = erasedAgain === 0 ? '' : ` ${persons} had come back and are erased again.`;
  const text = `${noted} strikes noted; ${struckAgain} had come back and are struck again.${more}`;
  if (unreadable === 0) return { code: 0, text };
  return { code: 1, text: `${text}\n${unreadable} lines of strikes.log are no strikes: mend them and replay again.` };
}

/** What was restored, and what it needs yet. */
export function sayRestored({ manifest, strikes, aside, tookMs }: Restored): Said {
  const { madeAt, version, heads } = manifest;
  const lines = [
    `Restored the backup of ${madeAt} (release ${version}): ${heads.conversations} conversations, ` +
      `${heads.shared + heads.staff} entries, checksum and integrity as they should be, in ${(tookMs / 1_000).toFixed(1)} s.`,
    sayReplayed(strikes).text,
    ...(strikes.noted === 0 ? ['There is no strikes.log here: bring the old one along, then start the relay.'] : []),
    ...(aside === null ? [] : [`What stood there before is in ${aside}; remove it when all is well.`]),
  ];
  return { code: strikes.unreadable === 0 ? 0 : 1, text: lines.join('\n') };
}

const unknownPerson = (email: string): string =>
  `Nobody of a house has the e-mail ${email}. Put her into the house file and apply it first.`;

function sayHouse({ brand, name, applied, changes, problems }: HouseApplied): Said {
  if (problems.length > 0) {
    return { code: 1, text: ['The house file was not applied:', ...problems.map((line) => `  ${line}`)].join('\n') };
  }
  const lines = changes.map(({ kind, says }) => `  ${SIGNS[endOf(kind)] ?? '~'} ${says}`);
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  if (changes.length === 0) return { code: 0, text: `${name} (${brand}) is already as the file says.` };
  const end = applied ? `${count} applied.` : `${count}; nothing was applied, this was a dry run.`;
  return { code: 0, text: [`${name} (${brand})`, ...lines, end].join('\n') };
}

const SIGNS: Readonly<Record<string, string>> = { added: '+', changed: '~', closed: '-', removed: '-' };
const endOf = (kind: string): string => kind.slice(kind.lastIndexOf('_') + 1);

const sayLink = ({ firstName, email, house, link, expiresAt }: Linked): string =>
  [
    `With this link, ${firstName} (${email}, ${house}) sets her password. It works once, until ${dateOf(expiresAt)}:`,
    '',
    `  ${link}`,
    '',
  ].join('\n');

const dateOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const NO_MANAGER: Readonly<Record<NoFirstManager['no'], (houses: readonly string[]) => string>> = {
  no_house: () => 'There is no house yet. Apply a house file with a manager in it first: house apply FILE',
  which_house: (houses) => `Say of which house: first-manager --house ${houses.join(' | ')}`,
  no_manager: ([house]) => `The house ${house} has no manager. Give somebody of its file the role "manager" first.`,
  has_manager: ([house]) => `The house ${house} has a manager with a password already. Use: invite EMAIL`,
};
