import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { policySchema } from '../../protocol/house.ts';
import { makeId } from '../../protocol/id.ts';
import type { Ports } from '../../server/actions/ports.ts';
import { sweep } from '../../server/actions/sweep.ts';
import { isNight } from '../../server/domain/night.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { START_AT } from '../helpers/cast.ts';
import { movedClock } from '../helpers/moved-clock.ts';
import { quickDisk } from '../helpers/quick-disk.ts';
import { seeded } from '../helpers/random.ts';
import { createAgenda } from './agenda.ts';
import { arrivals } from './arrivals.ts';
import { playAssociate } from './associates.ts';
import { createDevices } from './devices.ts';
import { type HouseSize, makeHouse } from './house.ts';
import { shiftsOf } from './shifts.ts';
import { playShopper } from './shoppers.ts';
import { handOn, type Stage } from './stage.ts';
import { createTruth } from './truth.ts';
import { judge, type Verdict } from './verdict.ts';

const DAY_MS = 86_400_000;
/** Acts that go side by side: a store refuses more than it can queue. */
const AT_ONCE = 1_000;

export interface DayOptions extends HouseSize {
  requests: number;
  seed: number;
  /** Days on which people still work after the last one has arrived. */
  after?: number;
  said?(line: string): void;
}

export interface Played {
  verdict: Verdict;
  truth: ReturnType<ReturnType<typeof createTruth>['sum']>;
  refused: ReadonlyMap<string, number>;
  store: Store;
  end(): Promise<void>;
}

/** Plays a day of a house through the real actions and a real store, on a clock moved by hand. */
export async function playDay(options: DayOptions): Promise<Played> {
  const dir = mkdtempSync(join(quickDisk(), 'salon-day-'));
  const startAt = START_AT - (START_AT % DAY_MS);
  const clock = movedClock(startAt);
  const store = await openSqlite(join(dir, 'salon.db'), { now: clock.now, makeId });
  const ports: Ports = { store };
  const random = seeded(options.seed);
  const house = await makeHouse(store, random, options);
  const policy = policySchema.parse({});
  const stage: Stage = {
    ...{ ports, random, house, refused: new Map(), rooms: new Map(), now: clock.now },
    agenda: createAgenda(),
    truth: createTruth(ports, policy.boundMs),
    devices: createDevices(store, clock.now),
  };
  let woken = new Map<string, Set<string>>();
  store.onNews((told) => {
    for (const news of told) {
      if (news.what !== 'capacity_freed') continue;
      woken.set(news.brand, (woken.get(news.brand) ?? new Set()).add(news.associate));
    }
    handOn(stage.rooms, told);
  });
  const days = 1 + (options.after ?? 2);
  for (const row of house.associates) {
    const one = playAssociate(stage, row);
    for (const { fromAt, untilAt } of shiftsOf(house, row, random, startAt, days)) one.shift(fromAt, untilAt);
  }
  for (const { at, city } of arrivals(random, startAt, options.requests)) {
    stage.agenda.at(at, () => playShopper(stage, city));
  }

  let next: number | null = null;
  const endAt = startAt + days * DAY_MS;
  while (clock.now() < endAt) {
    clock.forward(1_000);
    await stage.devices.beat();
    const acts = stage.agenda.take(clock.now());
    for (let i = 0; i < acts.length; i += AT_ONCE) await Promise.all(acts.slice(i, i + AT_ONCE).map((act) => act()));
    for (let turns = 0; woken.size > 0 || (next ?? 0) <= clock.now(); turns++) {
      if (turns > 400) throw new Error(`the sweeper finds no rest at ${new Date(clock.now()).toISOString()}`);
      const freed = woken;
      woken = new Map();
      next = (await sweep(ports, freed)) ?? endAt;
    }
    if (clock.now() % 3_600_000 === 0) options.said?.(`${new Date(clock.now()).toISOString().slice(5, 16)} …`);
  }
  return {
    verdict: await judge(store, (zone, at) => isNight(zone, at, policy)),
    truth: stage.truth.sum(),
    refused: stage.refused,
    store,
    async end() {
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
