import { PROTOCOL } from '../../protocol/number.ts';
import type { Offer } from '../../protocol/requests.ts';
import { signIn } from './asked.ts';
import { inGroups } from './in-groups.ts';
import { command, type Line, openLine } from './line.ts';

const RENEW_MS = 10_000;
/** Passwords are slow to check by design; the relay does two at a time. */
const SIGN_IN_AT_ONCE = 2;

/** Associates who are available, accept whatever rings, and tell what they hear. */
export interface Desks {
  /** They leave where they sit and sit down at another relay of the house. */
  moveTo(url: string): Promise<void>;
  close(): void;
}

export async function sitDown(
  url: string,
  emails: readonly string[],
  told: (event: string, payload: unknown) => void,
): Promise<Desks> {
  const cookies = await inGroups(emails, SIGN_IN_AT_ONCE, (email) => signIn(url, email));
  const sit = (at: string) => inGroups(cookies, SIGN_IN_AT_ONCE, (cookie) => openDesk(at, cookie, told));
  let lines = await sit(url);
  const lease = setInterval(() => {
    for (const line of lines) line.say('lease.renew', {}, () => undefined);
  }, RENEW_MS);
  const leave = () => {
    for (const line of lines) line.close();
  };
  return {
    async moveTo(other) {
      leave();
      lines = await sit(other);
    },
    close() {
      clearInterval(lease);
      leave();
    },
  };
}

async function openDesk(url: string, cookie: string, told: (event: string, payload: unknown) => void): Promise<Line> {
  const hear = (event: string, payload: unknown) => {
    if (event === 'offer') accept(payload as Offer);
    else told(event, payload);
  };
  const auth = { protocol: PROTOCOL };
  const line = await openLine({ url, namespace: '/console', auth, headers: { cookie }, told: hear });
  const accept = ({ id, state }: Offer) => {
    if (state === 'open') line.say('offer.accept', { offer: id }, () => undefined);
  };
  await command(line, 'availability.set', { available: true });
  return line;
}
