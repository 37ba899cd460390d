/** What a figure should be: itself, as a ratio to the first column, or beyond the first column. */
export interface Goal {
  of: 'value' | 'ratio' | 'excess';
  least?: number;
  most?: number;
}

export type Figure = number | null;
export type Three<T> = readonly [T, T, T];

/** A figure of each of three; null of what is not there. */
export function eachOf<T>(all: Three<T | null>, of: (one: T) => Figure): Three<Figure> {
  const [first, second, third] = all;
  const figure = (one: T | null) => (one === null ? null : of(one));
  return [figure(first), figure(second), figure(third)];
}

export interface Row {
  /** With the acceptance row's id in front, where this is its measurement. */
  name: string;
  digits?: number;
  /** As the section's columns say; null is not measured, or not to be trusted. */
  figures: Three<Figure>;
  goal?: Goal;
  note?: string;
}

export interface Section {
  title: string;
  /** The last is judged against the first. */
  columns: Three<string>;
  rows: Row[];
}

export const FLOORS = ['floor', 'floor+commit', 'relay'] as const;

export function ratioOf({ figures: [first, , last] }: Row): Figure {
  return first === null || last === null || first === 0 ? null : last / first;
}

/** Whether a row's goal is met; null where it has none, or no figure. */
export function isMet(row: Row): boolean | null {
  const { goal, figures } = row;
  const [first, , last] = figures;
  if (!goal || last === null) return null;
  const excess = first === null ? null : last - first;
  const measured = { value: last, ratio: ratioOf(row), excess }[goal.of];
  if (measured === null) return null;
  return measured >= (goal.least ?? Number.NEGATIVE_INFINITY) && measured <= (goal.most ?? Number.POSITIVE_INFINITY);
}

export function sayGoal({ of, least, most }: Goal): string {
  const sign = least === undefined ? '≤' : '≥';
  const limit = least ?? most ?? 0;
  if (of === 'ratio') return `ratio ${sign} ${limit}`;
  if (of === 'excess') return `${sign} floor + ${limit}`;
  return limit === 0 ? '0' : `${sign} ${limit}`;
}
