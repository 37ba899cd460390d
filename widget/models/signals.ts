import { guarded } from '../guarded.ts';
import { lasting } from './lasting.ts';

/** A value that those who read it hear of: whoever reads `value` is run anew when it changes, `peek` only looks. */
export interface ReadonlySignal<T> {
  readonly value: T;
  peek: () => T;
}
export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

/** Something that has read signals; `told` says that one of them is another now. */
interface Reader {
  told: () => void;
  read: Set<Set<Reader>>;
}

/** An effect that sets what it reads itself would run for ever. */
const MOST_TURNS = 999;

let reader: Reader | undefined;
let running = false;
/** Values that are being told of: none of their effects runs before all that is made of them is made anew. */
let telling = 0;
const due = new Set<() => void>();

export function signal<T>(value: T): Signal<T> {
  const readers = new Set<Reader>();
  return {
    get value() {
      if (reader) {
        readers.add(reader);
        reader.read.add(readers);
      }
      return value;
    },
    set value(next) {
      if (next === value) return;
      value = next;
      telling++;
      for (const one of [...readers]) one.told();
      telling--;
      runDue();
    },
    peek: () => value,
  };
}

/** A value made of others: made anew as soon as one of them changes, and told on only where it is another. */
export function computed<T>(make: () => T): ReadonlySignal<T> {
  const maker: Reader = { read: new Set(), told: () => guarded(() => (made.value = reading(maker, make))) };
  const made = signal(reading(maker, make));
  return made;
}

/**
 * Runs now, and again after each change of what it has read the last time: once all that is going on has been set, one
 * effect behind the other. What it answers is called before the next run and at the end. Ends by the function that it
 * gives. What throws later than at first stays here, and keeps no other from running.
 */
export function effect(run: () => unknown): () => void {
  let clean: unknown;
  let ended = false;
  const tidy = () => {
    const last = clean;
    clean = undefined;
    if (typeof last === 'function') untracked(last as () => void);
  };
  const turn = () => {
    if (ended) return;
    tidy();
    clean = reading(self, run);
    // It may have ended itself.
    if (ended) end();
  };
  const self: Reader = { read: new Set(), told: () => due.add(turn) };
  const end = () => {
    ended = true;
    leave(self);
    tidy();
  };
  const outer = running;
  running = true;
  try {
    turn();
  } catch (error) {
    end();
    throw error;
  } finally {
    running = outer;
    runDue();
  }
  lasting.push(end);
  return end;
}

/** Reads without being told of changes. */
export const untracked = <T>(run: () => T): T => as(undefined, run);

function reading<T>(self: Reader, run: () => T): T {
  leave(self);
  return as(self, run);
}

function as<T>(next: Reader | undefined, run: () => T): T {
  const outer = reader;
  reader = next;
  try {
    return run();
  } finally {
    reader = outer;
  }
}

function leave(self: Reader): void {
  for (const readers of self.read) readers.delete(self);
  self.read.clear();
}

function runDue(): void {
  if (running || telling) return;
  running = true;
  let turns = 0;
  // What becomes due meanwhile is met by this same loop.
  for (const turn of due) {
    due.delete(turn);
    if (turns++ < MOST_TURNS) guarded(turn);
  }
  running = false;
}

/** A signal for each field. */
export type Signals<T> = { [K in keyof T]: Signal<T[K]> };
export type ReadonlySignals<T> = { readonly [K in keyof T]: ReadonlySignal<T[K]> };

export const signalsOf = <T extends object>(values: T): Signals<T> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, signal(value)])) as Signals<T>;

/** Gives the named signals these values. */
export function setAll<T extends object>(signals: Signals<T>, values: Partial<T>): void {
  for (const name of Object.keys(values) as (keyof T)[]) signals[name].value = values[name] as T[keyof T];
}
