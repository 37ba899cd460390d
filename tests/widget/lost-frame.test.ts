import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { markDone } from '../../server/actions/mark-done.ts';
import { moveCursor } from '../../server/actions/move-cursor.ts';
import { startWire, type Wire } from '../helpers/wire.ts';
import { type Tab, tabsAt } from './tabs.ts';

let wire: Wire;
let tabs: ReturnType<typeof tabsAt>;
let tab: Tab;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  wire = await startWire();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', { onLine: true });
  tabs = tabsAt(wire);
  await wire.rig.arrives('Camille');
  tab = tabs.open();
  await real(() => tab.mustBeLive());
  tab.send('Is it in stock?');
  await real(() => expect(tab.texts()).toEqual(['Is it in stock?']));
  await real(() => expect(tab.salon.thread.requests.value[0]?.state).toBe('offered'));
});
afterEach(async () => {
  tabs.end();
  await wire.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Waits without moving the clock. */
async function real(check: () => unknown): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void check();
    } catch (error) {
      if (tries > 400) throw error;
      await new Promise((go) => setTimeout(go, 10));
    }
  }
}
const asks = () => wire.rig.asks('Camille');
const conversation = () => tab.salon.thread.conversation.peek();
const accept = async () => {
  const [request] = await wire.rig.store.read.all('requests', {});
  const offer = request && (await wire.rig.offerTo('Camille', request.id));
  await acceptOffer(wire.rig.ports, asks(), offer?.id ?? '');
};
const say = (text: string) =>
  appendEntries(wire.rig.ports, asks(), {
    conversation: conversation(),
    log: 'shared',
    entries: [{ ...wire.message(text), v: 1 }],
  });

const KINDS: Record<
  string,
  { frame: RegExp; before?: () => Promise<unknown>; happens: () => Promise<unknown>; shown: () => void }
> = {
  'an entry': {
    frame: /\["entries".*Yes, it is/,
    before: accept,
    happens: () => say('Yes, it is'),
    shown: () => expect(tab.texts()).toContain('Yes, it is'),
  },
  'a request that is taken': {
    frame: /\["request"/,
    happens: accept,
    shown: () => expect(tab.salon.thread.requests.value[0]?.state).toBe('assigned'),
  },
  'a request that ends': {
    frame: /\["request".*"done"/,
    before: accept,
    happens: async () => {
      const [request] = await wire.rig.store.read.all('requests', {});
      await markDone(wire.rig.ports, asks(), { request: request?.id ?? '', seen: 100 });
    },
    shown: () => expect(tab.salon.thread.requests.value[0]?.state).toBe('done'),
  },
  'what was read': {
    frame: /\["cursors"/,
    before: accept,
    happens: () => moveCursor(wire.rig.ports, asks(), { conversation: conversation(), deliveredSeq: 1, readSeq: 1 }),
    shown: () => expect(tab.salon.thread.cursors.value.find(({ kind }) => kind === 'associate')?.readSeq).toBe(1),
  },
};

describe.each(Object.entries(KINDS))('F3: %s is lost on a line that stands, and nothing follows it', (_, kind) => {
  const loseIt = async () => {
    await kind.before?.();
    await new Promise((go) => setTimeout(go, 100));
    tabs.lose(kind.frame);
    await kind.happens();
    await real(() => expect(tabs.lost()).toBe(1));
    expect(kind.shown).toThrow();
  };

  it('it is found within the period', async () => {
    await loseIt();
    vi.advanceTimersByTime(LIMITS.pingEveryMs);
    await real(kind.shown);
  });

  it('it is found at once when she comes back to the page', async () => {
    await loseIt();
    window.dispatchEvent(new Event('focus'));
    await real(kind.shown);
  });
});

it('F3: on a line that has lost nothing no snapshot is told again', async () => {
  await accept();
  await say('Yes, it is');
  await real(() => expect(tab.texts()).toContain('Yes, it is'));
  const told = wire.sockets.io.of('/shopper').sockets.values().next().value;
  const events: string[] = [];
  told?.onAnyOutgoing((event: string) => events.push(event));
  for (let n = 0; n < 3; n++) {
    vi.advanceTimersByTime(LIMITS.pingEveryMs);
    await new Promise((go) => setTimeout(go, LIMITS.gapMs + 100));
  }
  expect(events).not.toContain('snapshot');
});
