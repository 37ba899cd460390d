import { afterAll, beforeAll } from 'vitest';
import { Postgres } from '../helpers/postgres.ts';
import { postgresHome } from './postgres-home.ts';
import { storeSuite } from './store-suite.ts';

let server: Postgres;
beforeAll(async () => {
  server = await Postgres.start();
}, 60_000);
afterAll(() => server.stop());

storeSuite(
  'Postgres',
  postgresHome(() => server),
);
