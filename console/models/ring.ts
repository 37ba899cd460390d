import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Offer } from '../../protocol/requests.ts';
import type { Link } from '../connection.ts';
import type { NoCode } from '../reply.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';

/** How an offer ended for her, said once and kindly. */
export type RingEnd =
  | { kind: 'taken'; by: string | null }
  | { kind: 'missed' }
  | { kind: 'withdrawn' }
  | { kind: 'refused'; code: NoCode };

/** The sound itself; started and stopped by the ring. */
export interface Bell {
  /** Rings until stopped, at most this long. */
  start(forMs: number): void;
  stop(): void;
}

/** What is asked of her this moment. One offer at a time, the next one only after its answer. */
export interface Ring {
  readonly offer: ReadonlySignal<Offer | null>;
  /** Her answer is on its way. */
  readonly answering: ReadonlySignal<'accept' | 'decline' | null>;
  readonly end: ReadonlySignal<RingEnd | null>;
  /** Milliseconds left to answer, by the relay's clock. */
  readonly leftMs: ReadonlySignal<number>;
  /** Whether the ring has taken the focus: what lies under it is out of reach. */
  readonly covers: ReadonlySignal<boolean>;
  cover(): void;
  /** Resolves to the conversation that is hers now, or null. */
  accept(): Promise<string | null>;
  decline(): Promise<void>;
  dismissEnd(): void;
  dispose(): void;
}

/** Past the expiry the relay's own word is waited for this long; then the ring is silent by itself. */
const GRACE_MS = 3_000;
const END_SHOWN_MS = 6_000;

export function createRing({ desk, link, clock, bell }: { desk: Desk; link: Link; clock: Clock; bell: Bell }): Ring {
  const answered = signal<ReadonlySet<string>>(new Set());
  const answering = signal<'accept' | 'decline' | null>(null);
  const end = signal<RingEnd | null>(null);
  const covered = signal<string | null>(null);
  const current = computed(() => {
    const open = desk.offers.value.filter(
      (offer) => !answered.value.has(offer.id) && offer.expiresAt + GRACE_MS > clock.second.value,
    );
    return open.toSorted((a, b) => a.expiresAt - b.expiresAt)[0]?.id ?? null;
  });
  const offer = computed(() => (current.value && desk.state.value?.offers[current.value]) || null);

  let told: ReturnType<typeof setTimeout> | undefined;
  function say(next: RingEnd | null): void {
    clearTimeout(told);
    end.value = next;
    if (next) told = setTimeout(() => say(null), END_SHOWN_MS);
  }

  let ringing: string | null = null;
  const stops = [
    current.subscribe((id) => {
      const before = ringing;
      ringing = id;
      if (before && !answered.peek().has(before)) say(endOf(desk.state.peek()?.offers[before]));
      if (!id) return bell.stop();
      say(null);
      bell.start((offer.peek()?.expiresAt ?? clock.now()) - clock.now());
    }),
    effect(() => {
      if (answering.value) bell.stop();
    }),
  ];

  async function answer(kind: 'accept' | 'decline'): Promise<string | null> {
    const asked = offer.peek();
    if (!asked || answering.peek()) return null;
    answering.value = kind;
    const reply = await link.ask(`offer.${kind}`, { offer: asked.id });
    answering.value = null;
    if (!reply.ok && reply.error.code === 'unreachable') {
      say({ kind: 'refused', code: 'unreachable' });
      return null;
    }
    answered.value = new Set([...answered.peek(), asked.id]);
    if (!reply.ok) {
      say(refusedAs(reply.error));
      return null;
    }
    if ('card' in reply) desk.apply({ event: 'card', told: reply.card });
    desk.apply({ event: 'offer', told: reply.offer });
    return 'card' in reply ? reply.card.id : null;
  }

  return {
    offer,
    answering,
    end,
    leftMs: computed(() => Math.max(0, (offer.value?.expiresAt ?? 0) - clock.second.value)),
    covers: computed(() => current.value !== null && covered.value === current.value),
    cover: () => {
      covered.value = current.peek();
    },
    accept: () => answer('accept'),
    decline: async () => void (await answer('decline')),
    dismissEnd: () => say(null),
    dispose() {
      clearTimeout(told);
      bell.stop();
      for (const stop of stops) stop();
    },
  };
}

function endOf(offer: Offer | undefined): RingEnd | null {
  if (!offer || offer.state === 'accepted' || offer.state === 'declined') return null;
  if (offer.takenBy) return { kind: 'taken', by: offer.takenBy };
  return offer.state === 'withdrawn' ? { kind: 'withdrawn' } : { kind: 'missed' };
}

function refusedAs(error: { code: NoCode; by?: string }): RingEnd {
  if (error.code === 'already_taken') return { kind: 'taken', by: error.by ?? null };
  if (error.code === 'expired') return { kind: 'missed' };
  return error.code === 'not_open' ? { kind: 'withdrawn' } : { kind: 'refused', code: error.code };
}
