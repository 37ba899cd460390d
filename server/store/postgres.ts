import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import type { ConversationRow } from '../domain/rows.ts';
import { decode } from './codec.ts';
import { Committer, type OneWriter } from './committer.ts';
import { Gateway } from './gateway.ts';
import { houseCache } from './house-cache.ts';
import { migrate } from './migrate.ts';
import type { Answered, News, Store, Tx } from './store.ts';
import { Transaction } from './transaction.ts';

type Loose = Record<string, Record<string, unknown>>;

export interface PostgresInput {
  /** The machine's clock; what is decided goes by the database's. */
  now(): number;
  makeId(nowMs: number): string;
  announce(news: readonly News[]): void;
  /** A connection was lost; it is made again by itself. */
  onFault(error: Error): void;
}

/** Connections that write, each with its own line of lists; a conversation always goes through the same one. */
const LANES = 4;
const READERS = 8;
/** How long anything waits for a connection or a statement before it is refused `try_again`. */
const PATIENCE_MS = 5_000;

// Counts and times are below 2^53; the driver gives int8 as text unless told.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens, and where needed migrates, the store on a Postgres of 15 or newer; any number of relays share it. */
export async function openPostgres(url: string, input: PostgresInput): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: READERS, connectionTimeoutMillis: PATIENCE_MS });
  pool.on('error', input.onFault);
  const readDb = new Kysely<Loose>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
  await migrate(readDb as unknown as Kysely<unknown>, 'postgres');
  const clock = databaseClock(input.now);
  const read = new Gateway(readDb);
  const houses = houseCache(read);
  const announce = (news: readonly News[]) => {
    for (const one of news) if (one.what === 'house') houses.forget(one.brand);
    input.announce(news);
  };
  const lanes = Array.from({ length: LANES }, () => {
    const lane = new Lane(url, clock, { makeId: input.makeId, house: houses.get, onFault: input.onFault });
    return { lane, committer: new Committer(lane, announce) };
  });
  return {
    read,
    commit: <A>(key: string, work: (tx: Tx) => Promise<Answered<A>>) =>
      (lanes[laneOf(key)] as (typeof lanes)[number]).committer.commit(
        key,
        work as (tx: Tx) => Promise<Answered<object>>,
      ) as Promise<Answered<A>>,
    house: houses.get,
    forgetHouse: houses.forget,
    now: clock.now,
    get writing() {
      return lanes.every(({ committer }) => committer.writing);
    },
    async close() {
      await Promise.all(lanes.map(({ committer }) => committer.idle()));
      await Promise.all(lanes.map(({ lane }) => lane.end()));
      await readDb.destroy();
    },
  };
}

function laneOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0;
  return Math.abs(hash) % LANES;
}

/** The database's clock, as last heard, carried on by the machine's. */
function databaseClock(machine: () => number) {
  let ahead = 0;
  return {
    heard: (at: number) => {
      ahead = at - machine();
    },
    now: () => Math.floor(machine() + ahead),
  };
}

const NOW = `(extract(epoch from clock_timestamp()) * 1000)::bigint as "now"`;

interface LaneInput {
  makeId(nowMs: number): string;
  house: Transaction['house'];
  onFault(error: Error): void;
}

/** One connection that writes, made again when it is lost. */
class Lane implements OneWriter {
  private client: pg.Client | null = null;
  private db: Kysely<Loose> | null = null;
  private readonly texts = new Map<string, string>();
  private readonly url: string;
  private readonly clock: ReturnType<typeof databaseClock>;
  private readonly input: LaneInput;

  constructor(url: string, clock: ReturnType<typeof databaseClock>, input: LaneInput) {
    this.url = url;
    this.clock = clock;
    this.input = input;
  }

  async begin(): Promise<Transaction> {
    const client = await this.connected();
    const now = await this.ask(client, `begin; select ${NOW}`);
    return new PostgresTransaction(
      {
        db: this.db as Kysely<Loose>,
        texts: this.texts,
        now,
        makeId: this.input.makeId,
        house: this.input.house,
      },
      this.clock.heard,
    );
  }

  async savepoint(tx: Transaction): Promise<void> {
    tx.now = await this.ask(await this.connected(), `savepoint list; select ${NOW}`);
  }

  release = (): Promise<void> => this.run('release savepoint list');
  rollbackTo = (): Promise<void> => this.run('rollback to savepoint list; release savepoint list');
  commit = (): Promise<void> => this.run('commit');

  async rollback(): Promise<void> {
    if (!this.client) return;
    // A connection whose rollback fails is not used again.
    await this.run('rollback').catch(() => this.drop());
  }

  isRefusal = (error: unknown): boolean => isConnectionFault(error) || isDiskFault(error);
  isStale = (error: unknown): boolean => codeOf(error) === '23505';
  isUndone = (error: unknown): boolean => codeOf(error) === '40P01' || codeOf(error) === '40001';

  async end(): Promise<void> {
    await this.client?.end().catch(() => {});
    this.client = null;
  }

  private async ask(client: pg.Client, text: string): Promise<number> {
    const answers = (await client.query(text)) as unknown as pg.QueryResult<{ now: number }>[];
    const now = answers.at(-1)?.rows[0]?.now ?? this.clock.now();
    this.clock.heard(now);
    return now;
  }

  private async run(text: string): Promise<void> {
    const client = await this.connected();
    await client.query(text);
  }

  private async connected(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      // What waits for a row longer than this gives way rather than holding everything behind it.
      options: `-c lock_timeout=${PATIENCE_MS}`,
    });
    client.on('error', (error) => {
      this.input.onFault(error);
      this.drop(client);
    });
    await client.connect();
    // Kysely asks a pool for each statement: this one has a single connection, and never lets go of it.
    const one = { query: client.query.bind(client), release: () => {} };
    const pool = { connect: async () => one, end: async () => {} };
    this.db = new Kysely<Loose>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
    this.client = client;
    return client;
  }

  private drop(client = this.client): void {
    if (client === null || client !== this.client) return;
    this.client = null;
    this.db = null;
    client.end().catch(() => {});
  }
}

class PostgresTransaction extends Transaction {
  private readonly heard: (at: number) => void;

  constructor(input: ConstructorParameters<typeof Transaction>[0], heard: (at: number) => void) {
    super(input);
    this.heard = heard;
  }

  /** Waits for the row; what is decided afterwards goes by the time at which it was had. */
  override async lock(conversation: string): Promise<ConversationRow | null> {
    const [row] = await this.read({
      compile: () =>
        sql<Record<string, unknown>>`select *, ${sql.raw(NOW)} from "conversations" where "id" = ${conversation}
          for update`.compile(this.db),
    });
    if (!row) return null;
    const { now, ...rest } = row;
    this.now = Math.max(this.now, Number(now));
    this.heard(this.now);
    return decode('conversations', rest);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The server went, or is starting, or has no room: the outcome is unknown, and repeating by id is harmless. */
function isConnectionFault(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P|53)/.test(code) || code === '55P03' || code === '57014') return true;
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/.test(code)) return true;
  return error instanceof Error && /connection|timeout|terminated|not queryable/i.test(error.message) && code === '';
}

const isDiskFault = (error: unknown): boolean => ['53100', '58030', '25006'].includes(codeOf(error));
