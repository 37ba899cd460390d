import type { Page } from '../../protocol/conversation.ts';
import type { Entry, Log } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Ports } from '../actions/ports.ts';
import type { Head, News } from '../store/store.ts';
import type { Telling } from './telling.ts';

/** Nothing was told of this log yet, and what it holds is not known here. */
export const UNKNOWN = -1;

/** How far this node has told its sockets of a thread. */
interface Thread {
  shared: number;
  staff: number;
  /** Who is known to follow it. */
  rooms: Set<string>;
  /** What is being read from the store, by log. */
  reading: Partial<Record<Log, Promise<void>>>;
  /** Entries came meanwhile: read on. */
  more: Partial<Record<Log, boolean>>;
}

/**
 * Hands the entries of each conversation that somebody here follows on in seq order, whoever stored them: news of a
 * transaction here and of one on another node may meet in any order. What comes early waits for what is missing, which
 * is read from the store; what comes late or twice is dropped.
 */
export class Following {
  private readonly threads = new Map<string, Thread>();
  private readonly telling: Telling;
  private readonly ports: Ports;
  private readonly onFault: (error: unknown) => void;

  constructor(telling: Telling, ports: Ports, onFault: (error: unknown) => void) {
    this.telling = telling;
    this.ports = ports;
    this.onFault = onFault;
  }

  /** Somebody here starts from these heads; what is known already stands. */
  follow({ id, lastSeq, lastStaffSeq }: Head, ...rooms: string[]): void {
    const thread = this.threadOf(id, rooms);
    if (thread.shared === UNKNOWN) thread.shared = lastSeq;
    if (thread.staff === UNKNOWN) thread.staff = lastStaffSeq;
  }

  hear({ to, conversation, log, entries }: Extract<News, { what: 'entries' }>): void {
    const first = entries[0]?.seq ?? 0;
    // Nobody is left who follows: whoever comes next starts from her own snapshot.
    if (!this.telling.hears(to)) {
      this.threads.delete(conversation);
      return;
    }
    const thread = this.threadOf(conversation, to);
    // What the log had before is in the snapshot of whoever is here.
    if (thread[log] === UNKNOWN) thread[log] = first - 1;
    if (thread.reading[log] || first > thread[log] + 1) void this.catchUp(conversation, log);
    else this.handOn(thread, to, { conversation, log, entries });
  }

  /**
   * Before a page is answered to somebody of this room: whoever is here hears first what it shows beyond what was told.
   * What that person reads is followed from then on.
   */
  async before(room: string, asked: { conversation: string; log: Log }, page: Pick<Page, 'entries' | 'head'>) {
    const { conversation, log } = asked;
    const thread = this.threadOf(conversation, [room]);
    if (thread[log] === UNKNOWN) thread[log] = page.head;
    else if ((page.entries.at(-1)?.seq ?? 0) > thread[log]) await this.catchUp(conversation, log);
  }

  /** Reads what the store has beyond what was told here, and hands it on. */
  async catchUp(conversation: string, log: Log): Promise<void> {
    const thread = this.threads.get(conversation);
    if (!thread) return;
    thread.more[log] = true;
    thread.reading[log] ??= this.readOn(thread, conversation, log)
      .catch(this.onFault)
      .finally(() => {
        delete thread.reading[log];
      });
    await thread.reading[log];
  }

  /** Every thread that is followed, and how far. */
  known(): ReadonlyMap<string, Readonly<Pick<Thread, Log>>> {
    return this.threads;
  }

  /** Forgets threads of which nobody is here. */
  forgetUnheard(): void {
    for (const [id, { rooms }] of this.threads) if (!this.telling.hears([...rooms])) this.threads.delete(id);
  }

  private threadOf(id: string, rooms: readonly string[]): Thread {
    const thread = this.threads.get(id) ?? {
      ...{ shared: UNKNOWN, staff: UNKNOWN, rooms: new Set(), reading: {}, more: {} },
    };
    for (const room of rooms) thread.rooms.add(room);
    this.threads.set(id, thread);
    return thread;
  }

  private async readOn(thread: Thread, conversation: string, log: Log): Promise<void> {
    const { read } = this.ports.store;
    while (thread.more[log]) {
      thread.more[log] = false;
      const row = await read.one('conversations', { id: conversation });
      if (!row) return;
      const to = row.audience.map((id) => `associate:${id}`);
      if (log === 'shared') to.push(`shopper:${row.shopper}`);
      for (const room of to) thread.rooms.add(room);
      const after = { conversation, log, seq: { gt: thread[log] } };
      const { entries, more } = await read.page(after, { limit: LIMITS.pageEntries, bytes: LIMITS.pageBytes });
      this.handOn(thread, to, { conversation, log, entries });
      if (more) thread.more[log] = true;
    }
  }

  private handOn(thread: Thread, to: readonly string[], told: { conversation: string; log: Log; entries: Entry[] }) {
    const { log, entries } = told;
    const fresh = entries[0] && entries[0].seq > thread[log] ? entries : entries.filter((one) => one.seq > thread[log]);
    const last = fresh.at(-1);
    if (!last) return;
    thread[log] = last.seq;
    this.telling.emit(to, 'entries', fresh === entries ? told : { ...told, entries: fresh });
  }
}
