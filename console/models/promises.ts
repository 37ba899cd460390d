import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { LIMITS } from '../../protocol/limits.ts';
import type { PromiseView } from '../../protocol/requests.ts';
import type { Link } from '../connection.ts';
import type { NoCode } from '../reply.ts';
import { dayOf } from '../words/times.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import { isOwed, isWithinReach } from './desk-state.ts';

/** What is owed, by when. */
export interface Promised {
  /** Past due and still owed: on top. */
  readonly owed: readonly PromiseView[];
  readonly today: readonly PromiseView[];
  readonly tomorrow: readonly PromiseView[];
  readonly later: readonly PromiseView[];
  /** Nobody of the house can keep these; whoever sees them may take them by hand. */
  readonly byHand: readonly PromiseView[];
}

export interface Promises {
  readonly groups: ReadonlySignal<Promised>;
  readonly count: ReadonlySignal<number>;
  /** Those that ended in the last seven days, the latest first. */
  readonly ended: ReadonlySignal<readonly PromiseView[]>;
  /** Whether the relay has more that ended than were asked for. */
  readonly moreEnded: ReadonlySignal<boolean>;
  /** The promise that she is taking this moment. */
  readonly taking: ReadonlySignal<string | null>;
  readonly refused: ReadonlySignal<NoCode | null>;
  readonly loading: ReadonlySignal<boolean>;
  /** Whether the relay has more than fits one page. */
  readonly more: ReadonlySignal<boolean>;
  /** Asks for what lies beyond the snapshot's seven days. */
  readAhead(): Promise<void>;
  /** Asks for those that have ended: the latest, or what lies before the last one shown. */
  readEnded(further?: boolean): Promise<void>;
  /** Takes one by hand; gives its thread once it is hers. */
  take(promise: PromiseView): Promise<string | null>;
}

const DAY_MS = 24 * 3_600_000;
const AHEAD_MS = 60 * DAY_MS;

export function createPromises({ desk, link, clock }: { desk: Desk; link: Pick<Link, 'ask'>; clock: Clock }): Promises {
  const refused = signal<NoCode | null>(null);
  const loading = signal(false);
  const more = signal(false);
  const moreEnded = signal(false);
  const taking = signal<string | null>(null);
  const all = computed(() => Object.values(desk.state.value?.promises ?? {}));
  const ended = computed(() => {
    const since = clock.minute.value - LIMITS.promisesEndedMs;
    return all.value
      .filter((promise) => hasEnded(promise) && (promise.endedAt ?? 0) > since && isWithinReach(promise, desk.me.value))
      .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  });
  const open = computed(() => {
    return all.value.filter((promise) => isOwed(promise, desk.me.value)).toSorted((a, b) => a.dueAt - b.dueAt);
  });
  return {
    groups: computed(() => grouped(open.value, clock.minute.value, desk.me.value.place.zone)),
    count: computed(() => open.value.length),
    refused,
    loading,
    more,
    ended,
    moreEnded,
    taking,
    async readEnded(further = false) {
      const before = further ? ended.value.at(-1)?.endedAt : undefined;
      const reply = await link.ask('promises.ended', before ? { before } : {});
      refused.value = reply.ok ? null : reply.error.code;
      if (!reply.ok) return;
      moreEnded.value = reply.more;
      for (const promise of reply.promises) desk.apply({ event: 'promise', told: promise });
    },
    async take(promise) {
      taking.value = promise.id;
      const reply = await link.ask('promise.take', { promise: promise.id }).finally(() => {
        taking.value = null;
      });
      refused.value = reply.ok ? null : reply.error.code;
      if (!reply.ok) return null;
      desk.apply({ event: 'card', told: reply.card });
      return reply.card.id;
    },
    async readAhead() {
      const from = clock.now() + LIMITS.promisesAheadMs;
      loading.value = true;
      const span = { from: Math.floor(from), to: Math.floor(from + AHEAD_MS) };
      const reply = await link.ask('promises.page', span).finally(() => {
        loading.value = false;
      });
      refused.value = reply.ok ? null : reply.error.code;
      if (!reply.ok) return;
      more.value = reply.more;
      for (const promise of reply.promises) desk.apply({ event: 'promise', told: promise });
    },
  };
}

/** Late is what has been marked so, or whose window has closed while it is still open; what was never promised is not. */
export const isLate = (promise: PromiseView, now: number): boolean =>
  promise.state === 'open' && !isUndated(promise) && isPast(promise, now);

/** A message that nobody can keep has no time. */
export const isUndated = ({ kind, never }: PromiseView): boolean => kind === 'left_message' && never !== null;

const hasEnded = ({ state }: PromiseView) => state === 'kept' || state === 'withdrawn' || state === 'given_up';

const isPast = (promise: PromiseView, now: number): boolean =>
  promise.brokenAt !== null || (promise.endAt ?? promise.dueAt) < now;

/** Days are those of her own place. */
export function grouped(open: readonly PromiseView[], now: number, zone: string): Promised {
  const groups: { [G in keyof Promised]: PromiseView[] } = {
    ...{ owed: [], today: [], tomorrow: [], later: [] },
    byHand: [],
  };
  const today = dayOf(now, zone);
  const tomorrow = dayOf(now + DAY_MS, zone);
  for (const promise of open) {
    const day = dayOf(promise.dueAt, zone);
    if (promise.never !== null) groups.byHand.push(promise);
    else if (isLate(promise, now)) groups.owed.push(promise);
    else if (day <= today) groups.today.push(promise);
    else if (day === tomorrow) groups.tomorrow.push(promise);
    else groups.later.push(promise);
  }
  return groups;
}
