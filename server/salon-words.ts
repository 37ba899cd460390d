import type { AdminCommand, Administered, Linked } from './actions/administer.ts';
import type { HouseApplied } from './actions/apply-house.ts';
import type { NoFirstManager } from './actions/first-manager.ts';
import type { Answered } from './actions/ports.ts';

export interface Said {
  code: 0 | 1 | 2;
  text: string;
}

export const USAGE = `Usage: npm run salon -- COMMAND

  house apply FILE [--dry-run]   make a house what its file says, and show what that changes
  invite EMAIL                   a one-time link with which somebody of a house sets her password
  first-manager [--house ID]     the same for the first manager of a house

Commands go through the relay that runs on DATA_DIR; where none runs, they open the store themselves.`;

/** The outcome of a command, readable at a glance. */
export function say(command: AdminCommand, answer: Answered<Administered>): Said {
  if (!answer.ok) {
    const nobody = command.what === 'invite' && answer.error.code === 'not_found';
    return { code: 1, text: nobody ? unknownPerson(command.email) : answer.error.message };
  }
  if ('problems' in answer) return sayHouse(answer);
  if ('no' in answer) return { code: 1, text: NO_MANAGER[answer.no](answer.houses) };
  return { code: 0, text: sayLink(answer) };
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
