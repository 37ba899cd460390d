import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { underLease } from '../../widget/models/lease.ts';
import { PlainStorage } from './plain-salon.ts';

/** Work that says how many ran beside it, at most. */
function work() {
  const state = { running: 0, most: 0 };
  const run = async () => {
    state.most = Math.max(state.most, ++state.running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    state.running--;
  };
  return { state, run };
}

describe('a browser without Web Locks', () => {
  beforeEach(() => vi.stubGlobal('localStorage', new PlainStorage()));
  afterEach(() => vi.unstubAllGlobals());

  it('R06: runs one piece of work at a time, and leaves no lease behind', async () => {
    const { state, run } = work();
    await Promise.all(Array.from({ length: 4 }, () => underLease('send', run)));
    expect(state.most).toBe(1);
    expect(localStorage.length).toBe(0);
  });

  it('takes over from a tab that died, once its lease has run out', async () => {
    localStorage.setItem('send', `${Date.now() - 1} a-dead-tab`);
    await underLease('send', work().run);
    expect(localStorage.length).toBe(0);
  });

  it.each([
    ['back by a day', 86_400_000],
    ['on by a year', -365 * 86_400_000],
  ])('whose device has set its clock %s since, too: no word waits for a day', async (_, wrongMs) => {
    localStorage.setItem('send', `${Date.now() + 15_000 + wrongMs} a-dead-tab`);
    await underLease('send', work().run);
    expect(localStorage.length).toBe(0);
  });

  it('gives the lease back when the work fails', async () => {
    await expect(underLease('send', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(localStorage.length).toBe(0);
  });

  it('E04: where storage throws, the work is done all the same', async () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('refused');
      },
      setItem: () => {
        throw new Error('refused');
      },
    });
    expect(await underLease('send', async () => 'done')).toBe('done');
  });
});
