import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { applyDesk, type DeskEvent, type DeskState, deskFrom, standing } from '../../console/models/desk-state.ts';
import type { DeskSnapshot } from '../../protocol/console.ts';
import type { EntriesTold } from '../../protocol/conversation.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { type Sequence, takeEntries } from '../../protocol/sequence.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import { newer } from '../../protocol/version.ts';

/** What one screen knows: a snapshot, and every event after it folded in by plain rules. */
export interface ScreenFold<S> {
  start(snapshot: S): void;
  hear(event: string, payload: unknown): void;
  /** Threads whose card must be asked for, as the screen would. */
  wanted(): readonly string[];
  /** What it knows stands, in the shape of a snapshot. */
  standing(fresh: S): unknown;
  /** The fresh snapshot, in the same order. */
  normal(fresh: S): unknown;
}

const ENDS = ['done', 'withdrawn', 'turned'];
const byId = <T extends { id: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** A shopper's page: rows by their highest version, entries by seq. Her name is a prefill, which is not told. */
export function shopperFold(): ScreenFold<ShopperSnapshot> {
  let requests = new Map<string, ShopperRequest>();
  let thread: string | null = null;
  let sequence: Sequence = { last: 0, held: [] };
  let shopper = '';
  return {
    start(snapshot) {
      shopper = snapshot.shopper;
      requests = new Map(snapshot.requests.map((request) => [request.id, request]));
      thread = snapshot.conversation?.id ?? null;
      sequence = { last: snapshot.conversation?.head ?? 0, held: [] };
    },
    hear(event, payload) {
      if (event === 'request') {
        const told = payload as ShopperRequest;
        requests.set(told.id, newer(requests.get(told.id), told));
      }
      if (event !== 'entries') return;
      const told = payload as EntriesTold;
      thread = told.conversation;
      sequence = takeEntries(sequence, told.entries).sequence;
    },
    wanted: () => [],
    standing: () => ({
      shopper,
      conversation: thread && { id: thread, head: sequence.last },
      held: sequence.held,
      requests: byId(shownRequests([...requests.values()])),
    }),
    normal: ({ shopper: id, conversation, requests: told }) => ({
      shopper: id,
      conversation,
      held: [],
      requests: byId(told),
    }),
  };
}

/** Open ones, and the newest of her words' and of her calls, ended or not. */
function shownRequests(known: readonly ShopperRequest[]): ShopperRequest[] {
  const rows = known.filter((row) => row.state !== 'turned').toSorted((a, b) => b.openedAt - a.openedAt);
  const words = rows.find((row) => row.kind !== 'callback');
  const call = rows.find((row) => row.kind === 'callback');
  return rows.filter((row) => !ENDS.includes(row.state) || row === words || row === call);
}

/** An associate's desk: the console's own reducer. */
export function deskFold(): ScreenFold<DeskSnapshot> {
  let state: DeskState | null = null;
  return {
    start(snapshot) {
      state = deskFrom(snapshot, state);
    },
    hear(event, payload) {
      if (state) state = applyDesk(state, { event, told: payload } as DeskEvent);
    },
    wanted: () => state?.wanted ?? [],
    standing: (fresh) => state && desk(standing(state, fresh.now)),
    normal: (fresh) => desk(fresh),
  };
}

const desk = ({ me, availability, offers, held, promises }: Omit<DeskSnapshot, 'now' | 'protocol'>) => ({
  me,
  availability,
  offers: byId(offers),
  promises: byId(promises),
  held: byId(held).map((card) => ({
    ...card,
    cursors: card.cursors.toSorted((a, b) => (a.person < b.person ? -1 : 1)),
  })),
});

/** Fails with what differs. Comparing is fast; saying how is not. */
export function expectSame<S>(fold: ScreenFold<S>, fresh: S, said: string): void {
  const [known, wanted] = [fold.standing(fresh), fold.normal(fresh)];
  if (!isDeepStrictEqual(known, wanted)) expect(known, said).toEqual(wanted);
}
