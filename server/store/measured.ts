import type { OneWriter } from './committer.ts';

/** One transaction, from its beginning to the disk. */
export interface Committed {
  /** How many waiting lists shared it. */
  lists: number;
  ms: number;
  /** False where it was rolled back. */
  ok: boolean;
}

/** The same writer, and somebody who hears how long each transaction took. */
export function measured(writer: OneWriter, hear: ((committed: Committed) => void) | undefined): OneWriter {
  if (!hear) return writer;
  let began: { at: number; lists: number } | null = null;
  const end = (ok: boolean) => {
    if (began) hear({ lists: began.lists, ms: performance.now() - began.at, ok });
    began = null;
  };
  return {
    begin(lists) {
      began = { at: performance.now(), lists };
      return writer.begin(lists);
    },
    savepoint: (tx) => writer.savepoint(tx),
    release: () => writer.release(),
    rollbackTo: (tx) => writer.rollbackTo(tx),
    ...(writer.part ? { part: writer.part.bind(writer) } : {}),
    commit() {
      const committing = writer.commit();
      if (committing) return committing.then(() => end(true));
      end(true);
    },
    rollback() {
      end(false);
      return writer.rollback();
    },
    isRefusal: (error) => writer.isRefusal(error),
    ...(writer.isHeld ? { isHeld: writer.isHeld.bind(writer) } : {}),
    isStale: (error) => writer.isStale(error),
    isUndone: (error) => writer.isUndone(error),
  };
}
