import { expect, it } from 'vitest';
import { SmallDisk } from '../helpers/small-disk.ts';
import { MENU } from './history/menu.ts';
import { run } from './history/run.ts';
import { said } from './history/said.ts';
import { oneRelay } from './history/setup.ts';

// SEED replays a run, SOAK_MINUTES makes it long. A seed that ever failed goes into KEPT, and is played by every soak.
const KEPT: readonly number[] = [1, 2, 3];
const minutes = Number(process.env.SOAK_MINUTES ?? 0);
const seed = Number(process.env.SEED ?? 20261124);
const ACT_MS = 38_000;

it('R18, R22, T03, T18: nothing said is lost, doubled, swapped or seen by a stranger, whatever is done to the relay for a minute', async () => {
  const report = await run({ setup: oneRelay, menu: MENU, seed, actMs: ACT_MS });
  console.log(said(report));
  expect(report.violations).toEqual([]);
  expect(missing(report.injected)).toEqual([]);
}, 120_000);

it.runIf(minutes > 0)(
  'R18: the same for as long as asked, seed after seed',
  async () => {
    const until = Date.now() + minutes * 60_000;
    for (let i = 0; Date.now() < until; i++) {
      const report = await run({
        ...{ setup: oneRelay, menu: MENU, seed: KEPT[i] ?? seed + i },
        actMs: Math.min(300_000, until - Date.now()),
      });
      console.log(said(report));
      expect(report.violations, `seed ${report.seed}`).toEqual([]);
    }
  },
  (minutes + 5) * 60_000,
);

/** What of the menu was never served; a full disk cannot be where nothing can be mounted, and that is said. */
function missing(injected: Record<string, number>): string[] {
  const disk = SmallDisk.mount(1);
  disk?.unmount();
  if (!disk) console.warn('no disk can be mounted here: the full disk was not served');
  return MENU.map((fault) => fault.name).filter((name) => injected[name] === 0 && (disk || name !== 'full disk'));
}
