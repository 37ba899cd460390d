import { expect, it } from 'vitest';
import { COMMON_MENU } from './history/menu.ts';
import { NODES_MENU } from './history/menu-nodes.ts';
import { run } from './history/run.ts';
import { said } from './history/said.ts';
import { twoRelays } from './history/setup-nodes.ts';

const seed = Number(process.env.SEED ?? 20261124);
const menu = [...COMMON_MENU, ...NODES_MENU];
/** Part of the long run only (`npm run soak`): a minute of it still finds a page that shows a later entry first. */
const long = process.env.SOAK_MINUTES !== undefined;

it.runIf(long)(
  'R18, R22, T03, T18: the same on two relays that share a Postgres and a Redis, and those fail too',
  async () => {
    const report = await run({ setup: twoRelays, menu, seed, actMs: 38_000 });
    console.log(said(report));
    expect(report.violations).toEqual([]);
    expect(menu.map(({ name }) => name).filter((name) => report.injected[name] === 0)).toEqual([]);
  },
  150_000,
);
