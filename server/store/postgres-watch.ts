import { CompiledQuery } from 'kysely';
import type { Gateway } from './gateway.ts';
import type { Watch } from './store.ts';

const ask = (text: string, values: unknown[]) => ({ compile: () => CompiledQuery.raw(text, values) });

const HEADS = `"id", "lastSeq", "lastStaffSeq"`;

/** What only another relay's writes can have changed, asked for many people at once. */
export function watching(read: Gateway, forgetHouses: () => void): Watch {
  return {
    forgetHouses,
    raised: (threads) =>
      read.read(
        ask(
          `select c."id", c."lastSeq", c."lastStaffSeq"
           from unnest($1::text[], $2::bigint[], $3::bigint[]) as told ("id", "shared", "staff")
           join "conversations" c on c."id" = told."id"
           where c."lastSeq" > told."shared" or c."lastStaffSeq" > told."staff"`,
          [threads.map(({ id }) => id), threads.map(({ shared }) => shared), threads.map(({ staff }) => staff)],
        ),
      ),
    threadsOf: (shoppers, known) =>
      read.read(
        ask(`select ${HEADS} from "conversations" where "shopper" = any($1::text[]) and "id" <> all($2::text[])`, [
          shoppers,
          known,
        ]),
      ),
    rows: (shoppers, associates) =>
      read.read(
        ask(
          `select 'shopper:' || "shopper" as "room", 'request ' || "id" as "row", "version" from "requests"
             where "shopper" = any($1::text[]) and "endedAt" is null and "state" not in ('done', 'withdrawn', 'turned')
           union all select 'associate:' || "holder", 'request ' || "id", "version" from "requests"
             where "holder" = any($2::text[])
           union all select 'associate:' || "lastHolder", 'request ' || "id", "version" from "requests"
             where "lastHolder" = any($2::text[]) and "state" = 'resumed'
           union all select 'associate:' || "associate", 'offer ' || "id", "version" from "offers"
             where "associate" = any($2::text[]) and "state" = 'open'
           union all select 'associate:' || "id", 'availability', "version" from "associates"
             where "id" = any($2::text[])`,
          [shoppers, associates],
        ),
      ),
    ended: (shoppers, associates, signIns) =>
      read.read(
        ask(
          `select 'shopper:' || "id" as "room", 'forgotten' as "reason" from "shoppers"
             where "id" = any($1::text[]) and "endedAt" is not null
           union all select 'associate:' || "id", 'disabled' from "associates"
             where "id" = any($2::text[]) and "disabledAt" is not null
           union all select 'signin:' || "id", 'signed_out' from "signIns"
             where "id" = any($3::text[]) and "endedAt" is not null`,
          [shoppers, associates, signIns],
        ),
      ),
    async nodes() {
      const rows = await read.read<{ node: string }>(
        ask(`select "node" from "alive" where "at" > (extract(epoch from clock_timestamp()) * 1000)::bigint - $1`, [
          ALIVE_WITHIN_MS,
        ]),
      );
      return rows.map(({ node }) => node);
    },
  };
}

/** A node says each second that it runs. */
const ALIVE_WITHIN_MS = 4_000;
