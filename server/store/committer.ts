import { refuse } from '../../protocol/refusals.ts';
import { Stale } from './gateway.ts';
import type { Answered, News } from './store.ts';
import type { Transaction } from './transaction.ts';

type Work = (tx: Transaction) => Promise<Answered<object>>;

interface Waiting {
  key: string;
  work: Work;
  tries: number;
  since: number;
  /** To be decided in a transaction of its own. */
  alone: boolean;
  /** Answered for good. */
  over: boolean;
  settle(answer: Answered<object>): void;
  fail(error: unknown): void;
}

type Maybe = void | Promise<void>;

/** What the committer needs of one connection that writes. */
export interface OneWriter {
  /** `lists` are going to share the transaction. */
  begin(lists: number): Promise<Transaction>;
  /** Present where lists of different keys may run side by side: a list's own view of the transaction. */
  part?(key: string): Transaction;
  savepoint(tx: Transaction): Maybe;
  release(): Maybe;
  /** Takes back what one list has written; throws `Apart` where that cannot be had without the others. */
  rollbackTo(tx: Transaction): Maybe;
  commit(): Maybe;
  rollback(): Maybe;
  /** The fault is the disk's, a lock's or the connection's, not the list's: refused, not thrown. */
  isRefusal(error: unknown): boolean;
  /** Present where a row may be held by others: a lone list that met one lets others pass, and comes again. */
  isHeld?(error: unknown): boolean;
  /** Somebody was faster: this list is decided again. */
  isStale(error: unknown): boolean;
  /** The whole transaction must be tried again (a deadlock's victim). */
  isUndone(error: unknown): boolean;
}

/** Lists that share a transaction cannot go on together: each is decided again in one of its own. */
export class Apart extends Error {}

interface Done {
  item: Waiting;
  answer: Answered<object>;
  news: News[];
}

export interface CommitterOptions {
  /** Lists that may share a transaction. */
  most?: number;
  /**
   * Transactions begin so many ms apart at least. One a message costs more than the message, where messages come one by
   * one but fast; a list that comes later than that after the last transaction waits for nothing.
   */
  gatherMs?: number;
  /** A commit may or may not have gone through: what it stored was told to nobody. */
  onUnsure?(): void;
}

const MAX_TRIES = 3;
/** Lists that may wait; more are refused at once. */
const MOST_WAITING = 5_000;
/** A list that has waited for so long is refused: whoever asked has given up, or is about to. */
const PATIENCE_MS = 8_000;
/** A list that meets a row held by others comes again until it is this old. */
const HELD_MS = 4_000;

/**
 * Group commit: what has gathered when the loop is free shares one transaction and one sync to disk; a lone
 * list does not wait for others. Nothing is told or answered before the commit. The queue is bounded: when the store is
 * away, lists are refused `try_again` instead of gathering.
 */
export class Committer {
  /** Whether the last transaction reached the disk. */
  writing = true;
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;
  private nextAt = 0;
  private readonly gatherMs: number;
  private readonly writer: OneWriter;
  private readonly announce: (news: readonly News[]) => void;
  private readonly most: number;
  private readonly onUnsure: () => void;

  constructor(writer: OneWriter, announce: (news: readonly News[]) => void, options: CommitterOptions = {}) {
    this.writer = writer;
    this.announce = announce;
    this.most = options.most ?? MOST_WAITING;
    this.gatherMs = options.gatherMs ?? 0;
    this.onUnsure = options.onUnsure ?? (() => {});
  }

  commit(key: string, work: Work): Promise<Answered<object>> {
    if (this.waiting.length >= MOST_WAITING) return Promise.resolve(refuse('try_again', { retryInMs: 1_000 }));
    return new Promise((settle, fail) => {
      this.waiting.push({ key, work, tries: 0, since: performance.now(), alone: false, over: false, settle, fail });
      this.running ??= this.gather().then(() => this.drain());
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  /** The loop serves its sockets, and what they bring gathers. */
  private async gather(): Promise<void> {
    await new Promise<void>((go) => setImmediate(go));
    const waitMs = this.nextAt - performance.now();
    if (waitMs > 0) await new Promise<void>((go) => setTimeout(go, waitMs));
  }

  private async drain(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.take();
        if (batch.length > 0) await this.flush(batch);
        if (this.waiting.length > 0) await this.gather();
      }
    } finally {
      this.running = null;
    }
  }

  /** What shares the next transaction, sorted by key: unsorted, two nodes wait for each other's rows. */
  private take(): Waiting[] {
    if (!this.writing) this.refuseLate();
    if (this.waiting[0]?.alone) return [this.waiting.shift() as Waiting];
    const first = this.waiting.findIndex((item) => item.alone);
    const batch = this.waiting.splice(0, first < 0 ? this.most : Math.min(first, this.most));
    return batch.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  private refuseLate(): void {
    const late = performance.now() - PATIENCE_MS;
    const given = this.waiting.filter((item) => item.since < late);
    if (given.length === 0) return;
    this.waiting = this.waiting.filter((item) => item.since >= late);
    for (const item of given) settle(item, refuse('try_again', { retryInMs: 1_000 }));
  }

  private async flush(batch: Waiting[]): Promise<void> {
    let done: Done[] = [];
    let asked = false;
    this.nextAt = performance.now() + this.gatherMs;
    try {
      const tx = await this.writer.begin(batch.length);
      done = await (batch.length > 1 && this.writer.part ? this.sideBySide(batch) : this.inTurn(batch, () => tx));
      // Where the commit is synchronous nothing may come between it and the telling: no reader is ahead of the news.
      asked = true;
      const committing = this.writer.commit();
      if (committing) await committing;
      this.writing = true;
    } catch (error) {
      await this.writer.rollback();
      if (asked) this.onUnsure();
      this.failAll(batch, error);
      return;
    }
    for (const { news } of done) this.tell(news);
    for (const { item, answer } of done) settle(item, answer);
  }

  private tell(news: readonly News[]): void {
    if (news.length > 0) this.announce(news);
  }

  private async inTurn(batch: readonly Waiting[], part: (item: Waiting) => Transaction): Promise<Done[]> {
    const done: Done[] = [];
    for (const item of batch) {
      const one = await this.apply(part(item), item);
      if (one) done.push(one);
    }
    return done;
  }

  /** Lists of one key in turn, those of different keys at once: nobody waits for another's answers to come back. */
  private async sideBySide(batch: readonly Waiting[]): Promise<Done[]> {
    const byKey = Map.groupBy(batch, (item) => item.key);
    const part = (item: Waiting) => this.writer.part?.(item.key) as Transaction;
    const runs = await Promise.allSettled([...byKey.values()].map((items) => this.inTurn(items, part)));
    const faults = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason] : []));
    if (faults.length > 0) throw faults.find((error) => this.writer.isRefusal(error)) ?? faults[0];
    return runs.flatMap((run) => (run.status === 'fulfilled' ? run.value : []));
  }

  /** One list in its savepoint; null when it is to be decided again or has failed by itself. */
  private async apply(tx: Transaction, item: Waiting): Promise<Done | null> {
    await this.writer.savepoint(tx);
    tx.news.length = 0;
    try {
      const answer = await item.work(tx);
      await (answer.ok ? this.writer.release() : this.writer.rollbackTo(tx));
      return { item, answer, news: answer.ok ? tx.news.splice(0) : [] };
    } catch (error) {
      if (error instanceof Apart || this.writer.isRefusal(error) || this.writer.isUndone(error)) throw error;
      await this.writer.rollbackTo(tx);
      if (error instanceof Stale || this.writer.isStale(error)) this.decideAgain(item);
      else fail(item, error);
      return null;
    }
  }

  /** From fresh state, in the next transaction; three times at most. */
  private decideAgain(item: Waiting): void {
    item.tries += 1;
    if (item.tries < MAX_TRIES) this.waiting.push(item);
    else settle(item, refuse('try_again', { retryInMs: 200 }));
  }

  /** Behind all that wait, with those of its key, which would meet the same row. */
  private comeAgain(item: Waiting): void {
    const same = this.waiting.filter(({ key }) => key === item.key);
    for (const one of [item, ...same]) one.alone = true;
    this.waiting = [...this.waiting.filter(({ key }) => key !== item.key), item, ...same];
  }

  private failAll(all: readonly Waiting[], error: unknown): void {
    const batch = all.filter((item) => !item.over);
    const lostRace = this.writer.isUndone(error) || this.writer.isStale(error);
    this.waiting = this.waiting.filter((item) => !batch.includes(item));
    if (error instanceof Apart || (all.length > 1 && lostRace)) {
      // What one list has broken is no fault of the others: nothing is counted against them.
      for (const item of batch) item.alone = true;
      this.waiting.unshift(...batch);
    } else if (this.writer.isHeld?.(error) && batch.every((item) => performance.now() - item.since < HELD_MS)) {
      for (const item of batch) this.comeAgain(item);
    } else if (lostRace) for (const item of batch) this.decideAgain(item);
    else if (this.writer.isRefusal(error)) {
      this.writing = false;
      for (const item of batch) settle(item, refuse('try_again', { retryInMs: 1_000 }));
    } else for (const item of batch) fail(item, error);
  }
}

function settle(item: Waiting, answer: Answered<object>): void {
  item.over = true;
  item.settle(answer);
}

function fail(item: Waiting, error: unknown): void {
  item.over = true;
  item.fail(error);
}
