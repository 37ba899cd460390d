import { afterEach, describe, expect, it, vi } from 'vitest';
import { computed, effect, signal, untracked } from '../../widget/models/signals.ts';

/** An effect that writes down what it reads. */
function watching<T>(read: () => T) {
  const seen: T[] = [];
  const end = effect(() => {
    seen.push(read());
  });
  return { seen, end };
}

describe('signals', () => {
  afterEach(() => vi.restoreAllMocks());

  it('run an effect at once, and again where what it reads is another value', () => {
    const name = signal('Ada');
    const { seen, end } = watching(() => name.value);
    name.value = 'Ada';
    name.value = 'Grace';
    end();
    name.value = 'Mary';
    expect(seen).toEqual(['Ada', 'Grace']);
    expect(name.peek()).toBe('Mary');
  });

  it('follow only what was read the last time', () => {
    const asks = signal(true);
    const said = signal('a');
    const { seen } = watching(() => (asks.value ? said.value : '-'));
    asks.value = false;
    said.value = 'b';
    expect(seen).toEqual(['a', '-']);
    asks.value = true;
    expect(seen).toEqual(['a', '-', 'b']);
  });

  it('make a value of others at once, and tell of it only where it is another', () => {
    const count = signal(1);
    const many = computed(() => count.value > 2);
    const { seen } = watching(() => many.value);
    count.value = 2;
    count.value = 3;
    expect(many.peek()).toBe(true);
    count.value = 4;
    expect(seen).toEqual([false, true]);
  });

  it('run an effect once, on values of one moment, where one change reaches it by several ways', () => {
    const one = signal(1);
    const twice = computed(() => one.value * 2);
    const thrice = computed(() => one.value * 3);
    const sum = computed(() => twice.value + thrice.value);
    const seen: number[][] = [];
    effect(() => void seen.push([one.value, twice.value, thrice.value, sum.value]));
    one.value = 2;
    expect(seen).toEqual([
      [1, 2, 3, 5],
      [2, 4, 6, 10],
    ]);
  });

  it('run an effect once for all that another one sets', () => {
    const start = signal(0);
    const [left, right] = [signal(0), signal(0)];
    const sum = computed(() => left.value + right.value);
    const { seen } = watching(() => [left.value, right.value, sum.value].join());
    effect(() => {
      left.value = start.value;
      right.value = start.value * 10;
      expect(sum.peek()).toBe(start.value * 11);
    });
    start.value = 2;
    expect(seen).toEqual(['0,0,0', '2,20,22']);
  });

  it('run an effect again that sets what it has read, and not for ever', () => {
    const count = signal(0);
    effect(() => {
      if (count.value < 3) count.value++;
    });
    expect(count.peek()).toBe(3);
    const other = watching(() => count.value);
    effect(() => {
      count.value++;
    });
    expect(other.seen.at(-1)).toBeGreaterThan(3);
  });

  it('clean up before the next run and at the end, without being told of what that reads', () => {
    const opened = signal(1);
    const other = signal(0);
    const cleaned: number[] = [];
    const end = effect(() => {
      const was = opened.value;
      return () => cleaned.push(was + other.value);
    });
    other.value = 10;
    expect(cleaned).toEqual([]);
    opened.value = 2;
    end();
    end();
    expect(cleaned).toEqual([11, 12]);
  });

  it('let an effect end itself, before it is done as well', () => {
    const count = signal(0);
    const cleaned = vi.fn();
    const seen: number[] = [];
    const end = effect(() => {
      if (count.value === 1) end();
      seen.push(count.value);
      return cleaned;
    });
    count.value = 1;
    count.value = 2;
    expect(seen).toEqual([0, 1]);
    expect(cleaned).toHaveBeenCalledTimes(2);
  });

  it('leave out what is read aside, in an effect within an effect too', () => {
    const [own, aside, inner] = [signal(0), signal(0), signal(0)];
    let ends = () => {};
    let turns = 0;
    effect(() => {
      turns++;
      own.value;
      untracked(() => aside.value);
      ends();
      ends = effect(() => {
        inner.value;
      });
    });
    aside.value++;
    inner.value++;
    expect(turns).toBe(1);
    own.value++;
    expect(turns).toBe(2);
  });

  it('let nobody pay for an effect that throws: neither who sets, nor the others, nor its own next run', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const count = signal(0);
    const before = watching(() => count.value);
    const own: number[] = [];
    effect(() => {
      if (count.value === 1) throw new Error('no');
      own.push(count.value);
    });
    const after = watching(() => count.value);
    count.value = 1;
    count.value = 2;
    expect(own).toEqual([0, 2]);
    expect([before.seen, after.seen]).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(warn).toHaveBeenCalledOnce();
  });

  it('tell whoever begins an effect that throws at once, and end it', () => {
    const count = signal(0);
    const turn = vi.fn(() => {
      throw new Error(`no ${count.value}`);
    });
    expect(() => effect(turn)).toThrow('no 0');
    count.value = 1;
    expect(turn).toHaveBeenCalledOnce();
    const { seen } = watching(() => count.value);
    count.value = 2;
    expect(seen).toEqual([1, 2]);
  });
});
