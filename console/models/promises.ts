import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { LIMITS } from '../../protocol/limits.ts';
import type { PromiseView } from '../../protocol/requests.ts';
import type { Link } from '../connection.ts';
import type { NoCode } from '../reply.ts';
import { dayOf } from '../words/times.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import { isOwed } from './desk-state.ts';

/** What is owed, by when. */
export interface Promised {
  /** Past due and still owed: on top. */
  readonly owed: readonly PromiseView[];
  readonly today: readonly PromiseView[];
  readonly tomorrow: readonly PromiseView[];
  readonly later: readonly PromiseView[];
}

export interface Promises {
  readonly groups: ReadonlySignal<Promised>;
  readonly count: ReadonlySignal<number>;
  readonly refused: ReadonlySignal<NoCode | null>;
  readonly loading: ReadonlySignal<boolean>;
  /** Whether the relay has more than fits one page. */
  readonly more: ReadonlySignal<boolean>;
  /** Asks for what lies beyond the snapshot's seven days. */
  readAhead(): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;
const AHEAD_MS = 60 * DAY_MS;

export function createPromises({ desk, link, clock }: { desk: Desk; link: Pick<Link, 'ask'>; clock: Clock }): Promises {
  const refused = signal<NoCode | null>(null);
  const loading = signal(false);
  const more = signal(false);
  const open = computed(() => {
    const all = Object.values(desk.state.value?.promises ?? {});
    return all.filter((promise) => isOwed(promise, desk.me.value)).toSorted((a, b) => a.dueAt - b.dueAt);
  });
  return {
    groups: computed(() => grouped(open.value, clock.minute.value, desk.me.value.place.zone)),
    count: computed(() => open.value.length),
    refused,
    loading,
    more,
    async readAhead() {
      const from = clock.now() + LIMITS.promisesAheadMs;
      loading.value = true;
      const reply = await link.ask('promises.page', { from: Math.floor(from), to: Math.floor(from + AHEAD_MS) });
      loading.value = false;
      refused.value = reply.ok ? null : reply.error.code;
      if (!reply.ok) return;
      more.value = reply.more;
      for (const promise of reply.promises) desk.apply({ event: 'promise', told: promise });
    },
  };
}

/** Late is what has been marked so, or whose window has closed while it is still open. */
export const isLate = (promise: PromiseView, now: number): boolean =>
  promise.brokenAt !== null || (promise.endAt ?? promise.dueAt) < now;

/** Days are those of her own place. */
export function grouped(open: readonly PromiseView[], now: number, zone: string): Promised {
  const groups: { [G in keyof Promised]: PromiseView[] } = { owed: [], today: [], tomorrow: [], later: [] };
  const today = dayOf(now, zone);
  const tomorrow = dayOf(now + DAY_MS, zone);
  for (const promise of open) {
    const day = dayOf(promise.dueAt, zone);
    if (isLate(promise, now)) groups.owed.push(promise);
    else if (day <= today) groups.today.push(promise);
    else if (day === tomorrow) groups.tomorrow.push(promise);
    else groups.later.push(promise);
  }
  return groups;
}
