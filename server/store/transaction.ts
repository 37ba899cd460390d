import { type Kysely, sql } from 'kysely';
import type { Entry, Log } from '../../protocol/entries.ts';
import { kindOf } from '../../protocol/entry-kinds.ts';
import type { Live } from '../domain/live.ts';
import type { ConversationRow, EntryRow, House } from '../domain/rows.ts';
import { decode } from './codec.ts';
import { entryOf } from './entry.ts';
import { type Query, Stale, Writer } from './gateway.ts';
import type { NewEntry, News, Tx } from './store.ts';
import { asThreadState, selectThreadState, type ThreadState } from './thread-state.ts';

type Loose = Kysely<Record<string, Record<string, unknown>>>;

export interface TransactionInput {
  db: Loose;
  texts: Map<string, string>;
  now: number;
  makeId(nowMs: number): string;
  house(brand: string): Promise<House>;
  /** A way to the database that is shorter than Kysely's. */
  query?: Query;
}

type Raised = Pick<ConversationRow, 'brand' | 'shopper' | 'audience' | 'lastSeq' | 'lastStaffSeq'>;

/** A transaction's writes and what it will tell. */
export class Transaction extends Writer implements Tx {
  now: number;
  readonly news: News[] = [];
  protected readonly input: TransactionInput;

  constructor(input: TransactionInput) {
    super(input.db, input.texts, input.query);
    this.input = input;
    this.now = input.now;
  }

  id(): string {
    return this.input.makeId(this.now);
  }

  house(brand: string): Promise<House> {
    return this.input.house(brand);
  }

  tell(news: News): void {
    this.news.push(news);
  }

  async lock(conversation: string, _claim = false): Promise<ConversationRow | null> {
    // One writer at a time: whoever reads it here has it.
    return this.one('conversations', { id: conversation });
  }

  async threadState(conversation: string, live: Live): Promise<ThreadState | null> {
    const [row] = await this.run(
      `thread state ${live.kind.length} ${live.state.length}`,
      [...live.kind, ...live.state, conversation],
      () => selectThreadState(this.db as never, conversation, live),
    );
    return row ? asThreadState(row) : null;
  }

  async append(conversation: string, log: Log, entries: readonly NewEntry[]): Promise<Entry[]> {
    if (entries.length === 0) return [];
    const row = await this.raiseSeq(conversation, log, entries);
    const first = (log === 'shared' ? row.lastSeq : row.lastStaffSeq) - entries.length + 1;
    const rows = entries.map(
      (entry, i): EntryRow => ({
        conversation,
        log,
        seq: first + i,
        id: entry.id,
        brand: row.brand,
        at: this.now,
        author: entry.author,
        by: entry.by,
        kind: entry.kind,
        v: entry.v ?? 1,
        body: entry.body,
        cause: entry.cause ?? null,
      }),
    );
    await this.insertAll('entries', rows);
    const told = rows.map(entryOf);
    const to = row.audience.map((id) => `associate:${id}`);
    if (log === 'shared') to.push(`shopper:${row.shopper}`);
    this.tell({ what: 'entries', to, conversation, log, entries: told });
    return told;
  }

  /** Raises a log's counter and gives back what telling needs: seq comes from here and nowhere else. */
  private async raiseSeq(conversation: string, log: Log, entries: readonly NewEntry[]): Promise<Raised> {
    const counter = log === 'shared' ? 'lastSeq' : 'lastStaffSeq';
    const said = log === 'shared' && entries.some((entry) => kindOf(entry).listed);
    const saidAt = said ? this.now : 0;
    const [row] = await this.write(`raise ${counter}`, [entries.length, saidAt, saidAt, conversation], () =>
      sql`update "conversations" set ${sql.ref(counter)} = ${sql.ref(counter)} + ${entries.length},
        "saidAt" = case when "saidAt" > ${saidAt} then "saidAt" else ${saidAt} end,
        "version" = "version" + 1 where "id" = ${conversation}
        returning "brand", "shopper", "audience", "lastSeq", "lastStaffSeq"`.compile(this.db),
    );
    if (!row) throw new Stale('append');
    return decode('conversations', row) satisfies Raised;
  }
}
