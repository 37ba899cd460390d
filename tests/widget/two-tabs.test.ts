import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWire, type Wire } from '../helpers/wire.ts';
import { type Tab, tabsAt } from './tabs.ts';

let wire: Wire;
let tabs: ReturnType<typeof tabsAt>;
beforeEach(async () => {
  wire = await startWire();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
  // A page over plain http whose storage lets every tab pass: nothing but what is written decides.
  vi.stubGlobal('navigator', { onLine: true });
  tabs = tabsAt(wire);
});
afterEach(async () => {
  tabs.end();
  await wire.end();
  vi.unstubAllGlobals();
});

/** What stands at the relay for people whose sessions live. */
async function standing() {
  const living = [...wire.tokens.values()].map(({ id }) => id);
  const threads = (await wire.rig.store.read.all('conversations', {})).filter(({ shopper }) =>
    living.includes(shopper),
  );
  const texts = await Promise.all(
    threads.map(async ({ id }) => {
      const entries = await wire.rig.store.read.entries({ conversation: id, log: 'shared' });
      return entries.flatMap((e) => (e.kind === 'message' && e.body ? [e.body.text] : [])).sort();
    }),
  );
  return texts;
}

async function expectOne(all: Tab[], texts: string[]) {
  await vi.waitFor(
    async () => {
      for (const tab of all) tab.handOn();
      expect(await standing()).toEqual([texts.toSorted()]);
      for (const tab of all) expect(tab.texts().toSorted()).toEqual(texts.toSorted());
      for (const tab of all) expect(tab.salon.memory.lines()).toEqual([]);
    },
    { timeout: 15_000, interval: 50 },
  );
  expect(tabs.spread.names().filter((name) => name.includes('@'))).toHaveLength(1);
}

/** When each tab is handed what the other has written: never before the end, after each word, or at once. */
const HANDED = ['last', 'between', 'at once'] as const;

describe.each(HANDED)('T14: two first tabs, and what one writes is read by the other %s', (when) => {
  const handOn = (all: Tab[]) => {
    if (when !== 'last') for (const tab of all) tab.handOn();
  };

  it.each([
    ['the first speaks, then the second', 'one then two'],
    ['the second speaks, then the first', 'two then one'],
    ['both speak at once', 'both'],
  ])('%s: one conversation, and every word is in it', async (_, order) => {
    const [one, two] = [tabs.open(), tabs.open()];
    const all = [one, two];
    await Promise.all(all.map((tab) => tab.live()));
    const eager = when === 'at once' ? setInterval(() => handOn(all), 5) : undefined;
    if (order === 'both') for (const tab of all) tab.send(tab === one ? 'from one' : 'from two');
    else
      for (const tab of order === 'one then two' ? [one, two] : [two, one]) {
        const text = tab === one ? 'from one' : 'from two';
        tab.send(text);
        await tab.acknowledged(text);
        handOn(all);
      }
    await expectOne(all, ['from one', 'from two']);
    clearInterval(eager);
    expect([...one.refused(), ...two.refused()]).toEqual([]);
  });
});

describe('T14: a word was acknowledged to an identity that does not stand', () => {
  it('the tab that said it is closed before it hears so: the next page brings it over', async () => {
    const [one, two] = [tabs.open(), tabs.open()];
    await Promise.all([one.live(), two.live()]);
    one.send('from one');
    await one.acknowledged('from one');
    two.send('from two');
    await two.acknowledged('from two');
    expect(await standing()).toHaveLength(2);
    one.close();
    two.close();
    const next = tabs.open();
    await expectOne([next], ['from one', 'from two']);
  });

  it('the tab that brings it over is closed in the middle: the next one does it again, and nothing stands twice', async () => {
    const [one, two] = [tabs.open(), tabs.open()];
    await Promise.all([one.live(), two.live()]);
    one.send('from one');
    await one.acknowledged('from one');
    two.send('from two');
    await two.acknowledged('from two');
    one.close();
    two.handOn();
    await vi.waitFor(() => expect(two.salon.memory.lines().length).toBeGreaterThan(0), { interval: 1 });
    two.close();
    const next = tabs.open();
    await expectOne([next], ['from one', 'from two']);
  });

  it('a tab that waited for its turn with nothing to say sends nothing before its identity is kept', async () => {
    const turns: (() => void)[] = [];
    const request = async (name: string, run: () => Promise<unknown>) => {
      if (name.endsWith(':send')) await new Promise<void>((go) => turns.push(go));
      return run();
    };
    vi.stubGlobal('navigator', { onLine: true, locks: { request } });
    const [one, two] = [tabs.open(), tabs.open()];
    await Promise.all([one.live(), two.live()]);
    const turning = setInterval(() => turns.shift()?.(), 2);
    one.send('from one');
    two.send('from two');
    await expectOne([one, two], ['from one', 'from two']);
    clearInterval(turning);
  });

  it('both go on speaking while they come together', async () => {
    const [one, two] = [tabs.open(), tabs.open()];
    await Promise.all([one.live(), two.live()]);
    const texts: string[] = [];
    for (let n = 0; n < 6; n++) {
      for (const tab of [one, two]) {
        const text = `${tab === one ? 'one' : 'two'} ${n}`;
        texts.push(text);
        tab.send(text);
      }
      if (n === 2) await Promise.all([one.acknowledged('one 0'), two.acknowledged('two 0')]);
      if (n > 3) for (const tab of [one, two]) tab.handOn();
    }
    await expectOne([one, two], texts);
  });
});
