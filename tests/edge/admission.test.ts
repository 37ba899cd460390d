import { expect, test } from 'vitest';
import { createAdmission } from '../../server/edge/admission.ts';

function door(perAddress: number, inAll: number) {
  const clock = { ms: 0 };
  const admission = createAdmission(
    { perAddress, inAll },
    () => clock.ms,
    () => 1,
  );
  return { clock, admission };
}

test('so many a second from one address, and another one is let in beside it', () => {
  const { clock, admission } = door(2, 100);
  expect([1, 2, 3].map(() => admission.take('one') === null)).toEqual([true, true, false]);
  expect(admission.take('two')).toBeNull();
  clock.ms += 1_000;
  expect(admission.take('one')).toBeNull();
});

test('so many a second from one IPv6 network of 48 bits, however many homes it has', () => {
  const { admission } = door(2, 100);
  const homes = Array.from({ length: 20 }, (_, i) => `2001:0db8:0001:${String(i).padStart(4, '0')}::/64`);
  expect(homes.filter((home) => admission.take(home) === null)).toHaveLength(8);
  expect(admission.take('2001:0db8:0002:0000::/64')).toBeNull();
});

test('so many a second from everywhere', () => {
  const { admission } = door(10, 3);
  expect(['a', 'b', 'c', 'd'].map((address) => admission.take(address) === null)).toEqual([true, true, true, false]);
});

test('the more are turned away, the later they are told to come back', () => {
  const { clock, admission } = door(10, 10);
  const waits = Array.from({ length: 110 }, () => admission.take('one')).filter((wait) => wait !== null);
  expect(waits).toHaveLength(100);
  expect(waits.at(-1)).toBe(20_500);
  expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
  clock.ms += 60_000;
  expect(admission.take('one')).toBeNull();
});

test('five thousand who come back as they are told are all in within half a minute', () => {
  const clock = { ms: 0 };
  let dice = 7;
  const random = () => {
    dice = (dice * 48_271) % 2_147_483_647;
    return dice / 2_147_483_647;
  };
  const admission = createAdmission({ perAddress: 20, inAll: 400 }, () => clock.ms, random);
  const coming = Array.from({ length: 5_000 }, (_, i) => ({ address: `a${i}`, at: random() * 1_500 }));
  let last = 0;
  while (coming.length > 0) {
    coming.sort((a, b) => b.at - a.at);
    const next = coming.pop();
    if (!next) break;
    clock.ms = next.at;
    const waitMs = admission.take(next.address);
    if (waitMs === null) last = next.at;
    else coming.push({ ...next, at: next.at + waitMs });
  }
  expect(last).toBeLessThan(30_000);
});
