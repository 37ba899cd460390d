import { DatabaseSync } from 'node:sqlite';

/** Locks a SQLite file for writing, as another program would; the returned function lets it go. */
export function lockFile(path: string): () => void {
  const other = new DatabaseSync(path, { timeout: 5_000 });
  other.exec('begin immediate');
  return () => {
    other.exec('rollback');
    other.close();
  };
}
