import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import type { MakeHome, StoreHome } from './opened.ts';
import { freshId, message, put, putThread } from './rows.ts';

/** A conversation's two logs, whichever store keeps them. */
export function logCases(makeHome: MakeHome): void {
  let home: StoreHome;
  let store: Store;
  beforeEach(async () => {
    home = await makeHome();
    store = await home.open();
  });
  afterEach(async () => {
    await store.close();
    await home.end();
  });
  const seqs = async (conversation: string, log: 'shared' | 'staff' = 'shared') =>
    (await store.read.entries({ conversation, log }, { by: 'seq' })).map((entry) => entry.seq);

  describe('a log', () => {
    test('gives seq 1, 2, 3 … without gaps, in array order, whoever writes at once', async () => {
      const thread = await putThread(store);
      const lists = Array.from({ length: 40 }, (_, i) => [message(`${i} first`), message(`${i} then`)]);
      await Promise.all(lists.map((list) => put(store, thread, (tx) => tx.append(thread, 'shared', list))));
      expect(await seqs(thread)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
      const stored = await store.read.entries({ conversation: thread }, { by: 'seq' });
      for (const [first, then] of lists) {
        const at = stored.findIndex((entry) => entry.id === first?.id);
        expect(stored[at + 1]?.id).toBe(then?.id);
      }
      expect(await store.read.one('conversations', { id: thread })).toMatchObject({ lastSeq: 80, lastStaffSeq: 0 });
    });

    test('is read by kinds, or by all but some, whether this build knows them or not', async () => {
      const thread = await putThread(store);
      const strange = { ...message('of a newer build'), kind: 'hologram' as never };
      await put(store, thread, (tx) => tx.append(thread, 'shared', [message('one'), strange, message('two')]));
      const read = async (kind: object) =>
        (await store.read.all('entries', { conversation: thread, kind: kind as never }, { by: 'seq' })).map(
          (e) => e.seq,
        );
      expect(await read(['message', 'line'])).toEqual([1, 3]);
      expect(await read({ not: ['message'] })).toEqual([2]);
      expect(await read({ not: ['line', 'struck'] })).toEqual([1, 2, 3]);
      expect(await store.read.count('entries', { conversation: thread, kind: { not: ['message', 'line'] } })).toBe(1);
    });

    test('stands beside the staff log: each counts for itself, and only the shared one reaches the shopper', async () => {
      await store.close();
      const told: { log: string; to: string[] }[] = [];
      store = await home.open({
        announce: (news) => {
          for (const one of news) if (one.what === 'entries') told.push({ log: one.log, to: one.to });
        },
      });
      const thread = await putThread(store, ['camille']);
      await put(store, thread, (tx) => tx.append(thread, 'shared', [message('to everybody'), message('again')]));
      await put(store, thread, (tx) => tx.append(thread, 'staff', [message('between us')]));
      await put(store, thread, (tx) => tx.append(thread, 'shared', [message('and once more')]));
      expect(await seqs(thread)).toEqual([1, 2, 3]);
      expect(await seqs(thread, 'staff')).toEqual([1]);
      expect(told.map((one) => one.log)).toEqual(['shared', 'staff', 'shared']);
      expect(told[0]?.to).toEqual(['associate:camille', `shopper:shopper of ${thread}`]);
      expect(told[1]?.to).toEqual(['associate:camille']);
    });

    test('a seq is not spent by a list that is refused or breaks', async () => {
      const thread = await putThread(store);
      const write = (tx: Parameters<Parameters<Store['commit']>[1]>[0]) =>
        tx.append(thread, 'shared', [message('never said')]);
      await store.commit(thread, async (tx) => {
        await write(tx);
        return { ok: false, error: { code: 'blocked', message: '' } };
      });
      const broken = store.commit(thread, async (tx) => {
        await write(tx);
        throw new Error('planted');
      });
      await expect(broken).rejects.toThrow('planted');
      await put(store, thread, (tx) => tx.append(thread, 'shared', [message('said')]));
      expect(await seqs(thread)).toEqual([1]);
    });

    test('the same id may stand in two conversations, and once in each, in either log', async () => {
      const [one, other] = [await putThread(store), await putThread(store)];
      const id = freshId();
      await put(store, one, (tx) => tx.append(one, 'shared', [message('here', { id })]));
      await put(store, other, (tx) => tx.append(other, 'shared', [message('there', { id })]));
      for (const log of ['shared', 'staff'] as const) {
        const again = await store.commit(one, async (tx) => {
          await tx.append(one, log, [message('again', { id })]);
          return { ok: true };
        });
        expect(again).toMatchObject({ ok: false, error: { code: 'try_again' } });
      }
      expect(await seqs(one)).toEqual([1]);
      expect(await seqs(one, 'staff')).toEqual([]);
    });

    test('a body can be struck: the line keeps its seq, id, time and author', async () => {
      const thread = await putThread(store);
      const said = message('please forget this');
      await put(store, thread, (tx) => tx.append(thread, 'shared', [said]));
      const [before] = await store.read.entries({ conversation: thread });
      await put(store, thread, (tx) => tx.touch('entries', { id: said.id, conversation: thread }, { body: null }));
      expect(await store.read.entries({ conversation: thread })).toEqual([{ ...before, body: null }]);
    });

    test('a list of twenty is one append, and nothing is written for an empty one', async () => {
      const thread = await putThread(store);
      const twenty = Array.from({ length: 20 }, (_, i) => message(`line ${i}`));
      await put(store, thread, (tx) => tx.append(thread, 'shared', twenty));
      await put(store, thread, (tx) => tx.append(thread, 'shared', []));
      expect(await seqs(thread)).toHaveLength(20);
      expect(await store.read.one('conversations', { id: thread })).toMatchObject({ lastSeq: 20 });
    });

    test('an append to a conversation that is not there is refused, not stored', async () => {
      const answer = await store.commit('nowhere', async (tx) => {
        await tx.append('nowhere', 'shared', [message('hello?')]);
        return { ok: true };
      });
      expect(answer).toMatchObject({ ok: false, error: { code: 'try_again' } });
      expect(await store.read.count('entries', {})).toBe(0);
    });
  });
}
