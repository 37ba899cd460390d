import { CompiledQuery } from 'kysely';
import type { CursorsTold } from '../../protocol/conversation.ts';
import { OPEN } from '../../protocol/request-state.ts';
import type { CursorRow } from '../domain/rows.ts';
import type { Gateway } from './gateway.ts';
import type { Watch } from './store.ts';

const ask = (text: string, values: unknown[]) => ({ compile: () => CompiledQuery.raw(text, values) });

type MarkRow = CursorRow & { shopper: string; audience: string };

function marksOf(rows: readonly MarkRow[]): CursorsTold & { to: string[] } {
  const [{ conversation, shopper, audience }] = rows as [MarkRow];
  const cursors = rows.map(({ person, kind, deliveredSeq, readSeq }) => ({ person, kind, deliveredSeq, readSeq }));
  const associates = (JSON.parse(audience) as string[]).map((id) => `associate:${id}`);
  return { to: [`shopper:${shopper}`, ...associates], conversation, cursors };
}

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
    async marks(threads) {
      const rows = await read.read<MarkRow>(
        ask(
          `with told as (select * from unnest($1::text[], $2::bigint[]) as told ("id", "sum")),
             behind as (
               select told."id" from told join "cursors" k on k."conversation" = told."id"
               group by told."id", told."sum" having sum(k."deliveredSeq" + k."readSeq") > told."sum")
           select k.*, c."shopper", c."audience" from behind
           join "cursors" k on k."conversation" = behind."id" join "conversations" c on c."id" = behind."id"`,
          [threads.map(({ id }) => id), threads.map(({ sum }) => sum)],
        ),
      );
      return [...Map.groupBy(rows, (row) => row.conversation).values()].map(marksOf);
    },
    rows: (shoppers, associates, promisesUntil) =>
      read.read(
        ask(
          `select 'shopper:' || "shopper" as "room", 'request ' || "id" as "row", "version" from "requests"
             where "shopper" = any($1::text[]) and "state" = any($4::text[])
           union all select 'associate:' || "holder", 'request ' || "id", "version" from "requests"
             where "holder" = any($2::text[])
           union all select 'associate:' || "lastHolder", 'request ' || "id", "version" from "requests"
             where "lastHolder" = any($2::text[]) and "state" = 'resumed'
           union all select 'associate:' || "associate", 'offer ' || "id", "version" from "offers"
             where "associate" = any($2::text[]) and "state" = 'open'
           union all select 'associate:' || "id", 'availability', "version" from "associates"
             where "id" = any($2::text[])
           union all select 'associate:' || a."id", 'promise ' || p."id", p."version" from "associates" a
             join "promises" p on p."brand" = a."brand" and p."state" = 'open' and p."dueAt" < $3
               and (p."holder" = a."id" or p."holder" is null and p."place" is null or a."reach" = 'house' or a."reach" = 'boutique' and p."place" = a."place")
             where a."id" = any($2::text[])
           union all select 'associate:' || coalesce(r."holder", r."lastHolder"),
               'name ' || r."conversation" || ' ' || coalesce(s."name", ''), 1 from "requests" r
             join "shoppers" s on s."id" = r."shopper"
             where r."holder" = any($2::text[]) or r."lastHolder" = any($2::text[]) and r."state" = 'resumed'`,
          [shoppers, associates, promisesUntil, OPEN],
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
