import { PROTOCOL } from '../../../protocol/number.ts';
import type { Gateway } from '../../../server/store/gateway.ts';
import { FaultProxy } from '../../helpers/fault-proxy.ts';
import { breaches } from '../../helpers/invariants.ts';
import { type Random, seeded } from '../../helpers/random.ts';
import { check, offerFaults, type Stored } from './check.ts';
import { Desk } from './desk.ts';
import { History, type Screen } from './history.ts';
import { openHouses } from './houses.ts';
import { Line } from './line.ts';
import { LogReader } from './log-reader.ts';
import type { Fault, Scene } from './menu.ts';
import type { Setup } from './setup.ts';
import { Shopper } from './shopper.ts';
import { createStage, type Stage } from './stage.ts';

export interface RunInput<S extends Setup> {
  /** Starts what the run is played on. */
  setup(): Promise<S>;
  seed: number;
  /** How long people act and faults come; finishing takes some seconds more. */
  actMs: number;
  menu: readonly Fault<S>[];
  /** Ends the acting at the first thing that is seen to be wrong. */
  untilWrong?: boolean;
}

export interface RunReport {
  seed: number;
  /** How often each fault of the menu has happened. */
  injected: Record<string, number>;
  /** How many operations ended how. */
  outcomes: Record<string, number>;
  entries: number;
  accepted: number;
  readings: number;
  /** What was wrong. Empty is good. */
  violations: string[];
}

const SHOPPERS = [6, 2];
/** Where all is well everything rests within seconds; a busy machine is given its time. */
const SETTLE_MS = 120_000;
const AFRESH_MS = 30_000;

/** One run: people act on real relays while the menu is served, then everything is read and compared. */
export async function run<S extends Setup>(input: RunInput<S>): Promise<RunReport> {
  const { seed, menu } = input;
  const setup = await input.setup();
  const proxy = await FaultProxy.start(...setup.relays.map((relay) => relay.url));
  const history = new History();
  const stage = createStage(history, setup.origin, () => proxy.url);
  try {
    const { desks, shoppers } = await gather(stage, setup, seed);
    const injected = await playOut(input, stage, { ...setup, proxy }, [...desks, ...shoppers], menu);
    await settle(stage, setup, desks, shoppers, input.untilWrong && history.seen.length > 0 ? 0 : SETTLE_MS);
    for (const shopper of shoppers) await readAfresh(stage, shopper);
    for (const person of [...desks, ...shoppers]) person.leave();
    for (const relay of setup.relays) await relay.kill('SIGTERM');
    const { stored, broken } = await readStore(setup);
    const { attempts, readings } = history;
    return {
      seed,
      injected,
      outcomes: tally(attempts.map(({ what, outcome, code }) => `${what} ${code ?? outcome}`)),
      entries: stored.entries.length,
      accepted: stored.assignments.length,
      readings: readings.length,
      violations: [...history.seen, ...check({ attempts, readings, stored }), ...broken],
    };
  } finally {
    await proxy.stop();
    await setup.stop();
  }
}

/** Everybody, signed in and connected. Each has a seed of her own, so that nobody's choices hang on another's. */
async function gather(stage: Stage, { relays, origin }: Setup, seed: number) {
  const [relay] = relays;
  if (!relay) throw new Error('there is no relay');
  const desks: Desk[] = [];
  const shoppers: Shopper[] = [];
  for (const [h, { house, people }] of (await openHouses(relay, origin)).entries()) {
    for (const person of people) desks.push(new Desk(stage, house, person, seed * 1_000 + desks.length * 2));
    for (let n = 1; n <= (SHOPPERS[h] ?? 0); n++) {
      const session = await stage.post('/api/sessions', { brand: house.brand });
      if (session.outcome !== 'ok') throw new Error(`no session: ${JSON.stringify(session)}`);
      const { shopper, token } = session.answer as unknown as { shopper: string; token: string };
      shoppers.push(new Shopper(stage, house, n, { shopper, token }, seed * 1_000 + 500 + shoppers.length * 2));
    }
  }
  return { desks, shoppers };
}

async function playOut<S extends Setup>(
  input: RunInput<S>,
  stage: Stage,
  scene: Scene<S>,
  people: readonly (Desk | Shopper)[],
  menu: readonly Fault<S>[],
): Promise<Record<string, number>> {
  const injected = Object.fromEntries(menu.map((fault) => [fault.name, 0]));
  const acts = people.map((person) => person.act());
  const lanes = (['process', 'network'] as const).map((lane, i) =>
    serve(
      stage,
      scene,
      menu.filter((fault) => fault.lane === lane),
      injected,
      seeded(input.seed + i),
    ),
  );
  const watching = watch(stage, scene, people);
  // A slow machine gets half as much time again, where something of the menu has not been served yet.
  for (let left = input.actMs; left > -input.actMs / 2; left -= 100) {
    if (left <= 0 && Object.values(injected).every((times) => times > 0)) break;
    if (input.untilWrong && stage.history.seen.length > 0) break;
    await stage.pause(100);
  }
  stage.acting = false;
  await Promise.all([...lanes, watching]);
  scene.proxy.heal();
  await Promise.all(acts);
  return injected;
}

/** Serves one lane: the whole menu in a shuffled order, again and again. */
async function serve<S extends Setup>(
  stage: Stage,
  scene: Scene<S>,
  faults: readonly Fault<S>[],
  injected: Record<string, number>,
  random: Random,
): Promise<void> {
  let order: Fault<S>[] = [];
  while (stage.acting && faults.length > 0) {
    if (order.length === 0) order = shuffled(faults, random);
    const fault = order.pop();
    // A relay that has just come back is given a while to serve.
    await stage.pause(fault?.lane === 'process' ? 700 + random.below(1_300) : 150 + random.below(500));
    if (!fault || !stage.acting) return;
    injected[fault.name] = (injected[fault.name] ?? 0) + (await fault.inject(scene, random));
  }
}

function shuffled<T>(of: readonly T[], random: Random): T[] {
  const all = of.map((one) => ({ one, at: random.next() }));
  return all.sort((a, b) => a.at - b.at).map(({ one }) => one);
}

/** Looks at the store while it runs: what must hold at every commit, holds at those that are looked at. */
async function watch(stage: Stage, setup: Setup, people: readonly (Desk | Shopper)[]): Promise<void> {
  while (stage.acting) {
    await stage.pause(500);
    // First what is on the screens, then what is on disk: nobody may be ahead of it.
    const screens = people.flatMap((person) => person.screens());
    // A store that is down cannot be looked at; it is looked at again.
    const found = await snapshotBreaches(setup, screens).catch(() => []);
    for (const breach of found) stage.history.wrong(breach);
  }
}

/** Everything comes to rest: every line up, every outbox empty, every reader at the head of her logs. */
async function settle(
  stage: Stage,
  setup: Setup,
  desks: Desk[],
  shoppers: Shopper[],
  patienceMs: number,
): Promise<void> {
  let late: string[] = [];
  for (const until = Date.now() + patienceMs; Date.now() < until; await stage.pause(150)) {
    for (const person of [...desks, ...shoppers]) person.pump();
    late = await unsettled(setup, desks, shoppers).catch(() => ['the store cannot be read']);
    if (late.length === 0) return;
  }
  for (const one of late) stage.history.wrong(one);
}

async function unsettled(setup: Setup, desks: readonly Desk[], shoppers: readonly Shopper[]): Promise<string[]> {
  const rows = await setup.look((read) => read.all('conversations', {}));
  const heads = new Map(rows.map((row) => [row.id, row.lastSeq]));
  const late: string[] = [];
  for (const { tag, tabs, conversation, waiting } of shoppers) {
    if (waiting > 0) late.push(`${tag} still waits with ${waiting} unsent words`);
    for (const [i, tab] of tabs.entries()) {
      const head = heads.get(conversation ?? '') ?? 0;
      if (!tab.line.live) late.push(`${tag} tab ${i} has no line`);
      if ((tab.reader?.last ?? 0) !== head) late.push(`${tag} tab ${i} stands at ${tab.reader?.last} of ${head}`);
    }
  }
  for (const { name, line, threads, waiting } of desks) {
    if (!line.live) late.push(`${name} has no line`);
    if (waiting > 0) late.push(`${name} still waits with ${waiting} unsent words`);
    for (const [id, { reader }] of threads) {
      if (reader.last !== heads.get(id)) late.push(`${name} stands at ${reader.last} of ${heads.get(id)} in ${id}`);
    }
  }
  return late;
}

/** A page that was never there before reads the whole log. */
async function readAfresh(stage: Stage, shopper: Shopper): Promise<void> {
  const { conversation, house, token, tag } = shopper;
  if (conversation === null) return;
  const line = new Line({
    url: stage.relayUrl,
    namespace: '/shopper',
    hello: { protocol: PROTOCOL, brand: house.brand, token },
    headers: { origin: stage.origin },
    hear: (_event, payload) => shopper.mayHear(`${tag} afresh`, payload),
    lost: () => {},
  });
  const reader = new LogReader({
    conversation,
    ask: (command, payload) => line.ask(command, payload),
    show: () => {},
    wrong: (sentence) => stage.history.wrong(sentence),
  });
  const until = Date.now() + AFRESH_MS;
  while (Date.now() < until && !line.live) await stage.pause(30);
  reader.catchUp(1);
  const old = shopper.tabs[0]?.reader?.last ?? 0;
  while (Date.now() < until && reader.last < old) await stage.pause(30);
  if (reader.last < old) stage.history.wrong(`${tag} afresh reads ${reader.last} where an old page has ${old}`);
  stage.history.readings.push({ reader: `${tag} afresh`, conversation, age: 'fresh', shown: reader.shown });
  reader.close();
  line.close();
}

/** The invariants of one commit, read in one transaction. */
const snapshotBreaches = (setup: Setup, screens: readonly Screen[] = []): Promise<string[]> =>
  setup.look(async (read) => [
    ...(await breaches({ read })),
    ...(await gaps(read, screens)),
    ...offerFaults(await read.all('offers', { state: 'accepted' })),
  ]);

/** A log is as long as its last seq says, and no screen is ahead of it. */
async function gaps(read: Gateway, screens: readonly Screen[]): Promise<string[]> {
  const found: string[] = [];
  for (const { id, lastSeq } of await read.all('conversations', {})) {
    const entries = await read.count('entries', { conversation: id, log: 'shared' });
    const last = await read.one('entries', { conversation: id, log: 'shared' }, { by: 'seq', down: true });
    if (entries !== lastSeq || (last?.seq ?? 0) !== lastSeq) {
      found.push(`${id} has ${entries} entries up to ${last?.seq}, and its row says ${lastSeq}`);
    }
    for (const screen of screens.filter((one) => one.conversation === id && one.last > lastSeq)) {
      found.push(`${screen.reader} showed ${screen.last} of ${id}, where ${lastSeq} are on disk`);
    }
  }
  return found;
}

async function readStore(setup: Setup): Promise<{ stored: Stored; broken: string[] }> {
  const stored = await setup.look(async (read) => ({
    entries: await read.entries({ log: 'shared' }),
    requests: await read.all('requests', {}),
    offers: await read.all('offers', {}),
    assignments: await read.all('assignments', {}),
  }));
  return { stored, broken: await snapshotBreaches(setup) };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
