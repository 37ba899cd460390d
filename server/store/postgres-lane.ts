import { sql } from 'kysely';
import pg from 'pg';
import type { ConversationRow } from '../domain/rows.ts';
import { decode } from './codec.ts';
import { Apart, type OneWriter } from './committer.ts';
import type { DatabaseClock } from './database-clock.ts';
import { named, PATIENCE_MS, statements } from './postgres-connection.ts';
import { isAway, isDiskFault, isTooLongWait, isUniqueViolation, isVictim } from './postgres-faults.ts';
import type { Schema, Table } from './schema.ts';
import { Transaction, type TransactionInput } from './transaction.ts';

/** Lists that share a transaction wait this long for a row before they are taken apart: two lanes may wait for each other. */
const SHARED_WAIT_MS = 400;
const NOW = `select (extract(epoch from clock_timestamp()) * 1000)::bigint as "now"`;

export interface LaneInput {
  url: string;
  clock: DatabaseClock;
  makeId: TransactionInput['makeId'];
  house: TransactionInput['house'];
  onFault(error: Error): void;
}

/**
 * One connection that writes. Statements go out without waiting for the ones before (the driver's pipeline), and there
 * are no savepoints: lists that share a transaction and meet trouble are taken apart, and each is decided again in one
 * of its own. A connection that was lost is made again by the next transaction.
 */
export class Lane implements OneWriter {
  private client: pg.Client | null = null;
  private readonly db = statements();
  private readonly texts = new Map<string, string>();
  private readonly input: LaneInput;
  private tx: PostgresTransaction | null = null;
  private shared = false;

  constructor(input: LaneInput) {
    this.input = input;
  }

  async begin(lists: number): Promise<Transaction> {
    const client = await this.connected();
    const { clock, makeId, house } = this.input;
    const { db, texts } = this;
    this.shared = lists > 1;
    this.tx = new PostgresTransaction({ db, texts, now: clock.now(), makeId, house }, clock, client);
    this.tx.later(this.start(client));
    return this.tx;
  }

  savepoint(tx: Transaction): void {
    (tx as PostgresTransaction).startList();
  }

  release(): void {}

  /** What a list has written cannot be taken back by itself: alone, its transaction begins again; else they part. */
  async rollbackTo(): Promise<void> {
    if (!this.tx?.wrote) return;
    if (this.shared) throw new Apart();
    const client = await this.connected();
    await client.query('rollback');
    this.tx.forget();
    await this.start(client);
  }

  async commit(): Promise<void> {
    const { tx } = this;
    if (!tx) return;
    // A transaction that failed on the way answers a commit with a rollback, and no error.
    const [committed, ...before] = await Promise.allSettled([tx.client.query('commit'), ...tx.sent]);
    const failed = before.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    if (committed.status === 'rejected') throw committed.reason;
    if (committed.value.command === 'COMMIT') return;
    throw this.shared ? new Apart() : new Error('the transaction had failed');
  }

  async rollback(): Promise<void> {
    const { client } = this;
    if (!client || client !== this.tx?.client) return;
    await Promise.allSettled(this.tx.sent);
    // A connection whose rollback fails is not used again.
    await client.query('rollback').catch(() => this.drop(client));
  }

  isRefusal = (error: unknown): boolean =>
    isAway(error) || isDiskFault(error) || (isTooLongWait(error) && !this.shared);
  isStale = isUniqueViolation;
  isUndone = (error: unknown): boolean => isVictim(error) || (isTooLongWait(error) && this.shared);

  async end(): Promise<void> {
    const { client } = this;
    this.drop();
    await client?.end().catch(() => {});
  }

  private async start(client: pg.Client): Promise<void> {
    const wait = this.shared ? SHARED_WAIT_MS : PATIENCE_MS - 500;
    const answers = await client.query(`begin; set local lock_timeout = ${wait}; ${NOW}`);
    const now = (answers as unknown as pg.QueryResult<{ now: number }>[]).at(-1)?.rows[0]?.now;
    if (now !== undefined) this.input.clock.heard(now);
  }

  private async connected(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client({
      connectionString: this.input.url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      application_name: 'salon writes',
      pipeline: true,
    } as pg.ClientConfig);
    client.on('error', (error) => {
      this.input.onFault(error);
      this.drop(client);
    });
    client.on('end', () => this.drop(client));
    try {
      await client.connect();
      // What was acknowledged is on disk, whatever the server's standard is.
      await client.query(`set synchronous_commit = on`);
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    this.client = client;
    return client;
  }

  private drop(client = this.client): void {
    if (client === null || client !== this.client) return;
    this.client = null;
    client.end().catch(() => {});
  }
}

class PostgresTransaction extends Transaction {
  /** Whether the list under way has written. */
  wrote = false;
  /** Statements that nobody waits for before the commit. */
  sent: Promise<unknown>[] = [];
  readonly client: pg.Client;
  private readonly clock: DatabaseClock;

  constructor(input: TransactionInput, clock: DatabaseClock, client: pg.Client) {
    super(input);
    this.clock = clock;
    this.client = client;
  }

  startList(): void {
    this.wrote = false;
    this.pass();
  }

  forget(): void {
    this.wrote = false;
    this.sent = [];
  }

  later(statement: Promise<unknown>): void {
    statement.catch(() => {});
    this.sent.push(statement);
  }

  /** Waits for the row; what is decided afterwards goes by the time at which it was had. */
  override async lock(conversation: string, claim = false): Promise<ConversationRow | null> {
    const rows = await this.run(claim ? 'claim' : 'lock', [conversation], () =>
      sql`select * from "conversations" where "id" = ${conversation}
        for update ${claim ? sql`skip locked` : sql``}`.compile(this.db),
    );
    this.pass();
    const [row] = rows;
    return row ? decode('conversations', row) : null;
  }

  override async insertAll<T extends Table>(table: T, rows: readonly Schema[T][]): Promise<void> {
    this.later(super.insertAll(table, rows));
  }

  protected override write(...statement: Parameters<Transaction['write']>): Promise<Record<string, unknown>[]> {
    this.wrote = true;
    return super.write(...statement);
  }

  protected override async execute(text: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.client.query(named(text, parameters))).rows;
  }

  private pass(): void {
    this.now = Math.max(this.now, this.clock.now());
  }
}
