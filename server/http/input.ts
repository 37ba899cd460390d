import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Backups } from '../actions/administer.ts';
import type { Probes } from '../actions/audit-probe.ts';
import type { Passwords } from '../actions/passwords.ts';
import type { Ports } from '../actions/ports.ts';
import type { AddressOf, TrustProxy } from '../edge/address.ts';
import type { Gate } from '../edge/gate.ts';
import type { Limits } from '../edge/limits.ts';
import type { Origins } from '../edge/origins.ts';

/** What of the settings the HTTP edge needs; main.ts hands its config over as it is. */
export interface HttpSettings {
  /** The relay's own origins, PUBLIC_URL's first. */
  own: readonly string[];
  publicUrl: string;
  trustProxy: TrustProxy;
  production: boolean;
  metricsToken: string | null;
}

/** Everything the HTTP edge uses of the outside. */
export interface HttpInput {
  settings: HttpSettings;
  ports: Ports;
  /** Backups and strikes, for the operator's commands. */
  backups: Backups;
  origins: Origins;
  /** Who may come in; the sockets ask the same one. */
  gate: Gate;
  limits: Limits;
  /** Whose request it is, by the proxies that the settings trust. */
  addressOf: AddressOf;
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
