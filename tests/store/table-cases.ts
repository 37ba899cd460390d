import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { brandRow, MAISON, placeRow, START_AT } from '../helpers/cast.ts';
import type { MakeHome, StoreHome } from './opened.ts';
import { freshId, message, offerRow, put, putAssociate, putThread, requestRow } from './rows.ts';

const TRY_AGAIN = { ok: false, error: { code: 'try_again' } };

/** What the tables themselves refuse, and that rows come back as they went in. */
export function tableCases(makeHome: MakeHome): void {
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
  const insertRequest = (set: object) => put(store, 'r', (tx) => tx.insert('requests', requestRow(set)));

  describe('what cannot be forgotten', () => {
    test.each(['later', 'waiting', 'offered', 'resumed'] as const)(
      'T18: a request %s has a next look',
      async (state) => {
        await expect(insertRequest({ state, lookAt: null })).rejects.toThrow();
        await insertRequest({ state });
      },
    );

    test('T18: a held request has a next look, and loses it only at its end', async () => {
      await expect(insertRequest({ state: 'assigned', holder: 'camille', lookAt: null })).rejects.toThrow();
      const row = requestRow({ state: 'assigned', holder: 'camille' });
      await put(store, 'r', (tx) => tx.insert('requests', row));
      const forget = put(store, 'r', (tx) => tx.update('requests', { id: row.id }, { lookAt: null }));
      await expect(forget).rejects.toThrow();
      await put(store, 'r', (tx) =>
        tx.update('requests', { id: row.id }, { state: 'done', holder: null, lookAt: null }),
      );
    });

    test('who holds and who does not is said by the state', async () => {
      await expect(insertRequest({ state: 'assigned', holder: null })).rejects.toThrow();
      await expect(insertRequest({ state: 'waiting', holder: 'camille' })).rejects.toThrow();
      await expect(insertRequest({ state: 'done', holder: 'camille', lookAt: null })).rejects.toThrow();
    });
  });

  describe('what stands once', () => {
    const twice = async (first: object, second: object) => {
      await insertRequest(first);
      return store.commit('r', async (tx) => {
        await tx.insert('requests', requestRow(second));
        return { ok: true };
      });
    };

    test('one unfinished live request a person; callbacks may stand beside it', async () => {
      const person = freshId();
      expect(await twice({ person }, { person })).toMatchObject(TRY_AGAIN);
      await insertRequest({ person, kind: 'callback' });
      await insertRequest({ person, kind: 'callback' });
      expect(await store.read.count('requests', { person })).toBe(3);
    });

    test('one offer rings an associate at a time', async () => {
      await put(store, 'o', (tx) => tx.insert('offers', offerRow()));
      const second = await store.commit('o', async (tx) => {
        await tx.insert('offers', offerRow());
        return { ok: true };
      });
      expect(second).toMatchObject(TRY_AGAIN);
      await put(store, 'o', (tx) => tx.update('offers', { state: 'open' }, { state: 'declined' }));
      await put(store, 'o', (tx) => tx.insert('offers', offerRow()));
    });

    test('one assignment a request that has not ended', async () => {
      const assign = (untilAt: number | null) =>
        store.commit('a', async (tx) => {
          await tx.insert('assignments', {
            ...{ id: freshId(), brand: MAISON, request: 'r', conversation: 'c', associate: freshId() },
            ...{ fromAt: tx.now, untilAt, cause: null },
          });
          return { ok: true };
        });
      expect(await assign(START_AT)).toMatchObject({ ok: true });
      expect(await assign(null)).toMatchObject({ ok: true });
      expect(await assign(null)).toMatchObject(TRY_AGAIN);
    });

    test('T14: one conversation a shopper, whichever tab asked first', async () => {
      const thread = await putThread(store);
      const row = await store.read.one('conversations', { id: thread });
      const second = await store.commit('c', async (tx) => {
        await tx.insert('conversations', { ...row, id: freshId() } as never);
        return { ok: true };
      });
      expect(second).toMatchObject(TRY_AGAIN);
    });
  });

  describe('a seat', () => {
    test('is never taken past capacity, by two hundred at once', async () => {
      const camille = await putAssociate(store, { capacity: 3 });
      const take = (key: string) =>
        store.commit(key, async (tx) => ({ ok: true as const, seat: await tx.takeSeat(camille.id) }));
      const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => take(`${i}`)));
      expect(answers.filter((answer) => answer.ok && answer.seat)).toHaveLength(3);
      expect(await store.read.one('associates', { id: camille.id })).toMatchObject({ taken: 3 });
    });

    test('is given back, raises the version, and is never fewer than none', async () => {
      const camille = await putAssociate(store, { capacity: 1 });
      await put(store, 'a', (tx) => tx.takeSeat(camille.id));
      await put(store, 'a', (tx) => tx.freeSeat(camille.id, START_AT));
      const free = await store.read.one('associates', { id: camille.id });
      expect(free).toMatchObject({ taken: 0, version: 3, idleAt: START_AT });
      const twice = await store.commit('a', async (tx) => {
        await tx.freeSeat(camille.id, START_AT);
        return { ok: true };
      });
      expect(twice).toMatchObject(TRY_AGAIN);
    });
  });

  describe('rows', () => {
    test('come back as they went in: JSON, flags, nothing, and text in every script', async () => {
      const camille = await putAssociate(store, {
        declared: true,
        expertise: ['Silk', '"quoted"'],
        firstName: 'Zoë 😀',
      });
      expect(await store.read.one('associates', { id: camille.id })).toEqual(camille);
      const row = requestRow({ asap: true, slow: false, away: true, product: { name: 'Carré « été »' }, wishes: {} });
      await put(store, 'r', (tx) => tx.insert('requests', row));
      expect(await store.read.one('requests', { id: row.id })).toEqual(row);
      await put(store, 'b', (tx) => tx.insert('brands', brandRow(MAISON)));
      await put(store, 'b', (tx) => tx.insert('places', placeRow('paris')));
      expect((await store.house(MAISON)).places.get('paris')).toEqual(placeRow('paris'));
      expect((await store.house(MAISON)).brand).toEqual(brandRow(MAISON));
    });

    test('a flag is asked for as a flag', async () => {
      await putAssociate(store, { declared: true });
      await putAssociate(store);
      expect(await store.read.count('associates', { declared: true })).toBe(1);
      expect(await store.read.all('associates', { declared: false })).toMatchObject([{ declared: false }]);
    });

    test('a version rises by itself in each write that changes its row, and not by a touch', async () => {
      const { id } = await putAssociate(store);
      await put(store, id, (tx) => tx.update('associates', { id }, { missed: 1 }));
      await put(store, id, (tx) => tx.touch('associates', { id }, { idleAt: 7 }));
      expect(await store.read.one('associates', { id })).toMatchObject({ version: 2, missed: 1, idleAt: 7 });
    });

    test('a conditional write that meets no row, or two, is stale', async () => {
      await putAssociate(store);
      await putAssociate(store);
      for (const where of [{ id: 'nobody' }, { place: 'paris' }]) {
        const answer = await store.commit('a', async (tx) => {
          await tx.update('associates', where, { missed: 9 });
          return { ok: true };
        });
        expect(answer).toMatchObject(TRY_AGAIN);
      }
      expect(await store.read.count('associates', { missed: 9 })).toBe(0);
    });

    test('are all there when the store is opened again, and the schema is brought up to date once', async () => {
      const thread = await putThread(store);
      await put(store, thread, (tx) => tx.append(thread, 'shared', [message('kept')]));
      const before = await store.read.entries({ conversation: thread });
      for (let i = 0; i < 3; i++) {
        await store.close();
        store = await home.open();
      }
      expect(await store.read.entries({ conversation: thread })).toEqual(before);
      await put(store, thread, (tx) => tx.append(thread, 'shared', [message('and more')]));
      expect(await store.read.one('conversations', { id: thread })).toMatchObject({ lastSeq: 2 });
    });
  });
}
