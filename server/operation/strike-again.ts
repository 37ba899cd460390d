import type { Logger } from 'pino';
import type { Backups } from '../actions/administer.ts';
import type { Ports } from '../actions/ports.ts';
import { replayStrikes } from '../actions/replay-strikes.ts';

/** At the start: a store that was restored by other means than ours forgets again what was struck. */
export async function strikeAgain(ports: Ports, backups: Backups, log: Logger): Promise<void> {
  const replayed = await replayStrikes(ports, backups.strikes);
  if (!replayed.ok) return log.error({ code: replayed.error.code }, 'strikes could not be replayed');
  const { struckAgain, erasedAgain, unreadable } = replayed;
  if (struckAgain + erasedAgain > 0)
    log.warn({ struckAgain, erasedAgain }, 'a backup had brought back what was struck');
  if (unreadable > 0) log.error({ unreadable }, 'strikes.log has lines that are no strikes');
}
