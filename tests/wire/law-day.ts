import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DeskSnapshot } from '../../protocol/console.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import { deskSnapshot } from '../../server/actions/desk-snapshot.ts';
import { openThread } from '../../server/actions/read-desk.ts';
import { shopperSnapshot } from '../../server/actions/shopper-snapshot.ts';
import type { News } from '../../server/store/store.ts';
import type { Name } from '../helpers/cast.ts';
import { type Rig, startRig } from '../helpers/rig.ts';
import { floorRules } from './floor-rules.ts';
import { deskFold, expectSame, type ScreenFold, shopperFold } from './law-ends.ts';
import { chance, type Day, someStep } from './random-day.ts';

/*
 * The law: what a screen was told at its connect, and every event since, is what a fresh connect would tell it. Tried
 * after each of ten thousand random steps; a seed that fails is printed and replays alone: LAW_SEED=7 vitest law.
 */
const DESKS: readonly Name[] = ['Camille', 'Luc', 'Ines'];

export interface Days {
  /** The seed of the first. */
  first: number;
  count?: number;
  steps?: number;
  /** What must hold beside the law; of the file, at every commit, when not said. */
  rules?(rig: Rig): Rules;
}

interface Rules {
  broken(): string[] | Promise<string[]>;
  close(): void;
}

/** Ten days of five hundred steps each, by the seeds from `first`; one alone where LAW_SEED names it. */
export function livedDays({ first, count = 10, steps = 500, rules }: Days): void {
  const days = Array.from({ length: count }, (_, i) => first + i);
  const seeds = process.env.LAW_SEED ? days.filter((seed) => seed === Number(process.env.LAW_SEED)) : days;
  describe.runIf(seeds.length > 0)('snapshot plus events is the fresh snapshot', () => {
    test.each(seeds)(
      `R17, T18: after each of ${steps} random steps (seed %i)`,
      (seed) => liveADay(seed, steps, rules),
      120_000,
    );
  });
}

interface Screen {
  who: string;
  room: string;
  fold: ScreenFold<never>;
  /** Has a fresh snapshot told to a room that only the test hears. */
  ask(): Promise<unknown>;
  /** Fetches the cards that the screen would fetch. */
  fetch(): Promise<void>;
}

let rig: Rig;

function screensOf(day: Day): Screen[] {
  const pages = day.shoppers.map((asking, i): Screen => {
    const who = `shopper ${i + 1}`;
    const ask = () => shopperSnapshot(rig.ports, asking, `fresh:${who}`);
    return { who, room: `shopper:${asking.id}`, fold: shopperFold(), ask, fetch: async () => undefined };
  });
  const desks = day.desks.map((who): Screen => {
    const asking = rig.asks(who);
    const fold = deskFold();
    const fetch = async () => {
      for (const id of fold.wanted()) {
        const answer = await openThread(rig.ports, asking, id);
        if (answer.ok) fold.hear('card', copy(answer.card));
      }
    };
    const ask = () => deskSnapshot(rig.ports, asking, `fresh:${who}`);
    return { who, room: `associate:${asking.id}`, fold, ask, fetch };
  });
  return [...pages, ...desks];
}

const isFresh = (news: News): boolean => news.what === 'event' && news.event === 'snapshot';

/** As it would have travelled. */
const copy = <T>(payload: T): T => JSON.parse(JSON.stringify(payload)) as T;

/** Tells the screens what the relay tells their rooms; keeps the fresh snapshots apart. */
function listening(screens: readonly Screen[]) {
  const fresh = new Map<string, DeskSnapshot & ShopperSnapshot>();
  const hear = (to: readonly string[], event: string, payload: object) => {
    for (const { who, room, fold } of screens) {
      if (to.includes(room)) fold.hear(event, copy(payload));
      if (to.includes(`fresh:${who}`)) fresh.set(who, copy(payload) as DeskSnapshot & ShopperSnapshot);
    }
  };
  rig.listen((news: readonly News[]) => {
    for (const one of news) {
      if (one.what === 'event') hear(one.to, one.event, one.payload);
      if (one.what === 'entries') hear(one.to, 'entries', one);
    }
  });
  return fresh;
}

async function liveADay(seed: number, steps: number, rulesOf: Days['rules']): Promise<void> {
  const bytes = chance(seed);
  // Ids too are by the seed, so that a day can be lived again.
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    for (let i = 0; i < 16; i++) (array as Uint8Array)[i] = bytes.below(256);
    return array;
  });
  // Nothing is killed here, so nothing need reach a disk.
  if (existsSync('/dev/shm')) vi.stubEnv('TMPDIR', '/dev/shm');
  rig = await startRig({ policy: { retryMs: [900_000, 1_800_000] }, capacity: 2 });
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    return rig.end();
  });
  const by = chance(seed);
  const day: Day = { rig, shoppers: [await rig.shopper(), await rig.shopper()], desks: DESKS };
  await rig.arrives('Camille', 'Luc');
  const screens = screensOf(day);
  const fresh = listening(screens);
  const past: string[] = [];
  // At every commit that says something, where that can be asked at once, and after each step.
  const broken: string[] = [];
  const atCommit = rulesOf ? null : floorRules(rig);
  const rules: Rules = rulesOf?.(rig) ?? floorRules(rig);
  rig.listen((news) => {
    if (atCommit && !news.every(isFresh)) broken.push(...atCommit.broken());
  });
  await Promise.all(screens.map((screen) => screen.ask()));
  for (const screen of screens) screen.fold.start(fresh.get(screen.who) as never);
  for (let i = 0; i < steps; i++) {
    const { what, step } = someStep(by);
    past.push(what);
    rig.clock.forward(1);
    await step(day, by);
    const said = `seed ${seed}, step ${i}: ${past.slice(-8).join(', ')}`;
    expect([...broken, ...(await rules.broken())], said).toEqual([]);
    await Promise.all(screens.map((screen) => screen.fetch()));
    await Promise.all(screens.map((screen) => screen.ask()));
    for (const { who, fold } of screens) expectSame(fold, fresh.get(who) as never, `${said}; ${who}`);
  }
  atCommit?.close();
  rules.close();
}
