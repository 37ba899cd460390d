import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Entry } from '../../protocol/entries.ts';
import { decode, encode } from './codec.ts';
import { entryOf } from './entry.ts';
import { type Schema, type Table, VERSIONED } from './schema.ts';

type Loose = Record<string, Record<string, unknown>>;
type Scalar = string | number | boolean | null;
type Test<V> =
  | V
  | readonly V[]
  | { readonly lt?: V; readonly lte?: V; readonly gt?: V; readonly gte?: V; readonly not?: V | null | readonly V[] };

/** Equality, one of a list, or a comparison, per column; `not` a value, or none of a list. All must hold. */
export type Where<T extends Table> = { readonly [C in keyof Schema[T]]?: Test<Schema[T][C] & Scalar> };

export interface Order<T extends Table> {
  by?: keyof Schema[T] & string;
  down?: boolean;
  limit?: number;
}

/** From which end, how many, and how much of a log. */
export interface PageAsk {
  down?: boolean;
  limit: number;
  bytes: number;
}

export interface EntriesPage {
  entries: Entry[];
  /** Whether others follow. */
  more: boolean;
}

/** Rows read at once where it is not known yet how long they are. */
const FEW = 32;

/** At most what everything of an entry but `by` and `body` takes as JSON. */
const REST_BYTES = 256;

const OPERATORS = { lt: '<', lte: '<=', gt: '>', gte: '>=', not: 'is distinct from' } as const;

interface Condition {
  column: string;
  operator: '=' | 'is' | 'is not' | 'in' | 'not in' | (typeof OPERATORS)[keyof typeof OPERATORS];
  values: readonly unknown[];
}

function conditionsOf(where: object): Condition[] {
  const conditions: Condition[] = [];
  for (const [column, test] of Object.entries(where)) {
    if (test === undefined) continue;
    if (test === null) conditions.push({ column, operator: 'is', values: [] });
    else if (Array.isArray(test)) conditions.push({ column, operator: 'in', values: test });
    else if (typeof test !== 'object') conditions.push({ column, operator: '=', values: [bit(test)] });
    else {
      for (const [name, value] of Object.entries(test)) {
        const operator = OPERATORS[name as keyof typeof OPERATORS];
        if (value === null) conditions.push({ column, operator: 'is not', values: [] });
        else if (Array.isArray(value)) conditions.push({ column, operator: 'not in', values: value });
        else conditions.push({ column, operator, values: [value] });
      }
    }
  }
  return conditions;
}

const isList = ({ operator }: Condition): boolean => operator === 'in' || operator === 'not in';

const bit = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

const keyOf = (conditions: readonly Condition[]): string =>
  conditions.map((c) => `${c.column}${c.operator}${isList(c) ? c.values.length : c.values.length > 0}`).join();

/** RawRows as the database gives them. */
export type RawRows = Record<string, unknown>[];

/** Runs a statement's text at once and gives its rows. */
export type Query = (text: string, parameters: readonly unknown[]) => RawRows;

/**
 * The one way to tables: typed rows in and out over Kysely, on either store. A statement's text is built
 * once per shape and kept, since building costs more than running.
 */
export class Gateway {
  private readonly texts: Map<string, string>;
  protected readonly db: Kysely<Loose>;
  private readonly query: Query | undefined;

  constructor(db: Kysely<Loose>, texts: Map<string, string> = new Map(), query?: Query) {
    this.db = db;
    this.texts = texts;
    this.query = query;
  }

  /** The first row for which `where` holds, or null. */
  async one<T extends Table>(table: T, where: Where<T>, order: Order<T> = {}): Promise<Schema[T] | null> {
    const [row] = await this.all(table, where, { ...order, limit: 1 });
    return row ?? null;
  }

  /** All rows for which `where` holds; give a limit wherever the house's size could matter. */
  async all<T extends Table>(table: T, where: Where<T>, order: Order<T> = {}): Promise<Schema[T][]> {
    return (await this.rows(table, where, order)).map((row) => decode(table, row));
  }

  private async rows<T extends Table>(table: T, where: Where<T>, order: Order<T>): Promise<RawRows> {
    const conditions = conditionsOf(where);
    if (conditions.some((c) => c.operator === 'in' && c.values.length === 0)) return [];
    const key = `all ${table} ${keyOf(conditions)} ${order.by} ${order.down} ${order.limit}`;
    return this.run(
      key,
      conditions.flatMap((c) => c.values),
      () => {
        let query = this.db.selectFrom(table as string).selectAll();
        for (const c of conditions) query = query.where(c.column, c.operator, right(c));
        if (order.by) query = query.orderBy(order.by, order.down ? 'desc' : 'asc');
        // Written out: SQLite plans a statement anew each time whose limit is bound.
        if (order.limit !== undefined) query = query.limit(sql.lit(order.limit));
        return query.compile();
      },
    );
  }

  /** Entries of a log as they are told. */
  async entries(where: Where<'entries'>, order: Order<'entries'> = {}): Promise<Entry[]> {
    return (await this.all('entries', where, order)).map(entryOf);
  }

  /**
   * Entries of a log from one end on, as they are told: at least one, at most `limit` of them and `bytes` as JSON. They
   * are weighed as they are stored, and those that would not fit are not read.
   */
  async page(where: Pick<Where<'entries'>, 'conversation' | 'log' | 'seq'>, ask: PageAsk): Promise<EntriesPage> {
    const entries: Entry[] = [];
    let bytes = 0;
    let from = where;
    for (;;) {
      const rest = ask.limit + 1 - entries.length;
      // Long ones are read a few at a time; short ones in all.
      const few = (bytes / Math.max(1, entries.length)) * rest > ask.bytes - bytes || entries.length === 0;
      const limit = few ? Math.min(FEW, rest) : rest;
      const rows = await this.rows('entries', from, { by: 'seq', down: ask.down === true, limit });
      for (const row of rows) {
        bytes += weightOf(row);
        if (entries.length > 0 && (bytes > ask.bytes || entries.length === ask.limit)) return { entries, more: true };
        entries.push(entryOf(decode('entries', row)));
      }
      const last = entries.at(-1);
      if (rows.length < limit || !last) return { entries, more: false };
      from = { ...where, seq: ask.down ? { lt: last.seq } : { gt: last.seq } };
    }
  }

  async count<T extends Table>(table: T, where: Where<T>): Promise<number> {
    const conditions = conditionsOf(where);
    const rows = await this.run(
      `count ${table} ${keyOf(conditions)}`,
      conditions.flatMap((c) => c.values),
      () => {
        let query = this.db.selectFrom(table as string).select((eb) => eb.fn.countAll().as('n'));
        for (const c of conditions) query = query.where(c.column, c.operator, right(c));
        return query.compile();
      },
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** What a column holds of the rows for which `where` holds, each value once. */
  async distinct<T extends Table>(table: T, column: keyof Schema[T] & string, where: Where<T>): Promise<string[]> {
    const conditions = conditionsOf(where);
    const rows = await this.run(
      `distinct ${table} ${column} ${keyOf(conditions)}`,
      conditions.flatMap((c) => c.values),
      () => {
        let query = this.db
          .selectFrom(table as string)
          .select(column)
          .distinct();
        for (const c of conditions) query = query.where(c.column, c.operator, right(c));
        return query.compile();
      },
    );
    return rows.map((row) => String(row[column]));
  }

  /** Reads by a statement of the caller's own. */
  async read<R>(query: { compile(): CompiledQuery<R> }): Promise<R[]> {
    const { sql: text, parameters } = query.compile();
    return (await this.execute(text, parameters)) as R[];
  }

  protected write(key: string, parameters: readonly unknown[], build: () => CompiledQuery): RawRows | Promise<RawRows> {
    return this.run(key, parameters, build);
  }

  /** `key` stands for the statement's shape: `build` is asked once for each. */
  protected run(key: string, parameters: readonly unknown[], build: () => CompiledQuery): RawRows | Promise<RawRows> {
    let text = this.texts.get(key);
    if (text === undefined) {
      text = build().sql;
      this.texts.set(key, text);
    }
    return this.execute(text, parameters);
  }

  /** Sends a statement; a store that has a shorter way than Kysely's takes it, and waits for nothing. */
  protected execute(text: string, parameters: readonly unknown[]): RawRows | Promise<RawRows> {
    if (this.query) return this.query(text, parameters);
    return this.db.executeQuery(CompiledQuery.raw(text, [...parameters])).then(({ rows }) => rows as RawRows);
  }
}

/** The most that a stored row takes as JSON once it is told, in bytes. */
function weightOf({ by, body }: RawRows[number]): number {
  return Buffer.byteLength(String(by)) + Buffer.byteLength(String(body)) + REST_BYTES;
}

const right = (condition: Condition): never =>
  (isList(condition) ? condition.values : (condition.values[0] ?? null)) as never;

/** A conditional write met no row: somebody was faster. The whole list is rolled back and decided again. */
export class Stale extends Error {
  constructor(what: string) {
    super(`stale: ${what}`);
    this.name = 'Stale';
  }
}

/** Writes inside one transaction. */
export class Writer extends Gateway {
  /** Throws `Stale` when the key stands already. */
  async insert<T extends Table>(table: T, row: Schema[T]): Promise<Schema[T]> {
    const values = encode(table, row);
    const columns = Object.keys(values).filter((column) => values[column] !== undefined);
    const rows = await this.write(
      `insert ${table} ${columns}`,
      columns.map((column) => values[column]),
      () =>
        this.db
          .insertInto(table as string)
          .values(Object.fromEntries(columns.map((column) => [column, values[column]])))
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .compile(),
    );
    const [stored] = rows;
    if (!stored) throw new Stale(`insert ${table}`);
    return row;
  }

  /** Inserts several rows of one shape in one statement. */
  async insertAll<T extends Table>(table: T, rows: readonly Schema[T][]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const columns = Object.keys(first);
    const values = rows.map((row) => encode(table, row));
    await this.write(
      `insertAll ${table} ${columns} ${rows.length}`,
      values.flatMap((row) => columns.map((column) => row[column])),
      () =>
        this.db
          .insertInto(table as string)
          .values(values)
          .compile(),
    );
  }

  /**
   * Changes exactly one row and gives it back as stored; `version` rises by itself. No row, or more than
   * one, is `Stale`.
   */
  async update<T extends Table>(table: T, where: Where<T>, set: Partial<Schema[T]>): Promise<Schema[T]> {
    const rows = await this.change(table, where, set, VERSIONED.has(table));
    const [row] = rows;
    if (!row || rows.length > 1) throw new Stale(`update ${table}`);
    return row;
  }

  /** Changes whatever rows there are, without raising versions: leases, looks, sweeps. */
  async touch<T extends Table>(table: T, where: Where<T>, set: Partial<Schema[T]>): Promise<Schema[T][]> {
    return this.change(table, where, set, false);
  }

  async remove<T extends Table>(table: T, where: Where<T>): Promise<number> {
    const conditions = conditionsOf(where);
    const rows = await this.write(
      `delete ${table} ${keyOf(conditions)}`,
      conditions.flatMap((c) => c.values),
      () => {
        let query = this.db.deleteFrom(table as string);
        for (const c of conditions) query = query.where(c.column, c.operator, right(c));
        return query.returning(sql<number>`1`.as('one')).compile();
      },
    );
    return rows.length;
  }

  /** Takes a seat of an associate's capacity: a conditional write, never a check followed by a write. */
  async takeSeat(associate: string): Promise<boolean> {
    const rows = await this.write('takeSeat', [associate], () =>
      sql`update "associates" set "taken" = "taken" + 1, "version" = "version" + 1
        where "id" = ${associate} and "taken" < "capacity" returning "id"`.compile(this.db),
    );
    return rows.length === 1;
  }

  async freeSeat(associate: string, now: number): Promise<void> {
    const rows = await this.write('freeSeat', [now, associate], () =>
      sql`update "associates" set "taken" = "taken" - 1, "idleAt" = ${now}, "version" = "version" + 1
        where "id" = ${associate} and "taken" > 0 returning "id"`.compile(this.db),
    );
    if (rows.length !== 1) throw new Stale('freeSeat');
  }

  /** Takes one of a slot's places, likewise; the first one makes the row. */
  async takeSlot({ brand, place, startAt, capacity }: Omit<Schema['slots'], 'taken'>): Promise<boolean> {
    const rows = await this.write('takeSlot', [brand, place, startAt, capacity], () =>
      sql`insert into "slots" ("brand", "place", "startAt", "taken", "capacity")
        values (${brand}, ${place}, ${startAt}, 1, ${capacity})
        on conflict ("brand", "place", "startAt") do update
        set "taken" = "slots"."taken" + 1, "capacity" = excluded."capacity"
        where "slots"."taken" < excluded."capacity" returning "taken"`.compile(this.db),
    );
    return rows.length === 1;
  }

  private async change<T extends Table>(
    table: T,
    where: Where<T>,
    set: Partial<Schema[T]>,
    raise: boolean,
  ): Promise<Schema[T][]> {
    const conditions = conditionsOf(where);
    const values = encode(table, set);
    const columns = Object.keys(values).filter((column) => values[column] !== undefined);
    const rows = await this.write(
      `update ${table} ${columns} ${raise} ${keyOf(conditions)}`,
      [...columns.map((column) => values[column]), ...conditions.flatMap((c) => c.values)],
      () => {
        const to: Record<string, unknown> = {};
        for (const column of columns) to[column] = values[column];
        if (raise) to.version = sql`"version" + 1`;
        let query = this.db.updateTable(table as string).set(to);
        for (const c of conditions) query = query.where(c.column, c.operator, right(c));
        return query.returningAll().compile();
      },
    );
    return rows.map((row) => decode(table, row));
  }
}
