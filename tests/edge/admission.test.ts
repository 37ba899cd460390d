import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAdmission } from '../../server/edge/admission.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const within = (perAddress: number, inAll: number) => createAdmission({ perAddress, inAll }, () => 1);

/** Who of them was let in, one after the other. */
async function letIn(admission: ReturnType<typeof within>, addresses: readonly string[]): Promise<boolean[]> {
  const told: boolean[] = [];
  for (const address of addresses) told.push((await admission.take(address)) === null);
  return told;
}

test('so many a second from one address, and another one is let in beside it', async () => {
  const admission = within(2, 100);
  expect(await letIn(admission, ['one', 'one', 'one', 'two'])).toEqual([true, true, false, true]);
  vi.setSystemTime(Date.now() + 1_000);
  expect(await admission.take('one')).toBeNull();
});

test('so many a second from one IPv6 network of 48 bits, however many homes it has', async () => {
  const admission = within(2, 100);
  const homes = Array.from({ length: 20 }, (_, i) => `2001:0db8:0001:${String(i).padStart(4, '0')}::/64`);
  expect((await letIn(admission, homes)).filter(Boolean)).toHaveLength(8);
  expect(await admission.take('2001:0db8:0002:0000::/64')).toBeNull();
});

test('so many a second from everywhere', async () => {
  expect(await letIn(within(10, 3), ['a', 'b', 'c', 'd'])).toEqual([true, true, true, false]);
});

test('the more are turned away, the later they are told to come back', async () => {
  const admission = within(10, 10);
  const waits: number[] = [];
  for (let i = 0; i < 110; i++) {
    const wait = await admission.take('one');
    if (wait !== null) waits.push(wait);
  }
  expect(waits).toHaveLength(100);
  expect(waits.at(-1)).toBe(20_500);
  expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
  vi.setSystemTime(Date.now() + 60_000);
  expect(await admission.take('one')).toBeNull();
});

test('five thousand who come back as they are told are all in within half a minute', async () => {
  const startedAt = Date.now();
  let dice = 7;
  const random = () => {
    dice = (dice * 48_271) % 2_147_483_647;
    return dice / 2_147_483_647;
  };
  const admission = createAdmission({ perAddress: 20, inAll: 400 }, random);
  const coming = Array.from({ length: 5_000 }, (_, i) => ({ address: `a${i}`, at: random() * 1_500 }));
  let last = 0;
  while (coming.length > 0) {
    coming.sort((a, b) => b.at - a.at);
    const next = coming.pop();
    if (!next) break;
    vi.setSystemTime(startedAt + next.at);
    const waitMs = await admission.take(next.address);
    if (waitMs === null) last = next.at;
    else coming.push({ ...next, at: next.at + waitMs });
  }
  expect(last).toBeLessThan(30_000);
});
