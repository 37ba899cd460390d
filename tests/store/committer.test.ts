import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { Committer, type OneWriter } from '../../server/store/committer.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Transaction } from '../../server/store/transaction.ts';

test('a listener that throws keeps nobody from an answer, and is heard of', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'salon-committer-'));
  const faults: Error[] = [];
  const store = await openSqlite(join(dir, 'salon.db'), {
    now: () => 1_000,
    makeId: (now) => makeId(now),
    onFault: (error) => faults.push(error),
  });
  const heard: string[] = [];
  store.onNews(() => {
    throw new Error('deaf');
  });
  store.onNews((news) => void heard.push(...news.map(({ what }) => what)));
  const tell = (id: string) =>
    store.commit(id, async (tx) => {
      tx.tell({ what: 'capacity_freed', brand: id, associate: id });
      return { ok: true };
    });
  expect(await Promise.all([tell('a'), tell('b')])).toEqual([{ ok: true }, { ok: true }]);
  expect(faults.map((fault) => fault.message)).toEqual(['deaf', 'deaf']);
  expect(heard).toEqual(['capacity_freed', 'capacity_freed']);
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

test('a lone list waits for nothing; those that follow close upon it share the next transaction', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  try {
    const shared: number[] = [];
    const writer: OneWriter = {
      begin: async (lists) => {
        shared.push(lists);
        return { news: [] } as unknown as Transaction;
      },
      ...{ savepoint: () => {}, release: () => {}, rollbackTo: () => {}, commit: () => {}, rollback: () => {} },
      ...{ isRefusal: () => false, isStale: () => false, isUndone: () => false },
    };
    const committer = new Committer(writer, () => {}, { gatherMs: 50 });
    const put = (key: string) => committer.commit(key, async () => ({ ok: true }));
    await put('alone');
    const close = [put('one'), put('two')];
    await new Promise((go) => setImmediate(go));
    await vi.advanceTimersByTimeAsync(49);
    close.push(put('three'));
    expect(shared).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(close);
    expect(shared).toEqual([1, 3]);
    await vi.advanceTimersByTimeAsync(50);
    await put('alone again');
    expect(shared).toEqual([1, 3, 1]);
  } finally {
    vi.useRealTimers();
  }
});
