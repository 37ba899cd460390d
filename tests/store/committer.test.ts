import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { openSqlite } from '../../server/store/sqlite.ts';

test('a listener that throws keeps nobody from an answer, and is heard of', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'salon-committer-'));
  const faults: Error[] = [];
  const store = await openSqlite(join(dir, 'salon.db'), {
    now: () => 1_000,
    makeId: (now) => makeId(now),
    announce: () => {
      throw new Error('deaf');
    },
    onFault: (error) => faults.push(error),
  });
  const tell = (id: string) =>
    store.commit(id, async (tx) => {
      tx.tell({ what: 'room_made', brand: id });
      return { ok: true };
    });
  expect(await Promise.all([tell('a'), tell('b')])).toEqual([{ ok: true }, { ok: true }]);
  expect(faults.map((fault) => fault.message)).toEqual(['deaf', 'deaf']);
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});
