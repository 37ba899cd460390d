import { afterAll, beforeAll, describe } from 'vitest';
import { Postgres } from '../helpers/postgres.ts';
import { rigsStandOn } from '../helpers/rig.ts';
import { postgresHome } from '../store/postgres-home.ts';

/* Once more on the other store: its relays share sign-ins. */
let server: Postgres;
beforeAll(async () => {
  server = await Postgres.start();
  rigsStandOn(postgresHome(() => server));
}, 60_000);
afterAll(() => server.stop());

describe('on Postgres', async () => {
  await import('./sign-in-end.test.ts');
});
