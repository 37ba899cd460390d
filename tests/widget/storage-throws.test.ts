import { expect, it } from 'vitest';
import { refuse } from '../../protocol/refusals.ts';
import type { Connection } from '../../widget/connection.ts';
import { createDelivery } from '../../widget/models/delivery.ts';
import { createLog } from '../../widget/models/log.ts';
import { openMemory } from '../../widget/models/memory.ts';
import { CONVERSATION, entry, PlainStorage, plainTab, request } from './plain-salon.ts';

type Draft = { id: string; body: { text: string } };
const ID = (n: number) => `01890000-0000-7000-8000-${`${n}`.padStart(12, '0')}`;
/** More calls than a browser of ours would make for two words. */
const MANY = 40;

/** A storage whose calls throw where `throws` says so, by their number and name. */
function faulty(throws: (call: number, name: string) => boolean): Storage {
  let calls = 0;
  return new Proxy(new PlainStorage() as Storage, {
    get(storage, name) {
      const own: unknown = Reflect.get(storage, name, storage);
      if (typeof own !== 'function') return own;
      return (...given: unknown[]) => {
        if (throws(calls++, String(name))) throw new DOMException('not now', 'SecurityError');
        return own.apply(storage, given);
      };
    },
  });
}

/** She says two words on such a page; gives what the relay stored, and how often it was asked. */
async function sayTwo(storage: Storage) {
  const stored: Draft[] = [];
  let asked = 0;
  const ask = (async (command: string, { entries }: { entries?: Draft[] }) => {
    if (command !== 'request.open' && command !== 'entries.append')
      return { ok: true, now: 0, entries: [], cursors: [] };
    // What is asked for without end is ended here.
    if (++asked > MANY) return refuse('try_again');
    for (const draft of entries ?? []) if (!stored.some(({ id }) => id === draft.id)) stored.push(draft);
    const said = stored.map(({ id, body }, at) => entry(at + 1, body.text, id));
    return { ok: true, now: 0, conversation: CONVERSATION, request: request(), entries: said };
  }) as unknown as Connection['ask'];
  const tab = plainTab(storage);
  const delivery = createDelivery(tab, ask, createLog(tab, ask));
  for (const [n, text] of ['one', 'two'].entries()) {
    tab.say(text, ID(n + 1));
    await delivery.flush();
  }
  await delivery.flush();
  return { texts: stored.map(({ body }) => body.text), asked, waiting: tab.thread.waiting.value };
}

it.each(['getItem', 'setItem', 'removeItem', 'key'])(
  'storage whose %s throws keeps no word back, nor sends without end',
  async (name) => {
    const said = await sayTwo(faulty((_call, called) => called === name));
    expect(said).toMatchObject({ texts: ['one', 'two'], waiting: [] });
    expect(said.asked).toBeLessThan(8);
  },
);

it('storage that throws at any one call keeps no word back', async () => {
  for (let at = 0; at < 120; at++) {
    const said = await sayTwo(faulty((call) => call === at));
    expect(said, `at call ${at}`).toMatchObject({ texts: ['one', 'two'], waiting: [] });
    expect(said.asked).toBeLessThan(8);
  }
});

it('P06: what storage does not let go of is gone for this tab all the same', () => {
  const storage = faulty((_call, name) => name === 'removeItem');
  const memory = openMemory('aurele', () => storage);
  memory.keep({ token: 'secret' });
  memory.forget();
  expect(memory.kept()).toEqual({});
  memory.keep({ name: 'Ada' });
  expect(memory.kept()).toEqual({ name: 'Ada' });
});
