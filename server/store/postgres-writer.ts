import { sql } from 'kysely';
import pg from 'pg';
import type { Live } from '../domain/live.ts';
import type { ConversationRow } from '../domain/rows.ts';
import { decode } from './codec.ts';
import { Apart, type OneWriter } from './committer.ts';
import type { DatabaseClock } from './database-clock.ts';
import type { RawRows } from './gateway.ts';
import { CONNECTING, SET_BOUNDS } from './postgres-bounds.ts';
import { goodbye, named, planAnew, statements } from './postgres-connection.ts';
import {
  isAborted,
  isAway,
  isDiskFault,
  isEnded,
  isIdledOut,
  isOutdatedPlan,
  isTooLongWait,
  isTooSlow,
  isUniqueViolation,
  isVictim,
} from './postgres-faults.ts';
import type { Schema, Table } from './schema.ts';
import type { ThreadState } from './thread-state.ts';
import { Transaction, type TransactionInput } from './transaction.ts';

/**
 * A transaction waits this long for a row. Then lists that share it are taken apart, since two writers may wait for
 * each other; a lone one lets the others of its writer pass, and comes again.
 */
const WAIT_MS = 400;
const TIME = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
const NOW = `select ${TIME} as "now"`;

export interface PostgresWriterInput {
  url: string;
  clock: DatabaseClock;
  makeId: TransactionInput['makeId'];
  house: TransactionInput['house'];
  onFault(error: Error): void;
}

/**
 * One connection that writes. Statements go out without waiting for the ones before (the driver's pipeline), and lists
 * of different keys that share a transaction run side by side: locks of their common transaction do not part them, so
 * one that meets a thread which another has locked, or any other trouble, takes them apart, and each is decided again
 * in a transaction of its own. There are no savepoints. A connection that was lost is made again by the next one.
 */
export class PostgresWriter implements OneWriter {
  private client: pg.Client | null = null;
  private readonly db = statements();
  private readonly texts = new Map<string, string>();
  private readonly input: PostgresWriterInput;
  private under: Under | null = null;

  constructor(input: PostgresWriterInput) {
    this.input = input;
  }

  async begin(lists: number): Promise<Transaction> {
    this.under = null;
    const client = await this.connected();
    this.under = { client, sent: [], locked: new Map(), shared: lists > 1, committing: false, idledOut: false };
    this.start(this.under);
    return this.part('');
  }

  part(key: string): Transaction {
    const { clock, makeId, house } = this.input;
    const { db, texts } = this;
    if (!this.under) throw new Error('no transaction has begun');
    return new PostgresTransaction({ db, texts, now: clock.now(), makeId, house }, { clock, key, under: this.under });
  }

  savepoint(tx: Transaction): void {
    (tx as PostgresTransaction).startList();
  }

  release(): void {}

  /** What a list has written cannot be taken back by itself: alone, its transaction begins again; else they part. */
  async rollbackTo(tx: Transaction): Promise<void> {
    const { under } = this;
    if (!under || !(tx as PostgresTransaction).wrote) return;
    if (under.shared) throw new Apart();
    await under.client.query('rollback');
    under.sent = [];
    under.locked.clear();
    this.start(under);
  }

  async commit(): Promise<void> {
    const { under } = this;
    if (!under) return;
    if (under.client !== this.client) throw new Error('the connection was terminated before the commit');
    under.committing = true;
    // A transaction that failed on the way answers a commit with a rollback, and no error.
    const [committed, ...before] = await Promise.allSettled([under.client.query('commit'), ...under.sent]);
    const failed = before.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    if (committed.status === 'rejected') throw committed.reason;
    if (committed.value.command === 'COMMIT') return;
    throw under.shared ? new Apart() : new Error('the transaction had failed');
  }

  async rollback(): Promise<void> {
    const { client, under } = this;
    if (!client || client !== under?.client) return;
    await Promise.allSettled(under.sent);
    // A connection whose rollback fails is not used again.
    await client.query('rollback').catch(() => this.drop(client));
  }

  isRefusal = (error: unknown): boolean =>
    isAway(error) || isDiskFault(error) || isIdledOut(error) || (isTooLongWait(error) && !this.under?.shared);
  isHeld = (error: unknown): boolean => {
    const { under } = this;
    if (!under || under.shared) return false;
    return isTooLongWait(error) || (isTooSlow(error) && !under.committing);
  };
  isStale = isUniqueViolation;
  isUndone = (error: unknown): boolean => {
    if (isOutdatedPlan(error)) planAnew();
    return isOutdatedPlan(error) || isVictim(error) || this.isApart(error) || this.isLoneLoss(error);
  };
  /** A list alone whose transaction was ended on the way: nothing of it is stored, and nobody else is concerned. */
  private isLoneLoss(error: unknown): boolean {
    const { under } = this;
    if (!under || under.shared) return false;
    return isIdledOut(error) || (isEnded(error) && (under.idledOut || !under.committing));
  }
  private isApart = (error: unknown): boolean =>
    (isTooLongWait(error) || isAborted(error)) && this.under?.shared === true;

  async end(): Promise<void> {
    const { client } = this;
    this.drop();
    if (client) await goodbye(client.end());
  }

  private start(under: Under): void {
    const begun = under.client.query(`begin; set local lock_timeout = ${WAIT_MS}; ${NOW}`).then((answers) => {
      const now = (answers as unknown as pg.QueryResult<{ now: number }>[]).at(-1)?.rows[0]?.now;
      if (now !== undefined) this.input.clock.heard(now);
    });
    send(under, begun);
  }

  private async connected(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client({
      ...{ connectionString: this.input.url, application_name: 'salon writes', pipeline: true },
      ...CONNECTING,
    } as pg.ClientConfig);
    client.on('error', (error) => {
      this.input.onFault(error);
      if (this.under?.client === client) this.under.idledOut ||= isIdledOut(error);
      this.drop(client);
    });
    client.on('end', () => this.drop(client));
    try {
      await client.connect();
      // What was acknowledged is on disk, whatever the server's standard is.
      await client.query(`set synchronous_commit = on; ${SET_BOUNDS}`);
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

/** A transaction under way. */
interface Under {
  client: pg.Client;
  /** Statements that nobody waits for before the commit. */
  sent: Promise<unknown>[];
  /** Threads locked in it, by the key of the list that did. */
  locked: Map<string, string>;
  /** Several lists have part in it. */
  shared: boolean;
  /** Its commit was sent: only its answer says what is stored. */
  committing: boolean;
  /** The server has ended it, since nobody went on with it. */
  idledOut: boolean;
}

function send(under: Under, statement: Promise<unknown>): void {
  statement.catch(() => {});
  under.sent.push(statement);
}

interface Part {
  clock: DatabaseClock;
  key: string;
  under: Under;
}

class PostgresTransaction extends Transaction {
  /** Whether the list under way has written. */
  wrote = false;
  private readonly part: Part;

  constructor(input: TransactionInput, part: Part) {
    super(input);
    this.part = part;
  }

  startList(): void {
    this.wrote = false;
    this.pass();
  }

  /**
   * Waits for the row; what is decided afterwards goes by the database's time at which it was had, so that who has a
   * thread later never decides by an earlier time, whichever relay it is. The time is read outside of the locking
   * statement, which would read it before it waits.
   */
  override async lock(conversation: string, claim = false): Promise<ConversationRow | null> {
    const { locked } = this.part.under;
    if ((locked.get(conversation) ?? this.part.key) !== this.part.key) throw new Apart();
    locked.set(conversation, this.part.key);
    const rows = await this.run(claim ? 'claim' : 'lock', [conversation], () =>
      sql`with "had" as materialized (
          select * from "conversations" where "id" = ${conversation} for update ${claim ? sql`skip locked` : sql``})
        select *, ${sql.raw(TIME)} as "hadAt" from "had"`.compile(this.db),
    );
    if (!rows[0]) return null;
    const { hadAt, ...row } = rows[0];
    this.now = this.part.clock.heard(Number(hadAt));
    return decode('conversations', row);
  }

  /** The row is locked before the rest is read, by the same connection: both go out at once. */
  override async threadState(conversation: string, live: Live): Promise<ThreadState | null> {
    const [, state] = await Promise.all([this.lock(conversation), super.threadState(conversation, live)]);
    return state;
  }

  override async insertAll<T extends Table>(table: T, rows: readonly Schema[T][]): Promise<void> {
    send(this.part.under, super.insertAll(table, rows));
  }

  protected override write(...statement: Parameters<Transaction['write']>): RawRows | Promise<RawRows> {
    this.wrote = true;
    return super.write(...statement);
  }

  protected override async execute(text: string, parameters: readonly unknown[]): Promise<RawRows> {
    return (await this.part.under.client.query(named(text, parameters))).rows;
  }

  private pass(): void {
    this.now = Math.max(this.now, this.part.clock.now());
  }
}
