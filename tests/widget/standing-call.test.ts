// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Salon } from '../../widget/models/salon.ts';
import { signal } from '../../widget/models/signals.ts';
import { followCall } from '../../widget/models/standing-call.ts';
import { CLAIRE, plainTab, request } from './plain-salon.ts';

const MINUTE = 60_000;
const call = request({ kind: 'callback', state: 'waiting', asap: true });
let looks: number;
let answer: unknown;

beforeEach(() => {
  looks = 0;
  answer = { ok: true, requests: [call] };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  vi.stubGlobal('fetch', async () => {
    looks += 1;
    return { json: async () => answer };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** She has asked for a call, without a socket. */
function asked({ open = true } = {}) {
  const opened = signal(open);
  const salon = { ...plainTab(), sheet: { opened } } as unknown as Salon;
  salon.thread.link.value = 'idle';
  salon.memory.keep({ shopper: 's', token: 't' });
  const following = followCall(salon);
  salon.thread.requests.value = [call];
  return { salon, opened, following };
}
async function looksWithin(ms: number): Promise<number> {
  const before = looks;
  await vi.advanceTimersByTimeAsync(ms);
  return looks - before;
}

test('who takes her call is known within seconds while she has just asked and looks at it', async () => {
  const { salon, following } = asked();
  answer = { ok: true, requests: [{ ...call, version: 2, state: 'assigned', holder: CLAIRE }] };
  await looksWithin(5_000);
  expect(following.caller.value?.name).toBe('Claire');
  expect(salon.thread.requests.value[0]?.holder?.name).toBe('Claire');
  // Known is known: what else becomes of it is looked for at leisure.
  expect(await looksWithin(MINUTE)).toBe(3);
});

test('it is asked for seldom once she has waited, whether the relay answers or not', async () => {
  for (const told of [answer, { ok: false, error: { code: 'try_again', message: '' } }]) {
    answer = told;
    const { salon } = asked();
    expect(await looksWithin(2 * MINUTE)).toBeLessThanOrEqual(30);
    expect(await looksWithin(10 * MINUTE)).toBeLessThanOrEqual(31);
    salon.thread.requests.value = [];
    expect(await looksWithin(MINUTE)).toBe(0);
  }
});

test('and seldom from the start while the sheet is closed', async () => {
  asked({ open: false });
  expect(await looksWithin(MINUTE)).toBe(3);
});
