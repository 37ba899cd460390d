import { type RunInput, type RunReport, run } from './run.ts';
import { faultsIn, said } from './said.ts';
import type { Setup } from './setup.ts';

/** How long one run of a soak acts: a run that finds something is then not too long to be played again. */
const RUN_MS = 5 * 60_000;

/** How long a seed that failed once acts in the ordinary run of the tests; a soak plays a minute of it. */
export const KEPT_MS = 10_000;

export interface Soaked {
  faults: number;
  /** Each with the seed that finds it. */
  violations: string[];
}

/** People act and faults come for so many minutes, seed after seed; it goes on after what it finds, and says it all. */
export async function soak<S extends Setup>(
  input: Omit<RunInput<S>, 'actMs'> & { minutes: number; kept: readonly number[] },
): Promise<Soaked> {
  const { minutes, seed, kept } = input;
  const reports: RunReport[] = [];
  const play = async (seed: number, actMs: number) => {
    const report = await run({ ...input, seed, actMs });
    console.log(said(report));
    reports.push(report);
  };
  // What failed once is played beside the time asked for.
  for (const failed of kept) await play(failed, 60_000);
  let next = seed;
  for (let leftMs = minutes * 60_000; leftMs > 0; leftMs -= RUN_MS) await play(next++, Math.min(RUN_MS, leftMs));
  const soaked: Soaked = {
    faults: reports.reduce((sum, report) => sum + faultsIn(report), 0),
    violations: reports.flatMap(({ seed, violations }) => violations.map((one) => `seed ${seed}: ${one}`)),
  };
  console.log(
    `soak: ${minutes} minutes of seeds ${seed} to ${next - 1}, and a minute of each of ${kept.join(', ') || 'none'}: ` +
      `${soaked.faults} faults, ${soaked.violations.length} violations`,
  );
  return soaked;
}

/** What SOAK_MINUTES asks for; 0 is none. */
export const soakMinutes = Number(process.env.SOAK_MINUTES ?? 0);

/** What SEED asks for; else a soak looks where none has looked before, and the tests where they always look. */
export const seedOf = (always: number): number =>
  Number(process.env.SEED ?? (soakMinutes > 0 ? Math.floor(Date.now() / 1_000) % 1_000_000_000 : always));
