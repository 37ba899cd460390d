import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetSession } from '../../server/actions/forget-session.ts';
import { sessionOf } from '../../widget/models/own-session.ts';
import { MAISON } from '../helpers/cast.ts';
import { startWire, type Wire } from '../helpers/wire.ts';
import { SpreadStorage, type Tab, tabsAt } from './tabs.ts';

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
async function threadsTold() {
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
      expect(await threadsTold()).toEqual([texts.toSorted()]);
      for (const tab of all) expect(tab.texts().toSorted()).toEqual(texts.toSorted());
      for (const tab of all) expect(tab.salon.memory.lines()).toEqual([]);
      // Whoever was brought over is forgotten a step after her words stand.
      expect(tabs.spread.names().filter((name) => name.includes('@'))).toHaveLength(1);
    },
    { timeout: 15_000, interval: 50 },
  );
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
    expect(await threadsTold()).toHaveLength(2);
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

/** A door that opens once. */
function door() {
  let open = () => {};
  return { passed: new Promise<void>((go) => (open = go)), open: () => open() };
}

describe('T14: whose identity comes late, or ends early', () => {
  it('who she is comes to one tab only after the other has written: it takes the one that stands, and ends nobody', async () => {
    const late = door();
    const [one, two] = [tabs.open(), tabs.open(late.passed)];
    await one.live();
    one.send('from one');
    await one.acknowledged('from one');
    two.handOn();
    two.send('from two');
    late.open();
    await expectOne([one, two], ['from one', 'from two']);
    expect([one.begun(), two.begun(), tabs.ended]).toEqual([0, 0, []]);
  });

  it('a third page brings an identity over while its own tab reads nothing of it: that tab waits, and forgets nothing', async () => {
    const [one, two] = [tabs.open(), tabs.open()];
    await Promise.all([one.live(), two.live()]);
    one.send('from one');
    await one.acknowledged('from one');
    two.send('from two');
    await two.acknowledged('from two');
    const three = tabs.open();
    await vi.waitFor(
      () => expect(tabs.heard.filter((frame) => frame.includes('["signed_out"'))).toHaveLength(1),
      5_000,
    );
    two.send('still from two');
    await expectOne([one, three, two], ['from one', 'from two', 'still from two']);
    expect([one.begun(), two.begun(), three.begun()]).toEqual([0, 0, 0]);
    expect(tabs.ended).toHaveLength(1);
    expect([...one.refused(), ...two.refused()]).toEqual([]);
  });

  it('an identity that has ended already is not ended again', async () => {
    const [one, two] = [tabs.open(), tabs.open()];
    await Promise.all([one.live(), two.live()]);
    one.send('from one');
    await one.acknowledged('from one');
    two.send('from two');
    await two.acknowledged('from two');
    const turns = new Map<string, Promise<unknown>>();
    const request = (name: string, run: () => Promise<unknown>) => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(run);
      turns.set(name, turn);
      return turn;
    };
    vi.stubGlobal('navigator', { onLine: true, locks: { request } });
    const three = tabs.open();
    const four = tabs.open();
    await expectOne([three, four, one, two], ['from one', 'from two']);
    expect(tabs.ended).toHaveLength(1);
  });
});

/** Every order of these steps. */
const orders = (steps: readonly string[]): string[][] =>
  steps.length < 2
    ? [[...steps]]
    : steps.flatMap((step, i) => orders(steps.toSpliced(i, 1)).map((rest) => [step, ...rest]));

/** The two tabs are alike, so that one of them may be the first to do anything. */
const ORDERS = orders(['one: known', 'two: known', 'one: says', 'two: says', 'one: reads', 'two: reads']).filter(
  ([first]) => first?.startsWith('one'),
);
const AT_ONCE = 60;

it.each(Array.from({ length: ORDERS.length / AT_ONCE }, (_, i) => [i * AT_ONCE]))(
  'T14: every order in which two tabs come to know who they are, say a word, and read of each other (from %i)',
  async (from) => {
    await Promise.all(
      ORDERS.slice(from, from + AT_ONCE).map(async (order) => {
        const browser = new SpreadStorage();
        const known = { one: door(), two: door() };
        const both = { one: tabs.open(known.one.passed, browser), two: tabs.open(known.two.passed, browser) };
        const all = [both.one, both.two];
        for (const step of order) {
          const [who, what] = step.split(': ') as ['one' | 'two', string];
          if (what === 'known') known[who].open();
          if (what === 'known') await vi.waitFor(() => both[who].mustBeLive());
          if (what === 'says') both[who].send(`from ${who}`);
          if (what === 'says' && order.indexOf(`${who}: known`) < order.indexOf(step))
            await both[who].acknowledged(`from ${who}`);
          if (what === 'reads') both[who].handOn();
        }
        const texts = ['from one', 'from two'];
        await vi.waitFor(
          () => {
            for (const tab of all) tab.handOn();
            for (const tab of all) expect([order, tab.texts().toSorted()]).toEqual([order, texts]);
            expect(new Set(all.map(({ salon }) => salon.thread.conversation.peek())).size).toBe(1);
            for (const tab of all) expect([order, tab.salon.memory.lines()]).toEqual([order, []]);
            expect([order, browser.names().filter((name) => name.includes('@')).length]).toEqual([order, 1]);
          },
          { timeout: 30_000, interval: 50 },
        );
        expect([order, all.map((tab) => tab.begun())]).toEqual([order, [0, 0]]);
      }),
    );
    expect(new Set(tabs.ended).size).toBe(tabs.ended.length);
  },
  60_000,
);

it('T14: an end that no other tab explains is believed after a moment, and is not asked for again', async () => {
  const tab = tabs.open();
  await tab.live();
  tab.send('from one');
  await tab.acknowledged('from one');
  const shopper = sessionOf(tab.salon).known()?.shopper ?? '';
  await forgetSession(wire.rig.ports, { kind: 'shopper', id: shopper, brand: MAISON });
  wire.tokens.clear();
  await vi.waitFor(() => expect(tab.begun()).toBe(1));
  expect(tabs.ended).toEqual([]);
  expect(tabs.spread.names()).toEqual([]);
});
