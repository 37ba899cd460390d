import { type Kysely, sql } from 'kysely';

/**
 * A message is something said; what is left to be answered is a message left. The kind of requests and promises that
 * bore the same name is renamed, and where the house's own lines name it. Bodies are the text that this house wrote
 * itself, and a quote inside of a name stands escaped there: nothing else reads like that.
 */
export async function leftMessage(db: Kysely<unknown>): Promise<void> {
  await sql`update "requests" set "kind" = 'left_message' where "kind" = 'message'`.execute(db);
  await sql`update "promises" set "kind" = 'left_message' where "kind" = 'message'`.execute(db);
  await sql`update "entries" set "body" = replace("body", '"kind":"message"', '"kind":"left_message"')
    where "kind" in ('promised', 'withdrawn', 'turned') and "body" like '%"kind":"message"%'`.execute(db);
}
