import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { openPostgres, WRITERS, writerOf } from '../../server/store/postgres.ts';
import { PATIENCE_MS } from '../../server/store/postgres-bounds.ts';
import { Away } from '../../server/store/postgres-faults.ts';
import type { Store } from '../../server/store/store.ts';
import { FaultProxy } from '../helpers/fault-proxy.ts';
import { Postgres } from '../helpers/postgres.ts';

/*
 * What stands between a relay and its Postgres takes every packet and hands on none: no reset, no end, and the system
 * of that machine acknowledges all. Only this side's patience finds out.
 */
let server: Postgres;
beforeAll(async () => {
  server = await Postgres.start();
}, 60_000);
afterAll(() => server.stop());

/** A store behind a proxy, for one test. */
async function behind(test: (scene: { proxy: FaultProxy; store: Store; close(): Promise<void> }) => Promise<void>) {
  const url = new URL(await server.database());
  const proxy = await FaultProxy.start(url.href);
  url.port = String(proxy.port);
  const store = await openPostgres(url.href, {
    clock: { now: Date.now, heard: (at) => at },
    makeId,
    onFault: () => undefined,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= store.close();
    return closing;
  };
  try {
    await test({ proxy, store, close });
  } finally {
    proxy.heal();
    await close();
    await proxy.stop();
  }
}

/** One key for each connection that writes. */
const KEYS = Array.from({ length: 100 }, (_, i) => `key ${i}`)
  .filter((key, i, all) => all.findIndex((other) => writerOf(other) === writerOf(key)) === i)
  .slice(0, WRITERS);
const write = (store: Store, key: string) =>
  store.commit(key, async (tx) => {
    await tx.one('brands', { id: key });
    return { ok: true };
  });
const look = (store: Store) => store.read.one('brands', { id: 'nobody' });
/** A connection is asked, and one is made anew: twice the patience, and a moment for the machine. */
const BOUND_MS = 2 * PATIENCE_MS + 2_000;
const within = async <T>(work: Promise<T>): Promise<T | 'for ever'> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'for ever'>((go) => {
    timer = setTimeout(() => go('for ever'), BOUND_MS);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  return first;
};

type Freeze = (proxy: FaultProxy) => void;

describe.concurrent.each<[string, Freeze]>([
  ['the lines that are up', (proxy) => proxy.halfOpen()],
  ['every line, new ones too', (proxy) => proxy.freeze()],
])('a proxy before Postgres freezes %s', (_, freeze) => {
  test('whoever writes is answered by every writer within the patience, and all write again once it thaws', () =>
    behind(async ({ proxy, store }) => {
      for (const key of KEYS) expect(await write(store, key)).toEqual({ ok: true });
      freeze(proxy);
      const answers = await Promise.all(KEYS.map((key) => within(write(store, key))));
      // Where new lines are whole, a list alone may be decided again on one of them.
      const said = answers.map((answer) => (answer === 'for ever' || answer.ok ? answer : answer.error.code));
      for (const answer of said) expect([{ ok: true }, 'try_again']).toContainEqual(answer);
      proxy.heal();
      await vi.waitFor(() => expect(store.writing).toBe(true), { timeout: BOUND_MS, interval: 100 });
      for (const key of KEYS) expect(await write(store, key)).toEqual({ ok: true });
    }));

  test('whoever reads is answered within the patience, and all read again once it thaws', () =>
    behind(async ({ proxy, store }) => {
      await Promise.all(Array.from({ length: 20 }, () => look(store)));
      freeze(proxy);
      const looks = Array.from({ length: 20 }, () => within(look(store).catch((error) => error)));
      for (const answer of await Promise.all(looks)) expect(answer === null || answer instanceof Away).toBe(true);
      proxy.heal();
      await vi.waitFor(() => look(store), { timeout: BOUND_MS, interval: 100 });
    }));

  test('a relay that ends meanwhile is not kept from it', () =>
    behind(async ({ proxy, store, close }) => {
      await Promise.all([...KEYS.map((key) => write(store, key)), ...Array.from({ length: 20 }, () => look(store))]);
      freeze(proxy);
      expect(await within(close().then(() => 'closed'))).toBe('closed');
    }));
});

test.concurrent('a transaction is frozen in its midst: it is not kept, and its writer writes again', () =>
  behind(async ({ proxy, store }) => {
    const [key = ''] = KEYS;
    const frozen = within(
      store.commit(key, async (tx) => {
        await tx.one('brands', { id: key });
        proxy.halfOpen();
        await tx.one('brands', { id: key });
        return { ok: true };
      }),
    );
    expect(await frozen).toMatchObject({ ok: false, error: { code: 'try_again' } });
    expect(await within(write(store, key))).toEqual({ ok: true });
  }));
