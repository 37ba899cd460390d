import { applyHouse, type HouseApplied } from './apply-house.ts';
import { firstManager, type NoFirstManager } from './first-manager.ts';
import { type Invited, invitationLink, inviteAssociate } from './invite.ts';
import { askPerson, type PersonAnswer, type PersonCommand } from './person.ts';
import type { Answered, Ports } from './ports.ts';
import { readHouse } from './read-house.ts';
import { type Replayed, replayStrikes } from './replay-strikes.ts';
import { type StrikeReason, type Strikes, type StruckOut, strikeEntry } from './strike-entry.ts';

/** What an operator may ask, through the running relay or of the store itself. */
export type AdminCommand =
  /** `house` is the file's content, unchecked; portraits by the names it gives. */
  | { what: 'house'; house: unknown; portraits: ReadonlyMap<string, Uint8Array>; dryRun: boolean }
  | { what: 'invite'; email: string }
  | { what: 'first_manager'; house?: string | undefined }
  /** `file` is an absolute path; null is a name of the moment in DATA_DIR/backups. */
  | { what: 'backup'; file: string | null }
  | { what: 'strike'; conversation: string; entry: string; reason: StrikeReason }
  | { what: 'replay_strikes' }
  | PersonCommand;

/** A backup that was made, or why it was not. */
export type BackedUp =
  | { file: string; bytes: number; sha256: string; entries: number; tookMs: number }
  | { problem: string };

/** What is done with files rather than with rows; main.ts hands it over. */
export interface Backups {
  backUp(file: string | null): Promise<Answered<BackedUp>>;
  strikes: Strikes;
}

/** A one-time link, ready to be handed on. */
export type Linked = Omit<Invited, 'secret'> & { link: string };

export type Administered = HouseApplied | Linked | NoFirstManager | BackedUp | StruckOut | Replayed | PersonAnswer;

export interface AdministerInput {
  ports: Ports;
  backups: Backups;
  publicUrl: string;
}

/** Carries out an operator's command. */
export async function administer(
  { ports, backups, publicUrl }: AdministerInput,
  command: AdminCommand,
): Promise<Answered<Administered>> {
  switch (command.what) {
    case 'house': {
      const read = readHouse(command.house);
      if (!read.ok) return { ok: true, brand: '', name: '', applied: false, changes: [], problems: read.problems };
      return applyHouse(ports, { ...command, house: read.house });
    }
    case 'invite':
      return linked(publicUrl, await inviteAssociate(ports, command.email));
    case 'first_manager':
      return linked(publicUrl, await firstManager(ports, command.house));
    case 'backup':
      return backups.backUp(command.file);
    case 'strike':
      return strikeEntry(ports, backups.strikes, command);
    case 'replay_strikes':
      return replayStrikes(ports, backups.strikes);
    case 'person_find':
    case 'person_export':
    case 'person_erase':
      return askPerson(ports, backups.strikes, command);
  }
}

function linked(publicUrl: string, answer: Answered<Invited | NoFirstManager>): Answered<Linked | NoFirstManager> {
  if (!answer.ok || 'no' in answer) return answer;
  const { secret, ...invited } = answer;
  return { ...invited, link: invitationLink(publicUrl, secret) };
}
