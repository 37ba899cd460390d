import { type Signal, signal } from '@preact/signals-core';

/** A signal for each field. */
export type Signals<T> = { [K in keyof T]: Signal<T[K]> };

export const signalsOf = <T extends object>(values: T): Signals<T> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, signal(value)])) as Signals<T>;

/** Gives the named signals these values. */
export function setAll<T extends object>(signals: Signals<T>, values: T): void {
  for (const name of Object.keys(values) as (keyof T)[]) signals[name].value = values[name];
}
