import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Keeping } from '../actions/administer.ts';
import type { Probes } from '../actions/audit-probe.ts';
import type { Origins } from '../actions/origins.ts';
import type { Passwords } from '../actions/passwords.ts';
import type { Ports } from '../actions/ports.ts';
import type { LimitSettings } from './limits.ts';

/** What of the settings the HTTP edge needs; main.ts hands its config over as it is. */
export interface HttpSettings {
  /** The relay's own origins, PUBLIC_URL's first. */
  own: readonly string[];
  publicUrl: string;
  trustProxy: number | readonly string[] | null;
  production: boolean;
  metricsToken: string | null;
  limits: LimitSettings;
}

/** Everything the HTTP edge uses of the outside. */
export interface HttpInput {
  settings: HttpSettings;
  ports: Ports;
  /** Backups and strikes, for the operator's commands. */
  keeping: Keeping;
  origins: Origins;
  passwords: Passwords;
  probes: Probes;
  log: Logger;
  registry: Registry;
  /** The folder of built rooms: widget, console, demo, front. */
  dist: string;
  /** Opens /api/admin to commands on this machine; stands in relay.json. */
  adminToken: string;
  isDraining(): boolean;
  /** Why news does not cross between relays as it should; null while it does, absent where there is one relay. */
  newsTrouble?(): string | null;
  /** Moves the clock; absent outside tests, and then its route is too. */
  forward?: ((ms: number) => Promise<void> | void) | undefined;
}
