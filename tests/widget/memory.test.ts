import { afterEach, describe, expect, it, vi } from 'vitest';
import { openMemory } from '../../widget/models/memory.ts';
import { createSession } from '../../widget/models/session.ts';
import { PlainStorage } from './plain-salon.ts';

const line = (id: string) => ({ draft: { id, kind: 'message' as const, body: { text: id } }, at: 1 });

describe('memory', () => {
  it('writes nothing before it is told to', () => {
    const storage = new PlainStorage();
    const memory = openMemory('aurele', () => storage);
    memory.kept();
    memory.lines();
    expect(storage.length).toBe(0);
  });

  it.each([
    [
      'throws when touched',
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ],
    [
      'is full',
      () =>
        Object.assign(new PlainStorage(), {
          setItem: () => {
            throw new DOMException('full', 'QuotaExceededError');
          },
        }),
    ],
  ])('E04: a storage that %s leaves the tab with its own memory', (_, storage) => {
    const memory = openMemory('aurele', storage);
    memory.keep({ name: 'Ada' });
    memory.put(line('b'));
    memory.put(line('a'));
    expect(memory.kept().name).toBe('Ada');
    expect(memory.lines().map(({ draft }) => draft.id)).toEqual(['a', 'b']);
    memory.forget();
    expect([memory.kept(), memory.lines()]).toEqual([{}, []]);
  });

  it('two tabs that write a line each lose neither', () => {
    const storage = new PlainStorage();
    const [one, two] = [openMemory('aurele', () => storage), openMemory('aurele', () => storage)];
    one.put(line('a'));
    two.put(line('b'));
    expect(one.lines()).toEqual(two.lines());
    expect(one.lines()).toHaveLength(2);
  });

  it('P06: forgetting leaves nothing of ours, and everything of the page', () => {
    const storage = new PlainStorage();
    storage.setItem('basket', '1');
    const memory = openMemory('aurele', () => storage);
    memory.keep({ token: 'secret' });
    memory.put(line('a'));
    memory.forget();
    expect([storage.length, storage.getItem('basket')]).toEqual([1, '1']);
  });

  it('X07: what stands in storage may be anything', () => {
    const storage = new PlainStorage();
    const memory = openMemory('aurele', () => storage);
    for (const text of ['{', '3', '"x"', 'null', '{"__proto__":{"polluted":1}}']) {
      storage.setItem('salon:1:aurele', text);
      storage.setItem('salon:1:aurele:x', text);
      expect(memory.lines()).toEqual([]);
      expect(() => memory.keep({ name: 'Ada' })).not.toThrow();
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('the session', () => {
  const minting = (shopper: string) => async () => ({
    ok: true as const,
    now: 0,
    shopper,
    token: `token of ${shopper}`,
  });

  it('P04: it is in memory alone until she sends or asks for a call', async () => {
    const storage = new PlainStorage();
    const session = createSession(
      'aurele',
      openMemory('aurele', () => storage),
      minting('ada'),
    );
    await session.obtain();
    expect(session.known()?.shopper).toBe('ada');
    expect(storage.length).toBe(0);
    await session.keep();
    expect(storage.length).toBeGreaterThan(0);
  });

  it('T14: of two tabs that are first at once, both keep the one that was written', async () => {
    const storage = new PlainStorage();
    const tab = (shopper: string) =>
      createSession(
        'aurele',
        openMemory('aurele', () => storage),
        minting(shopper),
      );
    const [one, two] = [tab('one'), tab('two')];
    await Promise.all([one.obtain(), two.obtain()]);
    const kept = await Promise.all([one.keep(), two.keep()]);
    expect(kept[0]).toEqual(kept[1]);
    expect(one.known()).toEqual(two.known());
  });

  it('mints once, however often it is asked, and again after a failure', async () => {
    let minted = 0;
    const session = createSession(
      'aurele',
      openMemory('aurele', () => new PlainStorage()),
      async () => (++minted === 1 ? { ok: false, error: { code: 'try_again', message: '' } } : minting('ada')()),
    );
    const [first, second] = await Promise.all([session.obtain(), session.obtain()]);
    expect([first.ok, second.ok, minted]).toEqual([false, false, 1]);
    expect((await session.obtain()).ok).toBe(true);
  });
});

describe('a page that comes back as it was left', () => {
  afterEach(() => vi.unstubAllGlobals());

  const watched = () => {
    const window = new EventTarget();
    vi.stubGlobal('window', window);
    const storage = new PlainStorage();
    const [one, two] = [openMemory('maison', () => storage), openMemory('maison', () => storage)];
    const heard: boolean[] = [];
    one.keep({ conversation: 'hers', talked: true });
    one.watch((gone) => void heard.push(gone));
    return { two, heard, back: () => window.dispatchEvent(new Event('pageshow')) };
  };

  it('looks at what other pages have written meanwhile, which nobody told it', () => {
    const { two, heard, back } = watched();
    two.put({ draft: { id: '1', kind: 'message', body: { text: 'In green?' } }, at: 1 });
    back();
    expect(heard).toEqual([false]);
  });

  it('hears that all was forgotten meanwhile', () => {
    const { two, heard, back } = watched();
    two.forget();
    back();
    expect(heard).toEqual([true]);
  });
});
