import { writeSync } from 'node:fs';
import { makeId } from '../../protocol/id.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { openSqlite } from '../../server/store/sqlite.ts';

/*
 * A process that appends to a conversation and says on stdout what was acknowledged, one id a line. It kills itself
 * where it is told to: before the commit, or after it and before the answer; else it goes on until it is killed.
 */
const [path = '', conversation = '', shopper = '', brand = '', where = '', first = ''] = process.argv.slice(2);
const dieNow = () => process.kill(process.pid, 'SIGKILL');

const store = await openSqlite(path, {
  now: () => Date.now(),
  makeId: (now) => makeId(now),
});
// News goes out when the transaction is on disk, and before the answer.
store.onNews(() => {
  if (where === 'before the answer') dieNow();
});
const commit = store.commit.bind(store);
const ports = {
  store: {
    ...store,
    commit: ((key, work) =>
      commit(key, async (tx) => {
        const answer = await work(tx);
        if (where === 'before the commit') dieNow();
        return answer;
      })) as typeof store.commit,
  },
};

async function append(id: string): Promise<void> {
  const answer = await appendEntries(
    ports,
    { kind: 'shopper', id: shopper, brand },
    { conversation, log: 'shared', entries: [{ id, kind: 'message', v: 1, body: { text: `said as ${id}` } }] },
  );
  if (answer.ok) writeSync(1, `${id}\n`);
}

if (first) await append(first);
for (;;) await Promise.all(Array.from({ length: 5 }, () => append(makeId(Date.now()))));
