import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { withBuildLock } from '../../build/lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'salon-lock-'));
const lock = join(folder, 'lock');
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets two starts build one after the other, also when the first one fails', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const order: string[] = [];
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const first = withBuildLock(lock, async () => {
    order.push('first begins');
    await held;
    order.push('first ends');
    throw new Error('no disk');
  });
  const second = withBuildLock(lock, async () => {
    order.push('second');
  });
  await vi.waitFor(() => expect(console.log).toHaveBeenCalledWith(expect.stringContaining('Another start')));
  release();
  await expect(first).rejects.toThrow('no disk');
  await second;
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});
