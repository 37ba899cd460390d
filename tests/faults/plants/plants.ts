/** A piece of the relay's source, and what stands in its place while a test runs. */
export interface Plant {
  file: string;
  find: string;
  put: string;
}

/** What the relay's process is told by the test: die, or stop, at the next commit that stores entries, before or after it. */
export type KillPoint = 'before_commit' | 'after_commit';

/*
 * What a test plants into the real relay, as it is loaded: production code has no switch for any of it. A text that
 * is not found ends the process, so that a plant never stands beside code that has moved on.
 */
export const PLANTS = {
  kill_points: [
    {
      file: 'server/store/committer.ts',
      find: 'const committing = this.writer.commit();',
      put: "globalThis.salonReaches?.('before_commit', done); const committing = this.writer.commit();",
    },
    {
      file: 'server/store/committer.ts',
      find: 'this.writing = true;',
      put: "globalThis.salonReaches?.('after_commit', done); this.writing = true;",
    },
  ],
  announce_before_commit: [
    {
      file: 'server/store/committer.ts',
      find: '// Where the commit is synchronous',
      put: 'for (const { news } of done) this.tell(news);\n// Where the commit is synchronous',
    },
    {
      file: 'server/store/committer.ts',
      find: '    for (const { news } of done) this.tell(news);\n    for (const { item, answer }',
      put: '    for (const { item, answer }',
    },
  ],
  /** The key is taken away as well: with it, the store itself refuses what this bug does. */
  max_plus_one: [
    {
      file: 'server/store/transaction.ts',
      find: "const first = (log === 'shared' ? row.lastSeq : row.lastStaffSeq) - entries.length + 1;",
      put: 'const first = globalThis.salonCommittedMax(conversation, log) + 1;',
    },
    {
      file: 'server/store/migrations/001-first-house.ts',
      find: "addPrimaryKeyConstraint('entries_key', ['conversation', 'log', 'seq'])",
      put: "addPrimaryKeyConstraint('entries_key', ['conversation', 'log', 'seq', 'id'])",
    },
  ],
  accept_without_expiry: [
    {
      file: 'server/actions/accept-offer.ts',
      find: "offer.state === 'open' && offer.expiresAt > tx.now && request.state",
      put: "offer.state === 'open' && request.state",
    },
    {
      file: 'server/actions/steps/seat.ts',
      find: "...(end.state === 'accepted' ? { expiresAt: { gt: tx.now } } : {})",
      put: '',
    },
  ],
} as const satisfies Record<string, readonly Plant[]>;
export type PlantName = keyof typeof PLANTS;
