import { expect, it } from 'vitest';
import { SmallDisk } from '../helpers/small-disk.ts';
import { MENU } from './history/menu.ts';
import { run } from './history/run.ts';
import { said } from './history/said.ts';
import { oneRelay } from './history/setup.ts';
import { KEPT_MS, seedOf, soak, soakMinutes } from './history/soak.ts';

// SEED plays a run again, SOAK_MINUTES makes it long. A seed that ever failed goes into KEPT, and is played ever after.
const KEPT: readonly number[] = [1, 2, 3];
const seed = seedOf(20261124);
const scene = { setup: oneRelay, menu: MENU };

it.skipIf(soakMinutes > 0)(
  'R18, R22, T03, T18: nothing said is lost, doubled, swapped or seen by a stranger, whatever is done to the relay for a minute',
  async () => {
    const report = await run({ ...scene, seed, actMs: 38_000 });
    console.log(said(report));
    expect(report.violations, `seed ${seed} belongs into KEPT`).toEqual([]);
    expect(missing(report.injected)).toEqual([]);
  },
  300_000,
);

it.skipIf(soakMinutes > 0).each(KEPT.filter((kept) => kept !== seed))(
  'R18: the beginning of a run that failed once (seed %i)',
  async (kept) => {
    const report = await run({ ...scene, seed: kept, actMs: KEPT_MS });
    console.log(said(report));
    expect(report.violations).toEqual([]);
  },
  300_000,
);

it.runIf(soakMinutes > 0)(
  'R18: the same for as long as asked, seed after seed',
  async () => {
    const { faults, violations } = await soak({ ...scene, seed, kept: KEPT, minutes: soakMinutes });
    expect(violations).toEqual([]);
    expect(faults).toBeGreaterThanOrEqual((soakMinutes / 30) * 100);
  },
  (soakMinutes * 3 + 30) * 60_000,
);

/** What of the menu was never served; a full disk cannot be where nobody may mount one, and that is said. */
function missing(injected: Record<string, number>): string[] {
  const disk = SmallDisk.mount(1);
  disk?.unmount();
  if (!disk) console.warn('no disk can be mounted here: the full disk was not served');
  return MENU.map((fault) => fault.name).filter((name) => injected[name] === 0 && (disk || name !== 'full disk'));
}
