import { applyHouse, readDemoHouse } from '../helpers/apply-house.ts';
import type { RelayProcess } from '../helpers/relay-process.ts';

const HOUR = 3_600_000;

/** The demo house with more seats and more patience, so that only messages are measured. */
export async function applyBenchHouse(relay: RelayProcess): Promise<void> {
  await applyHouse(relay, (house) => ({
    ...house,
    people: house.people.map((person) => ({ ...person, languages: ['en'], capacity: 12 })),
    policy: {
      ...house.policy,
      firstWordMs: HOUR,
      nextWordMs: HOUR,
      quietMs: HOUR,
      bestMs: 500,
      fewMs: 500,
      wideMs: 500,
    },
  }));
}

/** One address is every shopper here; the limits by address are for the world outside. */
export const BENCH_ENV = {
  ADMIT_PER_S: '1000000',
  ADMIT_ALL_PER_S: '1000000',
  STRANGERS_PER_ADDRESS: '1000000',
  COMMANDS_PER_S: '1000000',
  MESSAGES_PER_MIN: '1000000',
  SESSIONS_PER_MIN: '1000000',
  SIGN_INS_PER_MIN: '1000',
  LOG_LEVEL: 'warn',
};

export const demoEmails = (): string[] => readDemoHouse().people.map(({ email }) => email);
