import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { applyHouse, type HouseFile, readDemoHouse } from '../helpers/apply-house.ts';
import type { RelayProcess } from '../helpers/relay-process.ts';

const HOUR = 3_600_000;
/** As many conversations as one associate may hold. */
export const SEATS = 12;

/** The demo house with more people, more seats and more patience, so that only messages are measured. */
export async function applyBenchHouse(relay: RelayProcess, associates: number): Promise<void> {
  await applyHouse(relay, (house) => ({
    ...house,
    people: people(house, associates),
    policy: {
      ...{ ...house.policy, firstWordMs: HOUR, nextWordMs: HOUR, quietMs: HOUR },
      ...{ bestMs: 500, fewMs: 500, wideMs: 500, boundMs: HOUR, patienceMs: HOUR },
    },
  }));
}

function people(house: HouseFile, count: number): HouseFile['people'] {
  const all = house.people.map((person) => ({ ...person, languages: ['en'], capacity: SEATS }));
  const model = all[0] as (typeof all)[number];
  const more = Math.max(0, count - all.length);
  const others = Array.from({ length: more }, (_, i) => ({
    ...{ ...model, role: 'associate' as const, reach: 'own' as const },
    ...{ email: `bench-${i}@maison-aurele.example`, firstName: `Bench ${i}` },
  }));
  return [...all, ...others];
}

export const emailsOf = (count: number): string[] =>
  people(readDemoHouse(), count)
    .map(({ email }) => email)
    .slice(0, count);

/** Whoever was added has the password that the demo house has. Hashing it for each would take most of the run. */
export function shareThePassword(dataDir: string): void {
  const store = new DatabaseSync(join(dataDir, 'salon.db'), { timeout: 5_000 });
  store.exec('update associates set password = (select max(password) from associates) where password is null');
  store.close();
}

/** One address is every shopper here; the limits by address are for the world outside. */
export const BENCH_ENV = {
  ADMIT_PER_S: '1000000',
  ADMIT_ALL_PER_S: '1000000',
  STRANGERS_PER_ADDRESS: '1000000',
  SOCKETS_PER_PERSON: '1000000',
  SOCKETS_PER_ADDRESS: '1000000',
  COMMANDS_PER_S: '1000000',
  MESSAGES_PER_MIN: '1000000',
  PAGE_KB_PER_S: '1000000',
  SESSIONS_PER_MIN: '1000000',
  REQUESTS_PER_MIN: '1000000',
  SIGN_INS_PER_MIN: '1000',
  LOG_LEVEL: 'warn',
};
