import { afterAll, beforeAll } from 'vitest';
import { breaches } from '../helpers/invariants.ts';
import { Postgres } from '../helpers/postgres.ts';
import { rigsStandOn } from '../helpers/rig.ts';
import { postgresHome } from '../store/postgres-home.ts';
import { livedDays } from './law-day.ts';

/* The law once more, on the other store: fewer steps, since each waits for a server. */
let server: Postgres;
beforeAll(async () => {
  server = await Postgres.start();
  rigsStandOn(postgresHome(() => server));
}, 60_000);
afterAll(() => server.stop());

livedDays({
  ...{ first: 21, count: 4, steps: 300 },
  rules: ({ store }) => ({ broken: () => breaches(store), close: () => undefined }),
});
