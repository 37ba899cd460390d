import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

/*
 * The first migration. What a later release needs from the first table on stands here already: brand
 * everywhere, two logs, cursors, contacts, links, reach, versions, cause, audit, lookAt, zone, wishes and
 * the notice's version. An older release keeps running on a newer schema: columns are added, never renamed.
 */
export function firstHouse(dialect: Dialect) {
  // Small rows that are found by their key alone: SQLite keeps them in the key itself.
  const clustered = dialect === 'sqlite' ? sql`without rowid` : sql``;
  const bytes = dialect === 'sqlite' ? sql`blob` : sql`bytea`;
  return async (db: Kysely<unknown>): Promise<void> => {
    const table = (name: string) => db.schema.createTable(name);

    await table('brands')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('origins', 'text', (c) => c.notNull())
      .addColumn('policy', 'text', (c) => c.notNull())
      .addColumn('noticeVersion', 'text', (c) => c.notNull())
      .addColumn('noticeUrl', 'text')
      .execute();

    await table('places')
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('city', 'text', (c) => c.notNull())
      .addColumn('country', 'text', (c) => c.notNull())
      .addColumn('zone', 'text', (c) => c.notNull())
      .addColumn('hours', 'text', (c) => c.notNull())
      .addColumn('number', 'text')
      .addColumn('closedAt', 'bigint')
      .addPrimaryKeyConstraint('places_key', ['brand', 'id'])
      .execute();

    await table('associates')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('firstName', 'text', (c) => c.notNull())
      .addColumn('lastName', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('reach', 'text', (c) => c.notNull())
      .addColumn('languages', 'text', (c) => c.notNull())
      .addColumn('expertise', 'text', (c) => c.notNull())
      .addColumn('capacity', 'bigint', (c) => c.notNull())
      .addColumn('portrait', 'text')
      .addColumn('password', 'text')
      .addColumn('disabledAt', 'bigint')
      .addColumn('declared', 'bigint', (c) => c.notNull())
      .addColumn('reachableUntil', 'bigint', (c) => c.notNull())
      .addColumn('taken', 'bigint', (c) => c.notNull().check(sql`"taken" >= 0`))
      .addColumn('missed', 'bigint', (c) => c.notNull())
      .addColumn('askedAt', 'bigint')
      .addColumn('lostAt', 'bigint')
      .addColumn('idleAt', 'bigint', (c) => c.notNull())
      .addColumn('lookAt', 'bigint')
      .execute();
    // An e-mail signs in to one house: whose it is says which.
    await db.schema.createIndex('associates_email').unique().on('associates').column('email').execute();
    await db.schema.createIndex('associates_look').on('associates').column('lookAt').execute();
    await db.schema
      .createIndex('associates_available')
      .on('associates')
      .columns(['brand', 'declared', 'reachableUntil'])
      .execute();

    await table('portraits')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('bytes', bytes, (c) => c.notNull())
      .execute();

    await table('invitations')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('associate', 'text', (c) => c.notNull())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .execute();

    await table('signIns')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('associate', 'text', (c) => c.notNull())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('endedAt', 'bigint')
      .execute();
    await db.schema.createIndex('signIns_associate').on('signIns').column('associate').execute();

    await table('leases')
      .addColumn('socket', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('associate', 'text', (c) => c.notNull())
      .addColumn('node', 'text', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('leases_associate').on('leases').column('associate').execute();

    await table('shoppers')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('name', 'text')
      .addColumn('locale', 'text')
      .addColumn('zone', 'text')
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('ownAssociate', 'text')
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .addColumn('endedAt', 'bigint')
      .addColumn('blockedAt', 'bigint')
      .execute();
    await db.schema.createIndex('shoppers_unused').on('shoppers').columns(['usedAt', 'createdAt']).execute();

    await table('tokens')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('shopper', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('revokedAt', 'bigint')
      .execute();
    await db.schema.createIndex('tokens_shopper').on('tokens').column('shopper').execute();

    await table('links')
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('shopper', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('proof', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('cause', 'text')
      .addPrimaryKeyConstraint('links_key', ['shopper', 'person'])
      .execute();

    await table('contacts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('value', 'text')
      .addColumn('shown', 'text')
      .addColumn('country', 'text')
      .addColumn('consent', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('struckAt', 'bigint')
      .execute();
    await db.schema.createIndex('contacts_person').on('contacts').column('person').execute();

    await table('conversations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('shopper', 'text', (c) => c.notNull().unique())
      .addColumn('lastSeq', 'bigint', (c) => c.notNull())
      .addColumn('lastStaffSeq', 'bigint', (c) => c.notNull())
      .addColumn('saidAt', 'bigint', (c) => c.notNull())
      .addColumn('audience', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .execute();

    await table('entries')
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('log', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('author', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('v', 'bigint', (c) => c.notNull())
      .addColumn('body', 'text')
      .addColumn('cause', 'text')
      // Not clustered: what comes in together lies together, and a write touches a third fewer pages.
      .addPrimaryKeyConstraint('entries_key', ['conversation', 'log', 'seq'])
      .execute();
    // Led by the UUIDv7: new ids lie together, so the index costs 2-5 % a row; the other order costs 40-50 %.
    await db.schema.createIndex('entries_id').unique().on('entries').columns(['id', 'conversation']).execute();

    await table('cursors')
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('deliveredSeq', 'bigint', (c) => c.notNull())
      .addColumn('readSeq', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('cursors_key', ['conversation', 'person'])
      .modifyEnd(clustered)
      .execute();

    await table('participants')
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('associate', 'text', (c) => c.notNull())
      .addColumn('fromAt', 'bigint', (c) => c.notNull())
      .addColumn('untilAt', 'bigint')
      .addColumn('cause', 'text')
      .addPrimaryKeyConstraint('participants_key', ['conversation', 'associate', 'fromAt'])
      .execute();

    await table('requests')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('shopper', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('cause', 'text')
      .addColumn('openedAt', 'bigint', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('zone', 'text', (c) => c.notNull())
      .addColumn('name', 'text')
      .addColumn('product', 'text')
      .addColumn('wishes', 'text', (c) => c.notNull())
      .addColumn('notice', 'text', (c) => c.notNull())
      .addColumn('place', 'text')
      .addColumn('contact', 'text')
      .addColumn('dueAt', 'bigint')
      .addColumn('endAt', 'bigint')
      .addColumn('asap', 'bigint', (c) => c.notNull())
      .addColumn('lookAt', 'bigint')
      .addColumn('waitingAt', 'bigint')
      .addColumn('step', 'text')
      .addColumn('stepUntil', 'bigint')
      .addColumn('slow', 'bigint', (c) => c.notNull())
      .addColumn('nobodyPlace', 'text')
      .addColumn('nobodyAt', 'bigint')
      .addColumn('away', 'bigint', (c) => c.notNull())
      .addColumn('holder', 'text')
      .addColumn('lastHolder', 'text')
      .addColumn('heldAt', 'bigint')
      .addColumn('spokeAt', 'bigint')
      .addColumn('unansweredAt', 'bigint')
      .addColumn('nudgedAt', 'bigint')
      .addColumn('tries', 'bigint', (c) => c.notNull())
      .addColumn('promise', 'text')
      .addColumn('endedAt', 'bigint')
      // What is never forgotten is said where it cannot be: an open request has a next look, a held one a holder.
      .addCheckConstraint('requests_look', sql`"state" in ('done','withdrawn','turned') or "lookAt" is not null`)
      .addCheckConstraint('requests_holder', sql`("state" = 'assigned') = ("holder" is not null)`)
      .execute();
    await db.schema.createIndex('requests_look_at').on('requests').column('lookAt').execute();
    await db.schema.createIndex('requests_conversation').on('requests').columns(['conversation', 'openedAt']).execute();
    await db.schema.createIndex('requests_holder_at').on('requests').columns(['holder']).execute();
    await db.schema.createIndex('requests_last_holder').on('requests').columns(['lastHolder', 'state']).execute();
    await db.schema.createIndex('requests_queue').on('requests').columns(['brand', 'state']).execute();
    await sql`create unique index "requests_one_live" on "requests" ("person")
      where "kind" <> 'callback' and "state" not in ('done','withdrawn','turned')`.execute(db);

    await table('offers')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('request', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('associate', 'text', (c) => c.notNull())
      .addColumn('step', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('offeredAt', 'bigint', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('answeredAt', 'bigint')
      .addColumn('reasons', 'text', (c) => c.notNull())
      .addColumn('takenBy', 'text')
      .addColumn('cause', 'text')
      .execute();
    await db.schema.createIndex('offers_request').on('offers').columns(['request', 'offeredAt']).execute();
    // What rings is asked for at every look and every connect; a partial index does not serve a state that is bound.
    await db.schema.createIndex('offers_associate').on('offers').columns(['associate', 'state']).execute();
    await db.schema.createIndex('offers_ringing').on('offers').columns(['brand', 'state']).execute();
    // One offer rings an associate at a time.
    await sql`create unique index "offers_one_open" on "offers" ("associate") where "state" = 'open'`.execute(db);

    await table('assignments')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('request', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('associate', 'text', (c) => c.notNull())
      .addColumn('fromAt', 'bigint', (c) => c.notNull())
      .addColumn('untilAt', 'bigint')
      .addColumn('cause', 'text')
      .execute();
    await db.schema.createIndex('assignments_associate').on('assignments').columns(['associate', 'fromAt']).execute();
    await sql`create unique index "assignments_one" on "assignments" ("request") where "untilAt" is null`.execute(db);

    await table('promises')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('request', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('place', 'text')
      .addColumn('holder', 'text')
      .addColumn('dueAt', 'bigint', (c) => c.notNull())
      .addColumn('endAt', 'bigint')
      .addColumn('asap', 'bigint', (c) => c.notNull())
      .addColumn('brokenAt', 'bigint')
      .addColumn('endedAt', 'bigint')
      .addColumn('cause', 'text')
      .execute();
    await db.schema.createIndex('promises_due').on('promises').columns(['brand', 'state', 'dueAt']).execute();
    await db.schema.createIndex('promises_request').on('promises').column('request').execute();

    await table('slots')
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('startAt', 'bigint', (c) => c.notNull())
      .addColumn('taken', 'bigint', (c) => c.notNull())
      .addColumn('capacity', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('slots_key', ['brand', 'place', 'startAt'])
      .execute();

    await table('audit')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('brand', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('subject', 'text')
      .addColumn('count', 'bigint', (c) => c.notNull())
      .addColumn('cause', 'text')
      .execute();
    await db.schema.createIndex('audit_at').on('audit').columns(['brand', 'at']).execute();

    await table('alive')
      .addColumn('node', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  };
}
