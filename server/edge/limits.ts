import { LIMITS } from '../../protocol/limits.ts';
import { createAcquaintances } from './acquaintances.ts';
import { createAdmission } from './admission.ts';
import { byAddress } from './by-address.ts';
import { type CrowdLimits, createCrowd } from './crowd.ts';
import { createFairSemaphore } from './fair-semaphore.ts';
import type { LineLimits } from './line.ts';
import { createRateLimit } from './rate-limit.ts';

/** What the settings say of limits; by address where nothing else is said. */
export interface LimitSettings {
  /** New sockets and new sessions a second. */
  admitPerS: number;
  /** New sockets a second from everywhere. */
  admitAllPerS: number;
  /** Connections that have not said who they are. */
  unauthenticatedPerAddress: number;
  /** Sockets at once on one relay: of a shopper or an associate, and from one address. */
  socketsPerPerson: number;
  socketsPerAddress: number;
  /** Commands of one person. */
  commandsPerS: number;
  /** Words of one shopper. */
  messagesPerMin: number;
  /** KB of a log's pages that one person reads; eight seconds' worth in one go. */
  pageKbPerS: number;
  sessionsPerMin: number;
  /** Asks, moves and withdrawals. */
  requestsPerMin: number;
  /** Presence, slots and lists. */
  readsPerMin: number;
  /** Sign-ins tried for one account from one address; the address may try four times as many in all. */
  signInsPerMin: number;
}

const MINUTE_MS = 60_000;

/** Everything that is limited, decided once: what is asked over HTTP, and what comes by a line. */
export function createLimits(settings: LimitSettings) {
  return { ...httpLimits(settings), ...socketLimits(settings) };
}
export type Limits = ReturnType<typeof createLimits>;

function httpLimits(settings: LimitSettings) {
  const aMinute = (times: number) => byAddress({ times, withinMs: MINUTE_MS });
  return {
    newSessions: byAddress({ times: settings.admitPerS, withinMs: 1_000 }),
    sessions: aMinute(settings.sessionsPerMin),
    requests: aMinute(settings.requestsPerMin),
    reads: aMinute(settings.readsPerMin),
    /** By account and address … */
    signIns: aMinute(settings.signInsPerMin),
    /** … and by address alone, links included. */
    signInsInAll: aMinute(settings.signInsPerMin * 4),
    /** Passwords are worked out by address in turn: a crowd that tries delays nobody else for long. */
    hashing: createFairSemaphore({ atOnce: 2, waiting: 100, eachMs: 40 }),
    /** Where a sign-in went well of late, by account and device, and by address: a crowd keeps none of them out. */
    signedIn: createAcquaintances(10_000),
  };
}

function socketLimits(settings: LimitSettings) {
  const { commandsPerS, messagesPerMin, pageKbPerS } = settings;
  // A page that comes back with a full outbox may send some of it in one go.
  const atOnce = Math.max(40, messagesPerMin / 3);
  const line: LineLimits = {
    // Whoever keeps to the commands' limit keeps to half of this.
    packets: { times: commandsPerS * 8, withinMs: 4_000 },
    chars: { times: commandsPerS * 65_536, withinMs: 8_000 },
    aTurn: Math.max(LIMITS.packetsATurn, commandsPerS * 2),
  };
  const crowd: CrowdLimits = { perPerson: settings.socketsPerPerson, perAddress: settings.socketsPerAddress };
  return {
    /** New sockets, asked in the namespaces, where whoever comes can be told when to come back. */
    admission: createAdmission({ perAddress: settings.admitPerS, inAll: settings.admitAllPerS }),
    /** Lines of one place that break the protocol or bring too much, before new ones from there wait. */
    breaches: createRateLimit({ times: 20, withinMs: 10_000 }),
    /** Connections of one address that have not said who they are. */
    unauthenticatedPerAddress: settings.unauthenticatedPerAddress,
    /** Sockets at once. */
    crowd: createCrowd(crowd),
    /** What one line may bring. */
    line,
    /** Commands of one person. */
    commands: createRateLimit({ times: commandsPerS * 4, withinMs: 4_000 }),
    /** Entries of one shopper. */
    messages: createRateLimit({ times: atOnce, withinMs: (atOnce / messagesPerMin) * MINUTE_MS }),
    /** What a person may be refused before her line is cut: nobody of ours goes on so, nor comes back to go on. */
    refusals: createRateLimit({ times: Math.max(60, commandsPerS), withinMs: 30_000 }),
    /** Characters of pages that one person reads. */
    reading: createRateLimit({ times: pageKbPerS * 8_192, withinMs: 8_000 }),
  };
}
