import { expect, it } from 'vitest';
import { MENU } from './history/menu.ts';
import { run } from './history/run.ts';
import { oneRelay } from './history/setup.ts';
import type { PlantName } from './plants/plants.ts';

// A checker that finds nothing proves nothing: each of these bugs, planted into the real relay, must be found.
const pick = (...names: string[]) => MENU.filter((fault) => names.includes(fault.name));

const PLANTED: { plant: PlantName; finds: RegExp; menu: string[] }[] = [
  {
    plant: 'announce_before_commit',
    finds: /showed .* where .* (stands|are on disk)/,
    menu: ['kill -9 before the commit', 'locked file'],
  },
  { plant: 'max_plus_one', finds: /has \d+ where \d+ belongs/, menu: ['locked file', 'TCP reset'] },
  { plant: 'accept_without_expiry', finds: /ran out at \d+ and was accepted at \d+/, menu: ['locked file', 'SIGSTOP'] },
];

it.each(PLANTED)(
  'the checker finds $plant within its minute',
  async ({ plant, finds, menu }) => {
    for (let seed = 1; seed <= 3; seed++) {
      const report = await run({
        ...{ setup: () => oneRelay([plant]), menu: pick(...menu), seed, actMs: 15_000 },
        untilWrong: true,
      });
      if (report.violations.some((violation) => finds.test(violation))) return;
    }
    expect.unreachable(`${plant} was not found`);
  },
  90_000,
);
