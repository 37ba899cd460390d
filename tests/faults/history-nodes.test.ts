import { expect, it } from 'vitest';
import { COMMON_MENU } from './history/menu.ts';
import { NODES_MENU } from './history/menu-nodes.ts';
import { run } from './history/run.ts';
import { said } from './history/said.ts';
import { twoRelays } from './history/setup-nodes.ts';
import { KEPT_MS, seedOf, soak, soakMinutes } from './history/soak.ts';

// 20261124 found a page told of a log shorter than the one it showed (nodes-reconciler.test.ts has it in small).
const KEPT: readonly number[] = [20261124];
const seed = seedOf(20261124);
const menu = [...COMMON_MENU, ...NODES_MENU];
const scene = { setup: twoRelays, menu };

it.skipIf(soakMinutes > 0)(
  'R18, R22, T03, T18: the same on two relays that share a Postgres and a Redis, and those fail too',
  async () => {
    const report = await run({ ...scene, seed, actMs: 38_000 });
    console.log(said(report));
    expect(report.violations, `seed ${seed} belongs into KEPT`).toEqual([]);
    expect(menu.map(({ name }) => name).filter((name) => report.injected[name] === 0)).toEqual([]);
  },
  300_000,
);

// The seeds that failed are played in full where they are the standing one.
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
