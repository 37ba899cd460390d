import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { SmallDisk } from '../helpers/small-disk.ts';

afterEach(() => vi.unstubAllEnvs());

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('salon-disk-')).length;

it('a disk that cannot be mounted fails the run of whoever is root, and says how to go without', () => {
  const before = left();
  expect(() => SmallDisk.mount(1, { program: 'false', root: true })).toThrow(/set NOT_ROOT=1/);
  expect(() => SmallDisk.mount(1, { program: 'no-such-program', root: true })).toThrow(/ENOENT/);
  expect(left()).toBe(before);
});

it('is none where the environment says that it is not root', () => {
  vi.stubEnv('NOT_ROOT', '1');
  expect(SmallDisk.mount(1, { program: 'false' })).toBeNull();
});
