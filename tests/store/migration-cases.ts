import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EntryRow, PromiseRow, RequestRow } from '../../server/domain/rows.ts';
import type { MakeHome, StoreHome } from './opened.ts';
import { message, put, putThread, requestRow } from './rows.ts';

/** As a store stood before: the kind of a message left was named as an entry's is. */
const OLD = 'message' as 'left_message';
const NAME = `Maison "kind":"message"`;

const asked = (conversation: string, id: string, set: Partial<RequestRow> = {}): RequestRow =>
  requestRow({ ...{ id, conversation, shopper: id, person: id, kind: OLD, state: 'later' }, ...set });

const promised = (conversation: string): PromiseRow => ({
  ...{ id: 'p', brand: 'maison', version: 1, kind: OLD, state: 'open', request: 'left', conversation, place: null },
  ...{ holder: null, dueAt: 5, endAt: null, asap: false, brokenAt: null, endedAt: null, cause: null },
});

/** What must hold when a store made by the steps before is opened. */
export function migrationCases(makeHome: MakeHome): void {
  let home: StoreHome;
  beforeEach(async () => {
    home = await makeHome();
  });
  afterEach(() => home.end());

  it('a message left that stood under its old name is found under the new one, and so is what the log says of it', async () => {
    const before = await home.open();
    const thread = await putThread(before);
    const place = { id: 'paris', name: NAME, city: 'Paris', zone: 'Europe/Paris', kind: 'boutique' } as const;
    const house = { author: 'house', by: { kind: 'house' } } as const;
    const body = { request: 'left', dueAt: 5, endAt: null, place, asap: false };
    await put(before, thread, async (tx) => {
      await tx.insert('requests', asked(thread, 'left'));
      await tx.insert('requests', asked(thread, 'call', { kind: 'callback' }));
      await tx.insert('promises', promised(thread));
      await tx.append(thread, 'shared', [
        message('"kind":"message"'),
        { ...house, id: 'e1', kind: 'promised', body: { ...body, kind: OLD } },
        { ...house, id: 'e2', kind: 'promised', body: { ...body, kind: 'callback' } },
        { ...house, id: 'e3', kind: 'withdrawn', body: { request: 'left', kind: OLD } },
      ]);
    });
    await before.close();
    await home.write(`delete from "migrations" where "name" = '004-left-message'`);
    const store = await home.open();
    const kinds = async (table: 'requests' | 'promises') => (await store.read.all(table, {})).map((row) => row.kind);
    expect((await kinds('requests')).sort()).toEqual(['callback', 'left_message']);
    expect(await kinds('promises')).toEqual(['left_message']);
    const entries: Pick<EntryRow, 'kind' | 'body'>[] = await store.read.all('entries', {}, { by: 'seq' });
    expect(entries.map(({ kind, body }) => ({ kind, body }))).toEqual([
      { kind: 'message', body: { text: '"kind":"message"' } },
      { kind: 'promised', body: { ...body, kind: 'left_message' } },
      { kind: 'promised', body: { ...body, kind: 'callback' } },
      { kind: 'withdrawn', body: { request: 'left', kind: 'left_message' } },
    ]);
    await store.close();
  });
}
