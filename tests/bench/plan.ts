import type { Search } from './highest-rate.ts';

/** How long the bench takes for what. */
export interface Plan {
  warmUpMs: number;
  measureMs: number;
  /** Turns that each has at each rate. */
  rounds: number;
  pairs: readonly number[];
  search: Search;
  stepMs: number;
  idle: number;
  clients: readonly number[];
  soakMs: number;
}

export const FULL: Plan = {
  ...{ warmUpMs: 1_000, measureMs: 4_000, rounds: 3 },
  pairs: [1_000, 500, 100],
  search: { from: 2_000, rise: 1.5, within: 0.06, least: 200 },
  stepMs: 2_500,
  idle: 10_000,
  clients: [2_000, 5_000],
  soakMs: 60_000,
};

export const QUICK: Plan = {
  ...{ warmUpMs: 500, measureMs: 1_500, rounds: 1 },
  pairs: [500, 100],
  search: { from: 2_000, rise: 2, within: 0.2, least: 200 },
  stepMs: 1_000,
  idle: 1_000,
  clients: [500],
  soakMs: 10_000,
};

/** Where a relay or a floor runs, as a command in front of its own; the load has the other core. */
export interface Bench {
  plan: Plan;
  prefix: readonly string[];
  /** Says what is going on. */
  say(line: string): void;
}
