import { afterAll, beforeAll, describe } from 'vitest';
import { Postgres } from '../helpers/postgres.ts';
import { rigsStandOn } from '../helpers/rig.ts';
import { postgresHome } from './postgres-home.ts';

/* The actions' own tests once more, on the other store: what they say of live requests, calls and words holds on both. */
let server: Postgres;
beforeAll(async () => {
  server = await Postgres.start();
  rigsStandOn(postgresHome(() => server));
}, 60_000);
afterAll(() => server.stop());

describe('on Postgres', async () => {
  await import('../actions/live-request.test.ts');
  await import('../actions/callback.test.ts');
  await import('../actions/call-limits.test.ts');
});
