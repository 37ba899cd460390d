import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { findPortrait } from '../../server/actions/find-portrait.ts';
import type { Passwords } from '../../server/actions/passwords.ts';
import { readHouse } from '../../server/actions/read-house.ts';
import { applyDemoHouse, DEMO_PASSWORD, isStoreEmpty } from '../../server/actions/seed-demo.ts';
import { signIn } from '../../server/actions/sign-in.ts';
import { readHouseFile } from '../../server/cli/house-file.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { movedClock } from '../helpers/moved-clock.ts';

const FILE = fileURLToPath(new URL('../../demo-site/house/maison-aurele.json', import.meta.url));
const passwords: Passwords = {
  nobody: '',
  hash: async (password) => `hashed ${password}`,
  verify: async (phc, password) => phc === `hashed ${password}`,
};

let dir: string;
let store: Store;
beforeEach(async () => {
  const { now } = movedClock();
  dir = mkdtempSync(join(tmpdir(), 'salon-demo-'));
  store = await openSqlite(join(dir, 'salon.db'), { now, makeId: (at) => makeId(at) });
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

it('the demo house is applied to an empty store, and everybody of it signs in', async () => {
  expect(await isStoreEmpty({ store })).toBe(true);
  const file = await readHouseFile(FILE);
  const read = readHouse(file.house);
  if (!read.ok) throw new Error(read.problems.join());
  const people = await applyDemoHouse({ store }, passwords, { house: read.house, portraits: file.portraits });
  expect(people.length).toBeGreaterThanOrEqual(8);
  expect(people.filter(({ role }) => role === 'manager').length).toBeGreaterThanOrEqual(2);
  expect(await isStoreEmpty({ store })).toBe(false);
  for (const { email } of people) {
    const asked = { email, password: DEMO_PASSWORD, device: 'one', before: null };
    const told = await signIn({ store }, passwords, asked);
    if (!told.ok) throw new Error(`${email}: ${told.error.code}`);
    expect(await findPortrait({ store }, told.me.portrait?.replace('/portraits/', '') ?? '')).not.toBeNull();
  }
  expect(people.find(({ email }) => email === 'associate@maison-aurele.example')).toMatchObject({
    ...{ place: 'Paris', role: 'associate', languages: expect.arrayContaining(['fr', 'en']) },
  });
  expect(people.find(({ email }) => email === 'manager@maison-aurele.example')).toMatchObject({ role: 'manager' });
});
