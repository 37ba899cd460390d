import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { sessionOf } from '../../widget/models/own-session.ts';
import { startWire, type Wire } from '../helpers/wire.ts';
import { SpreadStorage, type Tab, tabsAt } from './tabs.ts';

let wire: Wire;
let tabs: ReturnType<typeof tabsAt>;
beforeAll(async () => {
  wire = await startWire();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', { onLine: true });
  tabs = tabsAt(wire);
});
afterAll(async () => {
  tabs.end();
  await wire.end();
  vi.unstubAllGlobals();
});

/** A page of a person of its own. */
async function page() {
  const tab = tabs.open(undefined, new SpreadStorage());
  await tab.live();
  return tab;
}
const stored = async (tab: Tab) => {
  const conversation = tab.salon.thread.conversation.peek();
  const entries = await wire.rig.store.read.entries({ conversation, log: 'shared' });
  return entries.flatMap((entry) => (entry.kind === 'message' && entry.body ? [entry.body.text] : []));
};
const SOON = { timeout: 25_000, interval: 50 };

describe('F3: what a page says of itself never reaches the relay, on a line that stands', () => {
  // Before anybody else asks: Camille is asked for one request at a time.
  it('that a word has reached her is repeated', async () => {
    await wire.rig.arrives('Camille');
    const tab = await page();
    tab.send('Is it in stock?');
    await tab.acknowledged('Is it in stock?');
    const asks = wire.rig.asks('Camille');
    const conversation = tab.salon.thread.conversation.peek();
    const request = tab.salon.thread.requests.peek()[0]?.id ?? '';
    const offer = await vi.waitFor(async () => {
      const found = await wire.rig.offerTo('Camille', request);
      if (!found) throw new Error('not offered');
      return found;
    }, SOON);
    await acceptOffer(wire.rig.ports, asks, offer.id);
    await vi.waitFor(() => expect(tab.salon.thread.entries.peek().at(-1)?.kind).toBe('assigned'), SOON);
    const lost = tabs.loseFrom(tab, /"cursor.move"/);
    const entries = [{ ...wire.message('It is'), v: 1 as const }];
    await appendEntries(wire.rig.ports, asks, { conversation, log: 'shared', entries });
    await lost;
    const last = tab.salon.thread.entries.peek().at(-1)?.seq;
    await vi.waitFor(async () => {
      const [own] = await wire.rig.store.read.all('cursors', { conversation, kind: 'shopper' });
      expect(own?.deliveredSeq).toBe(last);
    }, SOON);
  });
});

describe.concurrent('F3: what a page says never reaches the relay, on a line that stands', () => {
  it('her first words are repeated, and stand once, in one conversation', async () => {
    const tab = await page();
    const lost = tabs.loseFrom(tab, /"request.open"/);
    tab.send('Is it in stock?');
    await lost;
    await vi.waitFor(() => expect([tab.texts(), tab.salon.memory.lines()]).toEqual([['Is it in stock?'], []]), SOON);
    expect(await stored(tab)).toEqual(['Is it in stock?']);
    const shopper = sessionOf(tab.salon).known()?.shopper ?? '';
    expect(await wire.rig.store.read.count('requests', { shopper })).toBe(1);
  });

  it('her next words are repeated, and stand once', async () => {
    const tab = await page();
    tab.send('Is it in stock?');
    await tab.acknowledged('Is it in stock?');
    const lost = tabs.loseFrom(tab, /"entries.append"/);
    tab.send('In green?');
    await lost;
    await vi.waitFor(() => expect(tab.texts()).toEqual(['Is it in stock?', 'In green?']), SOON);
    expect(await stored(tab)).toEqual(['Is it in stock?', 'In green?']);
  });

  it('the question whether anybody is there: the line is made anew within two seconds', async () => {
    const tab = await page();
    const lost = tabs.loseFrom(tab, /"ping"/);
    window.dispatchEvent(new Event('focus'));
    await lost;
    await vi.waitFor(() => expect(tab.salon.thread.link.peek()).not.toBe('live'), { timeout: 2_500, interval: 5 });
    await tab.live();
  });
});
