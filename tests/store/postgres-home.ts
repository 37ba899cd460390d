import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { makeId } from '../../protocol/id.ts';
import { openPostgres } from '../../server/store/postgres.ts';
import { START_AT } from '../helpers/cast.ts';
import type { Postgres } from '../helpers/postgres.ts';
import { hearing, type StoreHome } from './opened.ts';

/** An empty database of a server that runs; one that was used before is emptied, which is quicker than a new one. */
export const postgresHome =
  (server: () => Postgres, free: string[] = []) =>
  async (): Promise<StoreHome> => {
    const url = free.pop() ?? (await server().database());
    return {
      writers: 4,
      async transactionOf(tx) {
        const [row] = await tx.read<{ id: string }>({
          compile: () => CompiledQuery.raw('select pg_current_xact_id()::text as "id"'),
        });
        return row?.id;
      },
      open: ({ now = () => START_AT, announce } = {}) =>
        hearing(
          announce,
          openPostgres(url, {
            clock: { now, heard: now },
            makeId: (at) => makeId(at),
            onFault: () => undefined,
          }),
        ),
      async lockElsewhere() {
        const other = new pg.Client({ connectionString: url });
        await other.connect();
        // Readers go on, writers wait: as with the other store's one lock.
        await other.query('begin; lock table "audit" in exclusive mode');
        return async () => {
          await other.query('commit');
          await other.end();
        };
      },
      async write(statement) {
        const other = new pg.Client({ connectionString: url });
        await other.connect();
        await other.query(statement);
        await other.end();
      },
      async end() {
        await server().empty(url);
        free.push(url);
      },
    };
  };
