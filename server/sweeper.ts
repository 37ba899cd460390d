import type { Freed } from './actions/sweep.ts';

/** At most so long between two looks, whatever the nearest due time says. */
const MAX_SLEEP_MS = 1_000;

export interface Sweeper {
  /** An associate of a house can be asked again: its queue is looked at for her now. */
  wake(brand: string, associate: string): void;
  /** One sweep, now; for tests and for a moved clock. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

export interface SweeperInput {
  now(): number;
  /** Looks at what is due; resolves with the time of the next look. */
  sweep(woken: Freed): Promise<number | null>;
  onFault(error: unknown): void;
}

/** One loop over everything timed, woken by the nearest due time. A sweep that fails is logged and tried again. */
export function startSweeper(input: SweeperInput): Sweeper {
  let woken = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  const schedule = (inMs: number) => {
    if (timer) clearTimeout(timer);
    timer = stopped ? null : setTimeout(() => void run(), Math.max(0, Math.min(inMs, MAX_SLEEP_MS)));
  };
  const add = (brand: string, associate: string) => woken.set(brand, (woken.get(brand) ?? new Set()).add(associate));
  const once = async () => {
    const brands = woken;
    woken = new Map();
    let next: number | null = null;
    try {
      next = await input.sweep(brands);
    } catch (error) {
      for (const [brand, associates] of brands) for (const associate of associates) add(brand, associate);
      input.onFault(error);
    }
    running = null;
    schedule(woken.size > 0 ? 5 : next === null ? MAX_SLEEP_MS : Math.max(20, next - input.now()));
  };
  const run = (): Promise<void> => {
    running ??= once();
    return running;
  };
  schedule(0);
  return {
    wake(brand, associate) {
      add(brand, associate);
      if (!running) schedule(0);
    },
    async run() {
      await running;
      await run();
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
