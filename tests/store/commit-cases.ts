import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Stale } from '../../server/store/gateway.ts';
import type { News, Store, Tx } from '../../server/store/store.ts';
import { MAISON } from '../helpers/cast.ts';
import type { MakeHome, StoreHome } from './opened.ts';
import { freshId, message, put, putAssociate, putThread } from './rows.ts';

const event = (name: string): News => ({ what: 'event', to: ['shopper:claire'], event: name, payload: {} });
const note = (tx: Tx, action: string) =>
  tx.insert('audit', {
    ...{ id: freshId(), brand: MAISON, at: tx.now, actor: 'camille', action },
    ...{ subject: null, count: 1, cause: null },
  });

/** Lists that wait share a transaction; each stands or falls alone; nothing is told before it is on disk. */
export function commitCases(makeHome: MakeHome): void {
  let home: StoreHome;
  let store: Store;
  /** What was told and answered, in order. */
  let said: string[];
  beforeEach(async () => {
    said = [];
    home = await makeHome();
    store = await home.open({
      announce: (news) => said.push(...news.flatMap((one) => (one.what === 'event' ? [`told ${one.event}`] : []))),
    });
  });
  afterEach(async () => {
    await store.close();
    await home.end();
  });
  const actions = async () => (await store.read.all('audit', {})).map((row) => row.action).sort();

  describe('a commit', () => {
    test('is shared by the lists that wait, and a lone one does not wait for others', async () => {
      const transactions = new Set<unknown>();
      const write = (i: number) =>
        put(store, `key ${i}`, async (tx) => {
          transactions.add(await home.transactionOf(tx));
          await note(tx, `${i}`);
        });
      await Promise.all(Array.from({ length: 50 }, (_, i) => write(i)));
      expect(transactions.size).toBeLessThanOrEqual(2 * home.writers);
      await write(50);
      expect(await store.read.count('audit', {})).toBe(51);
    });

    test('has one time for the whole of a list', async () => {
      let at = 1_000;
      await store.close();
      store = await home.open({ now: () => at++ });
      const times: number[][] = [];
      const look = (key: string) =>
        put(store, key, async (tx) => times.push([tx.now, await note(tx, key).then(() => tx.now)]));
      await Promise.all([look('a'), look('b'), look('c')]);
      for (const [before, after] of times) expect(after).toBe(before);
    });

    test('rolls a refused list back, and no other', async () => {
      const refused = store.commit('b', async (tx) => {
        await note(tx, 'refused');
        return { ok: false, error: { code: 'slot_taken', message: '' } };
      });
      const [, answer] = await Promise.all([
        put(store, 'a', (tx) => note(tx, 'before')),
        refused,
        put(store, 'c', (tx) => note(tx, 'after')),
      ]);
      expect(answer).toMatchObject({ ok: false, error: { code: 'slot_taken' } });
      expect(await actions()).toEqual(['after', 'before']);
    });

    test('rolls a broken list back, and no other; whoever asked hears of it', async () => {
      const broken = store.commit('b', async (tx) => {
        await note(tx, 'broken');
        throw new Error('planted');
      });
      const others = [put(store, 'a', (tx) => note(tx, 'before')), put(store, 'c', (tx) => note(tx, 'after'))];
      await expect(broken).rejects.toThrow('planted');
      await Promise.all(others);
      expect(await actions()).toEqual(['after', 'before']);
    });

    test('tells in commit order, and before it answers', async () => {
      const list = (name: string) =>
        put(store, 'one thread', async (tx) => {
          await note(tx, name);
          tx.tell(event(name));
        }).then(() => said.push(`answered ${name}`));
      await Promise.all([list('a'), list('b'), list('c')]);
      expect(said).toEqual(['told a', 'told b', 'told c', 'answered a', 'answered b', 'answered c']);
    });

    test('is on disk when it is told', async () => {
      await store.close();
      const found: (Promise<number> | undefined)[] = [];
      let reader: Store | undefined;
      store = await home.open({ announce: () => found.push(reader?.read.count('audit', {})) });
      reader = store;
      await put(store, 'a', async (tx) => {
        await note(tx, 'a');
        tx.tell(event('a'));
      });
      expect(await Promise.all(found)).toEqual([1]);
    });

    test('tells nothing of a list that was refused, broke, or was stale to the end', async () => {
      const tell = (then: (tx: Tx) => Promise<never> | { ok: false; error: { code: 'blocked'; message: string } }) =>
        store.commit('a', async (tx) => {
          tx.tell(event('never'));
          return then(tx);
        });
      await tell(() => ({ ok: false, error: { code: 'blocked', message: '' } }));
      await tell(() => Promise.reject(new Stale('planted')));
      await expect(tell(() => Promise.reject(new Error('planted')))).rejects.toThrow();
      await put(store, 'b', async (tx) => tx.tell(event('once')));
      expect(said).toEqual(['told once']);
    });

    test('decides a stale list again from fresh state, three times, then refuses it "try again"', async () => {
      let decided = 0;
      const answer = await store.commit('a', async (tx) => {
        decided += 1;
        await note(tx, 'stale');
        throw new Stale('planted');
      });
      expect(answer).toMatchObject({ ok: false, error: { code: 'try_again', retryInMs: expect.any(Number) } });
      expect(decided).toBe(3);
      expect(await actions()).toEqual([]);
    });

    test('a list that loses a race reads what the winner wrote, and goes through', async () => {
      const camille = await putAssociate(store);
      const raise = () =>
        store.commit(camille.id, async (tx) => {
          const before = await tx.one('associates', { id: camille.id });
          if (!before) throw new Error('nobody');
          await tx.update('associates', { id: camille.id, version: before.version }, { missed: before.missed + 1 });
          return { ok: true };
        });
      const answers = await Promise.all(Array.from({ length: 10 }, raise));
      expect(answers.every((answer) => answer.ok)).toBe(true);
      expect(await store.read.one('associates', { id: camille.id })).toMatchObject({ missed: 10, version: 11 });
    });

    test('a second answer to a stale list counts once: nothing of its first try is told or stored', async () => {
      const thread = await putThread(store);
      let tries = 0;
      await put(store, thread, async (tx) => {
        tries += 1;
        await tx.append(thread, 'shared', [message(`try ${tries}`)]);
        tx.tell(event(`try ${tries}`));
        if (tries < 3) throw new Stale('planted');
      });
      expect(said).toEqual(['told try 3']);
      expect(await store.read.entries({ conversation: thread })).toMatchObject([{ seq: 1, body: { text: 'try 3' } }]);
    });
  });

  describe('a lock held by another connection', () => {
    test('is waited for: nothing is lost, and the loop goes on turning', async () => {
      const release = await home.lockElsewhere();
      const writing = Promise.all(['a', 'b', 'c'].map((key) => put(store, key, (tx) => note(tx, key))));
      // A loop that stood still for the lock would turn a few times, and the lists would be past their patience.
      const until = performance.now() + 120;
      for (let turns = 0; turns < 50 || performance.now() < until; turns++) {
        await new Promise((go) => setImmediate(go));
      }
      expect(await store.read.count('audit', {})).toBe(0);
      await release();
      await writing;
      expect(await actions()).toEqual(['a', 'b', 'c']);
    });

    test('held past all patience, the list is refused "try again", and the next one goes through', async () => {
      const release = await home.lockElsewhere();
      const refused = await store.commit('a', async (tx) => {
        await note(tx, 'a');
        return { ok: true };
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'try_again' } });
      expect(store.writing).toBe(false);
      await release();
      await put(store, 'b', (tx) => note(tx, 'b'));
      await vi.waitFor(() => expect(store.writing).toBe(true), 5_000);
      expect(await actions()).toEqual(['b']);
    }, 15_000);
  });
}
