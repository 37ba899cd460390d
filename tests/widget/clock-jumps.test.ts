import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nextId } from '../../widget/models/ids.ts';
import { startWire, type Wire } from '../helpers/wire.ts';
import { tabsAt } from './tabs.ts';

const DAY = 86_400_000;

let wire: Wire;
let tabs: ReturnType<typeof tabsAt>;
let jumpMs: number;
beforeEach(async () => {
  wire = await startWire();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', { onLine: true });
  tabs = tabsAt(wire);
  jumpMs = 0;
  const now = Date.now;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + jumpMs);
});
afterEach(async () => {
  vi.restoreAllMocks();
  tabs.end();
  await wire.end();
  vi.unstubAllGlobals();
});

it.each([
  { how: 'back by a day', jumps: [-DAY] },
  { how: 'on by a year', jumps: [365 * DAY] },
  { how: 'on by a year and back again', jumps: [365 * DAY, 0] },
  { how: 'to 1970', jumps: [DAY - Date.now()] },
])('the device sets its clock $how between her words: none is lost, doubled or refused', async ({ jumps }) => {
  const tab = tabs.open();
  await tab.live();
  const said = ['before'];
  tab.send('before', nextId());
  await tab.acknowledged('before');
  for (const [n, jump] of jumps.entries()) {
    jumpMs = jump;
    for (const part of ['one', 'two']) {
      said.push(`${part} ${n}`);
      tab.send(`${part} ${n}`, nextId());
    }
    await tab.acknowledged(`two ${n}`);
  }
  tab.close();
  // Another page finds all of it, once, and goes on.
  const next = tabs.open();
  await next.live();
  next.send('after', nextId());
  await next.acknowledged('after');
  expect(next.texts()).toEqual([...said, 'after']);
  expect([...tab.refused(), ...next.refused()]).toEqual([]);
  expect(next.salon.thread.lines.peek()).toEqual([]);
});
