import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { breaches } from '../helpers/invariants.ts';
import { seeded } from '../helpers/random.ts';
import { type Rig, startRig } from '../helpers/rig.ts';
import { happen } from '../helpers/storm.ts';

const REQUESTS = 50;
const seed = Number(process.env.SEED ?? 20261124);

/** Everybody leaves, and time passes: what is open must come to rest as held, finished, or promised. */
async function settle(rig: Rig): Promise<void> {
  for (let i = 0; i < 40; i++) await rig.jump(30_000);
}

async function atRest(rig: Rig): Promise<string[]> {
  const requests = await rig.store.read.all('requests', {});
  const rest = (state: string, kind: string) =>
    ['assigned', 'done', 'withdrawn', 'turned'].includes(state) || kind === 'callback' || kind === 'left_message';
  return requests
    .filter((request) => !rest(request.state, request.kind))
    .map((request) => `${request.kind} ${request.state}`);
}

test.each([seed, seed + 1, seed + 2])(
  'T18: fifty requests, five associates who accept, decline and vanish: every one comes to an end or a promise (seed %i)',
  async (of) => {
    const rig = await startRig({ capacity: 2 });
    const random = seeded(of);
    await rig.arrives('Camille', 'Luc', 'Sophie', 'Ines', 'Aiko');
    for (let i = 0; i < 500; i++) {
      await happen(rig, random, REQUESTS);
      if (i % 5 === 0) expect(await breaches(rig.store), `after step ${i}`).toEqual([]);
    }
    await settle(rig);
    expect(await breaches(rig.store)).toEqual([]);
    expect(await atRest(rig)).toEqual([]);
    expect(await rig.store.read.count('requests', {})).toBeGreaterThanOrEqual(REQUESTS);
    await rig.end();
  },
  60_000,
);

test('T18: the same across kill -9, six times over, without a word or a seat lost', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'salon-storm-'));
  const random = seeded(seed);
  const child = fileURLToPath(new URL('../helpers/storm-child.ts', import.meta.url));
  for (let life = 0; life < 6; life++) {
    const steps = 60 + random.below(60);
    const process_ = spawn(process.execPath, [child, dir, String(seed + life), '100000', String(REQUESTS)]);
    let done = 0;
    process_.stdout.on('data', (dots: Buffer) => {
      done += dots.length;
      if (done >= steps) process_.kill('SIGKILL');
    });
    const [, signal] = await once(process_, 'exit');
    expect(signal).toBe('SIGKILL');
    const rig = await startRig({ dir });
    expect(await breaches(rig.store), `after life ${life}`).toEqual([]);
    await rig.store.close();
  }
  const probe = await startRig({ dir });
  const alive = await probe.store.read.one('alive', {}, { by: 'at', down: true });
  await probe.store.close();
  const rig = await startRig({ dir, startAt: (alive?.at ?? 0) + 1_000 });
  await settle(rig);
  expect(await breaches(rig.store)).toEqual([]);
  expect(await atRest(rig)).toEqual([]);
  await rig.store.close();
  rmSync(dir, { recursive: true, force: true });
}, 90_000);
