import { join } from 'node:path';
import type { FaultProxy } from '../../helpers/fault-proxy.ts';
import { lockFile } from '../../helpers/file-lock.ts';
import type { Random } from '../../helpers/random.ts';
import type { RelayProcess } from '../../helpers/relay-process.ts';
import type { KillPoint } from '../plants/plants.ts';
import type { FileSetup, Setup } from './setup.ts';

/** What faults are injected into. */
export type Scene<S extends Setup = Setup> = S & { proxy: FaultProxy };

export interface Fault<S extends Setup = Setup> {
  name: string;
  /** Faults of one lane come one after another; the two lanes run beside each other. */
  lane: 'process' | 'network';
  /** Resolves when it is over, with how often it has happened. */
  inject(scene: Scene<S>, random: Random): Promise<number>;
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
const KILL_PATIENCE_MS = 4_000;
const HOUR_MS = 3600_000;

/** Dies at the next commit that stores entries; where none comes in time, it dies anyhow, and that does not count. */
async function killAt(scene: Scene, random: Random, killAt: KillPoint): Promise<number> {
  const relay = one(scene, random);
  relay.send({ killAt });
  const late = setTimeout(() => relay.signal('SIGTERM'), KILL_PATIENCE_MS);
  const { signal } = await relay.ended();
  clearTimeout(late);
  await relay.start();
  return signal === 'SIGKILL' ? 1 : 0;
}

const one = ({ relays }: Scene, random: Random): RelayProcess => random.pick(relays);

/** Whether the n-th line of a few is meant. */
const some = (random: Random, share: number) => {
  const chosen = Array.from({ length: 64 }, () => random.chance(share));
  return (i: number): boolean => chosen[i % chosen.length] ?? false;
};

/** An armed fault happens when the next fitting piece passes. */
async function armed(proxy: FaultProxy, what: keyof FaultProxy['happened'], arm: () => void): Promise<number> {
  const before = proxy.happened[what];
  arm();
  for (let waited = 0; waited < 2_500 && proxy.happened[what] === before; waited += 50) await pause(50);
  return proxy.happened[what] - before;
}

/** What can happen to any relay. A run that has not served each fault of its menu fails. */
export const COMMON_MENU: readonly Fault[] = [
  {
    name: 'kill -9 between commit and answer',
    lane: 'process',
    inject: (scene, random) => killAt(scene, random, 'after_commit'),
  },
  {
    name: 'kill -9 before the commit',
    lane: 'process',
    inject: (scene, random) => killAt(scene, random, 'before_commit'),
  },
  {
    name: 'kill -9 at any moment',
    lane: 'process',
    async inject(scene, random) {
      await one(scene, random).restart('SIGKILL');
      return 1;
    },
  },
  {
    name: 'SIGTERM and a new start',
    lane: 'process',
    async inject(scene, random) {
      await one(scene, random).restart('SIGTERM');
      return 1;
    },
  },
  {
    // A tenth of 5 to 60 s.
    name: 'SIGSTOP',
    lane: 'process',
    async inject(scene, random) {
      const relay = one(scene, random);
      relay.signal('SIGSTOP');
      await pause(500 + random.below(random.chance(0.2) ? 5_500 : 1_500));
      relay.signal('SIGCONT');
      return 1;
    },
  },
  {
    name: 'TCP reset',
    lane: 'network',
    async inject({ proxy }, random) {
      proxy.cut('reset', some(random, 0.5));
      return 1;
    },
  },
  {
    name: 'line ended',
    lane: 'network',
    async inject({ proxy }, random) {
      proxy.cut('end', some(random, 0.5));
      return 1;
    },
  },
  {
    name: 'half-open',
    lane: 'network',
    async inject({ proxy }, random) {
      proxy.halfOpen(some(random, 0.4));
      return 1;
    },
  },
  {
    name: 'latency of 200 to 2000 ms',
    lane: 'network',
    async inject({ proxy }, random) {
      proxy.delayMs = [200, 2_000];
      await pause(800 + random.below(1_200));
      proxy.delayMs = null;
      return 1;
    },
  },
  {
    name: 'one connection overtakes another',
    lane: 'network',
    async inject({ proxy }, random) {
      const release = proxy.hold(some(random, 0.4));
      await pause(200 + random.below(900));
      release();
      return 1;
    },
  },
  {
    name: 'lost acknowledgement',
    lane: 'network',
    inject: ({ proxy }) => armed(proxy, 'lostAck', () => proxy.loseAck()),
  },
  {
    name: 'duplicated delivery',
    lane: 'network',
    inject: ({ proxy }) => armed(proxy, 'toldTwice', () => proxy.tellTwice(5)),
  },
  {
    name: '502 after the commit',
    lane: 'network',
    inject: ({ proxy }) => armed(proxy, 'badGateway', () => proxy.answerBadGateway()),
  },
];

/** What can happen besides to one relay with its file and its own clock. */
const FILE_MENU: readonly Fault<FileSetup>[] = [
  {
    name: 'full disk',
    lane: 'process',
    async inject({ disk }, random) {
      if (!disk) return 0;
      disk.fill();
      await pause(600 + random.below(1_200));
      disk.clear();
      return 1;
    },
  },
  {
    name: 'locked file',
    lane: 'process',
    async inject({ relay }, random) {
      const unlock = lockFile(join(relay.dataDir, 'salon.db'));
      await pause(200 + random.below(random.chance(0.2) ? 6_000 : 1_500));
      unlock();
      return 1;
    },
  },
  {
    name: 'clock jump of an hour',
    lane: 'process',
    async inject({ relay }) {
      await relay.forward(HOUR_MS);
      return 1;
    },
  },
];

/** The whole menu of one relay with its file. */
export const MENU: readonly Fault<FileSetup>[] = [...COMMON_MENU, ...FILE_MENU];
