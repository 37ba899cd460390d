// `npm run bench`: what the real relay costs, as ratios to the floor measured in the same run. The relay has one core
// and the load the other, where the system can pin them; both take turns, so that a busy machine is busy for both.
// A message is sender -> relay -> acknowledgement to the sender and delivery to the other side.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { cpuMs, median, onCore, residentKb } from './figures.ts';
import { type Conversations, type Run, sendAtRate } from './load.ts';
import { inGroups } from './sockets.ts';
import { type Subject, startFloor, startRelay } from './subjects.ts';
import { table } from './table.ts';

const ASSOCIATES = 14;
const CONVERSATIONS = 160;
const IDLE = 1_000;
const RATES = [1_000, 3_000];
const ROUNDS = 3;
const WARM_UP_MS = 1_500;
const MEASURE_MS = 5_000;

export interface AtRate {
  perSecond: number;
  messagesPerCpuSecond: number;
  acknowledged: { p50: number; p99: number };
  heard: { p50: number; p99: number };
  lost: number;
}

export interface Figures {
  kbPerShopper: number;
  atRates: AtRate[];
}

async function memoryOf({ pid, idle }: Subject): Promise<number> {
  const first = await inGroups(Array.from({ length: 50 }), 10, idle);
  const before = await settled(pid);
  const sockets = await inGroups(Array.from({ length: IDLE }), 20, idle);
  const kb = (await settled(pid)) - before;
  for (const socket of [...first, ...sockets]) socket.disconnect();
  return kb / IDLE;
}

/** The least memory seen within two seconds, after what was allocated on the way has been given back. */
async function settled(pid: number): Promise<number> {
  const seen: number[] = [];
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen.push(residentKb(pid));
  }
  return Math.min(...seen);
}

interface Round extends Run {
  cpuMs: number;
}

async function round({ pid }: Subject, conversations: Conversations, perSecond: number): Promise<Round> {
  await sendAtRate(conversations, perSecond, WARM_UP_MS);
  const before = cpuMs(pid);
  const run = await sendAtRate(conversations, perSecond, MEASURE_MS);
  return { ...run, cpuMs: cpuMs(pid) - before };
}

function together(rounds: readonly Round[], perSecond: number): AtRate {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, each) => total + of(each), 0);
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  return {
    perSecond,
    messagesPerCpuSecond: (sum((each) => each.messages) * 1000) / sum((each) => each.cpuMs),
    acknowledged: { p50: middle((each) => each.acknowledged.p50), p99: middle((each) => each.acknowledged.p99) },
    heard: { p50: middle((each) => each.heard.p50), p99: middle((each) => each.heard.p99) },
    lost: sum((each) => each.lost),
  };
}

async function compare(floor: Subject, relay: Subject): Promise<{ floor: Figures; relay: Figures }> {
  const figures = {
    floor: { kbPerShopper: await memoryOf(floor), atRates: [] as AtRate[] },
    relay: { kbPerShopper: await memoryOf(relay), atRates: [] as AtRate[] },
  };
  const talks = [
    await floor.converse(ASSOCIATES, CONVERSATIONS),
    await relay.converse(ASSOCIATES, CONVERSATIONS),
  ] as const;
  for (const rate of RATES) {
    const rounds = { floor: [] as Round[], relay: [] as Round[] };
    for (let i = 0; i < ROUNDS; i++) {
      rounds.floor.push(await round(floor, talks[0], rate));
      rounds.relay.push(await round(relay, talks[1], rate));
    }
    figures.floor.atRates.push(together(rounds.floor, rate));
    figures.relay.atRates.push(together(rounds.relay, rate));
  }
  for (const talk of talks) talk.close();
  return figures;
}

const pinned = cpus().length > 1 ? onCore(0) : [];
if (pinned.length > 0) spawnSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)]);
const floor = await startFloor(pinned);
const relay = await startRelay(pinned);
const figures = await compare(floor, relay);
await Promise.all([floor.stop(), relay.stop()]);

const output = fileURLToPath(new URL('../output/', import.meta.url));
const about = { at: new Date().toISOString(), node: process.version, cores: cpus().length, pinned: pinned.length > 0 };
mkdirSync(output, { recursive: true });
writeFileSync(`${output}bench.json`, `${JSON.stringify({ ...about, ...figures }, null, 2)}\n`);
console.log(table(figures.floor, figures.relay));
console.log(`\nThe same figures as JSON: tests/output/bench.json`);
