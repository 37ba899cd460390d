import { applyHouse, type HouseApplied } from './apply-house.ts';
import { firstManager, type NoFirstManager } from './first-manager.ts';
import { type Invited, invitationLink, inviteAssociate } from './invite.ts';
import type { Answered, Ports } from './ports.ts';
import { readHouse } from './read-house.ts';

/** What an operator may ask, through the running relay or of the store itself. */
export type AdminCommand =
  /** `house` is the file's content, unchecked; portraits by the names it gives. */
  | { what: 'house'; house: unknown; portraits: ReadonlyMap<string, Uint8Array>; dryRun: boolean }
  | { what: 'invite'; email: string }
  | { what: 'first_manager'; house?: string | undefined };

/** A one-time link, ready to be handed on. */
export type Linked = Omit<Invited, 'secret'> & { link: string };

export type Administered = HouseApplied | Linked | NoFirstManager;

/** Carries out an operator's command. */
export async function administer(
  ports: Ports,
  publicUrl: string,
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
  }
}

function linked(publicUrl: string, answer: Answered<Invited | NoFirstManager>): Answered<Linked | NoFirstManager> {
  if (!answer.ok || 'no' in answer) return answer;
  const { secret, ...invited } = answer;
  return { ...invited, link: invitationLink(publicUrl, secret) };
}
