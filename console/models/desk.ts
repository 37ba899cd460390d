import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ConversationCard, Me } from '../../protocol/console.ts';
import { deskDigest, type HeadTold, type StateDigest } from '../../protocol/digest.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Availability, Offer, PromiseView } from '../../protocol/requests.ts';
import type { Link } from '../connection.ts';
import type { NoCode } from '../reply.ts';
import type { Clock } from './clock.ts';
import { applyDesk, type DeskEvent, type DeskState, deskFrom, standing, wasMissed } from './desk-state.ts';

/** Her desk: what the relay says of it, live, and what she says about herself. */
export interface Desk {
  /** Null until the first snapshot. */
  readonly state: ReadonlySignal<DeskState | null>;
  /** Rises with each snapshot: whoever reads on must catch up again. */
  readonly epoch: ReadonlySignal<number>;
  readonly me: ReadonlySignal<Me>;
  readonly availability: ReadonlySignal<Availability | null>;
  /** She is asked whether she is here because a request rang unanswered, not because she was gone. */
  readonly missed: ReadonlySignal<boolean>;
  readonly offers: ReadonlySignal<readonly Offer[]>;
  readonly held: ReadonlySignal<readonly ConversationCard[]>;
  readonly promises: ReadonlySignal<readonly PromiseView[]>;
  card(conversation: string): ConversationCard | null;
  apply(change: DeskEvent): void;
  /** Asks for one thread's card; null once it is there. */
  openCard(conversation: string): Promise<NoCode | null>;
  setAvailable(available: boolean): Promise<NoCode | null>;
  /** "Yes, I am here." */
  sayHere(): Promise<NoCode | null>;
}

export function createDesk({ me, link, clock }: { me: Me; link: Link; clock: Clock }): Desk {
  const state = signal<DeskState | null>(null);
  const epoch = signal(0);
  const asked = new Set<string>();
  const stands = computed(() => state.value && standing(state.value, clock.minute.value));

  function apply(change: DeskEvent): void {
    if (!state.value) return;
    state.value = applyDesk(state.value, change);
    askForWanted();
  }
  function askForWanted(): void {
    for (const conversation of state.peek()?.wanted ?? []) {
      if (!asked.has(conversation)) void openCard(conversation);
    }
  }
  async function openCard(conversation: string): Promise<NoCode | null> {
    asked.add(conversation);
    const reply = await link.ask('conversations.open', { conversation });
    asked.delete(conversation);
    if (!reply.ok) return reply.error.code;
    apply({ event: 'card', told: reply.card });
    return null;
  }

  link.on('snapshot', (snapshot) =>
    batch(() => {
      state.value = deskFrom(snapshot, state.value);
      epoch.value += 1;
      askForWanted();
    }),
  );
  link.on('offer', (told) => apply({ event: 'offer', told }));
  link.on('request', (told) => apply({ event: 'request', told }));
  link.on('availability', (told) => apply({ event: 'availability', told }));
  link.on('promise', (told) => apply({ event: 'promise', told }));
  link.on('card', (told) => apply({ event: 'card', told }));
  link.on('cursors', (told) => apply({ event: 'cursors', told }));
  link.on('entries', (told) => apply({ event: 'entries', told }));

  let mended = '';
  link.onDigest((told) => {
    const before = state.peek();
    const said = JSON.stringify([told.heads, told.rows]);
    if (said === mended || !isBehind(before, told)) return;
    setTimeout(() => {
      // What was on its way has come; what a snapshot does not mend is not asked for again and again.
      if (state.peek() !== before) return;
      mended = said;
      // Refused, as where too much was read just now, it is asked for once more with the next digest.
      void link.ask('ping', { snapshot: true }).then(({ ok }) => {
        if (!ok) mended = '';
      });
    }, LIMITS.gapMs);
  });
  const isBehind = (desk: DeskState | null, { heads, rows }: StateDigest): boolean => {
    if (!desk) return false;
    const gone = ({ conversation, head, staffHead = 0 }: HeadTold) => {
      const card = desk.cards[conversation];
      return !card || head > card.head || staffHead > card.staffHead;
    };
    return heads.some(gone) || rows !== deskDigest(standing(desk, clock.now()));
  };

  return {
    state,
    epoch,
    me: computed(() => state.value?.me ?? me),
    availability: computed(() => state.value?.availability ?? null),
    missed: computed(() => state.value !== null && wasMissed(state.value)),
    offers: computed(() => stands.value?.offers ?? []),
    held: computed(() => stands.value?.held ?? []),
    promises: computed(() => stands.value?.promises ?? []),
    card: (conversation) => state.value?.cards[conversation] ?? null,
    apply,
    openCard,
    async setAvailable(available) {
      const reply = await link.ask('availability.set', { available });
      if (!reply.ok) return reply.error.code;
      apply({ event: 'availability', told: reply.availability });
      return null;
    },
    async sayHere() {
      const reply = await link.ask('lease.renew', { here: true });
      return reply.ok ? null : reply.error.code;
    },
  };
}
