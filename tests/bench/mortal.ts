import { RelayProcess } from '../helpers/relay-process.ts';
import { applyBenchHouse, BENCH_ENV } from './bench-house.ts';
import { FloorProcess } from './floor-process.ts';
import { barePair, type ReturningPair, realPair } from './returning-pair.ts';

/** What dies and comes back at the same address, with its data. */
export interface Mortal {
  pair(index: number): Promise<ReturningPair>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function mortalFloor(prefix: readonly string[]): Promise<Mortal> {
  const floor = await FloorProcess.start(prefix);
  return {
    pair: (index) => barePair(floor.url, index),
    kill: () => floor.kill(),
    start: () => floor.start(),
    stop: () => floor.stop(),
  };
}

/** The relay also comes back with its own limits of admission, after `keepLimits`, and counts what it logs as errors. */
export interface MortalRelay extends Mortal {
  keepLimits(): void;
  errors(): number;
}

export async function mortalRelay(prefix: readonly string[]): Promise<MortalRelay> {
  const env: Record<string, string> = { ...BENCH_ENV };
  const relay = await RelayProcess.start({ prefix, env });
  await applyBenchHouse(relay, 0);
  return {
    pair: (index) => realPair(relay.url, index),
    kill: (signal) => relay.kill(signal),
    start: () => relay.start(),
    stop: () => relay.stop(),
    // Read at each start; what is empty is as by default.
    keepLimits: () => Object.assign(env, { ADMIT_PER_S: '', ADMIT_ALL_PER_S: '', STRANGERS_PER_ADDRESS: '' }),
    errors: () => relay.log.match(/"level":(50|60)/g)?.length ?? 0,
  };
}
