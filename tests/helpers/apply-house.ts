import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type * as z from 'zod';
import type { houseSchema } from '../../protocol/house.ts';
import type { RelayProcess } from './relay-process.ts';

export type HouseFile = z.input<typeof houseSchema>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const demo = join(root, 'demo-site/house/maison-aurele.json');

/** The demo house as its file says it. */
export const readDemoHouse = (): HouseFile => JSON.parse(readFileSync(demo, 'utf8'));

/** The demo house, changed, applied to a running relay as an operator does it: by `salon house apply`. */
export async function applyHouse(relay: RelayProcess, change: (house: HouseFile) => HouseFile): Promise<void> {
  const house = readDemoHouse();
  const people = house.people.map(({ portrait: _, ...person }) => person);
  const file = join(relay.dataDir, 'changed-house.json');
  writeFileSync(file, JSON.stringify(change({ ...house, people })));
  await promisify(execFile)(process.execPath, ['server/cli/salon.ts', 'house', 'apply', file], {
    cwd: root,
    env: { ...process.env, DATA_DIR: relay.dataDir },
  });
}

/** Every place open at every hour, and night nowhere, for tests that run at any hour and call numbers of any country. */
export function roundTheClock(house: HouseFile): HouseFile {
  const day = ['00:00-24:00'];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  return {
    ...house,
    policy: { ...house.policy, nightFrom: '00:00', nightTo: '00:00' },
    places: house.places.map((place) => ({ ...place, hours })),
  };
}
