import { refuse } from '../../protocol/refusals.ts';
import { Stale } from './gateway.ts';
import type { Answered, News } from './store.ts';
import type { Transaction } from './transaction.ts';

type Work = (tx: Transaction) => Promise<Answered<object>>;

interface Waiting {
  key: string;
  work: Work;
  tries: number;
  settle(answer: Answered<object>): void;
  fail(error: unknown): void;
}

type Maybe = void | Promise<void>;

/** What the committer needs of one connection that writes. */
export interface OneWriter {
  begin(): Promise<Transaction>;
  savepoint(tx: Transaction): Maybe;
  release(): Maybe;
  rollbackTo(): Maybe;
  commit(): Maybe;
  rollback(): Maybe;
  /** The fault is the disk's, a lock's or the connection's, not the list's: refused, not thrown. */
  isRefusal(error: unknown): boolean;
  /** Somebody was faster: this list is decided again. */
  isStale(error: unknown): boolean;
  /** The whole transaction must be tried again (a deadlock's victim). */
  isUndone(error: unknown): boolean;
}

interface Done {
  item: Waiting;
  answer: Answered<object>;
  news: News[];
}

const MAX_TRIES = 3;

/**
 * Group commit: what has gathered when the loop is free shares one transaction and one sync to disk; a lone
 * list does not wait for others. Nothing is told or answered before the commit.
 */
export class Committer {
  /** Whether the last transaction reached the disk. */
  writing = true;
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;
  private readonly writer: OneWriter;
  private readonly announce: (news: readonly News[]) => void;

  constructor(writer: OneWriter, announce: (news: readonly News[]) => void) {
    this.writer = writer;
    this.announce = announce;
  }

  commit(key: string, work: Work): Promise<Answered<object>> {
    return new Promise((settle, fail) => {
      this.waiting.push({ key, work, tries: 0, settle, fail });
      this.running ??= new Promise<void>((go) => setImmediate(go)).then(() => this.drain());
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting;
        this.waiting = [];
        await this.flush(batch.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
        // The loop serves its sockets between two transactions, and the next batch gathers.
        if (this.waiting.length > 0) await new Promise<void>((go) => setImmediate(go));
      }
    } finally {
      this.running = null;
    }
  }

  private async flush(batch: Waiting[]): Promise<void> {
    const done: Done[] = [];
    try {
      const tx = await this.writer.begin();
      for (const item of batch) {
        const one = await this.apply(tx, item);
        if (one) done.push(one);
      }
      // Where the commit is synchronous nothing may come between it and the telling: no reader is ahead of the news.
      const committing = this.writer.commit();
      if (committing) await committing;
      this.writing = true;
    } catch (error) {
      await this.writer.rollback();
      this.failAll(batch, error);
      return;
    }
    for (const { news } of done) if (news.length > 0) this.announce(news);
    for (const { item, answer } of done) item.settle(answer);
  }

  /** One list in its savepoint; null when it is to be decided again or has failed by itself. */
  private async apply(tx: Transaction, item: Waiting): Promise<Done | null> {
    await this.writer.savepoint(tx);
    tx.news.length = 0;
    try {
      const answer = await item.work(tx);
      await (answer.ok ? this.writer.release() : this.writer.rollbackTo());
      return { item, answer, news: answer.ok ? tx.news.splice(0) : [] };
    } catch (error) {
      if (this.writer.isRefusal(error) || this.writer.isUndone(error)) throw error;
      await this.writer.rollbackTo();
      if (error instanceof Stale || this.writer.isStale(error)) this.decideAgain(item);
      else item.fail(error);
      return null;
    }
  }

  /** From fresh state, in the next transaction; three times at most. */
  private decideAgain(item: Waiting): void {
    item.tries += 1;
    if (item.tries < MAX_TRIES) this.waiting.push(item);
    else item.settle(refuse('try_again', { retryInMs: 200 }));
  }

  private failAll(batch: readonly Waiting[], error: unknown): void {
    this.waiting = this.waiting.filter((item) => !batch.includes(item));
    if (this.writer.isUndone(error)) for (const item of batch) this.decideAgain(item);
    else if (this.writer.isRefusal(error)) {
      this.writing = false;
      for (const item of batch) item.settle(refuse('try_again', { retryInMs: 1_000 }));
    } else for (const item of batch) item.fail(error);
  }
}
