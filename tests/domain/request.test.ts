import { describe, expect, test } from 'vitest';
import { policySchema } from '../../protocol/house.ts';
import type { RequestState } from '../../protocol/request-state.ts';
import * as ending from '../../server/domain/request/ending.ts';
import * as inHand from '../../server/domain/request/in-hand.ts';
import type { Change, Life, WhyNot } from '../../server/domain/request/life.ts';
import * as seeking from '../../server/domain/request/seeking.ts';
import * as whileOpen from '../../server/domain/request/while-open.ts';
import { LIVES, STATES } from './lives.ts';

type Transitions = typeof seeking & typeof inHand & typeof ending & typeof whileOpen;
/** Every function of the domain that takes a request from one life to the next: a new one without its rows is no type. */
type Transition = {
  [N in keyof Transitions]: Transitions[N] extends (life: Life, ...by: never[]) => Change ? N : never;
}[keyof Transitions];

const NOW = 1_000;
const wave = { step: 'wide', until: 1_050 } as const;
const nobody = { place: 'nice', at: 2_000 };
const to = { promise: 'promise-2', place: 'nice', dueAt: 5_000, endAt: null, asap: false, lookAt: 4_900 };
const policy = { ...policySchema.parse({}), firstWordMs: 60, nextWordMs: 30, quietMs: 90 };
const patience = { kind: 'chat', policy } as const;
const holds = { holder: 'noor', place: 'nice', now: NOW, patience };
const then = { now: NOW, lookAt: 1_090 };

/** Each with what it is told, the same in every state. */
const DO: Record<Transition, (life: Life) => Change> = {
  wait: (life) => seeking.wait(life, NOW),
  offer: (life) => seeking.offer(life, { wave, lookAt: 1_025 }),
  goOnWaiting: (life) => seeking.goOnWaiting(life, { wave: null, lookAt: 1_030, nobody }),
  rest: (life) => seeking.rest(life, 9_000),
  slowDown: (life) => seeking.slowDown(life),
  markNever: (life) => seeking.markNever(life, { never: 'language', until: 9_000, undated: true }),
  clearNever: (life) => seeking.clearNever(life, { place: 'nice', dueAt: 5_000, lookAt: 1_200 }),
  hold: (life) => inHand.hold(life, holds),
  transfer: (life) => inHand.transfer(life, holds),
  letGo: (life) => inHand.letGo(life, NOW),
  nudge: (life) => inHand.nudge(life, then),
  tellAway: (life) => inHand.tellAway(life, then),
  comeBack: (life) => inHand.comeBack(life, 1_090),
  speak: (life) => inHand.speak(life, { now: NOW, patience }),
  move: (life) => ending.move(life, to),
  retry: (life) => ending.retry(life, to),
  turn: (life) => ending.turn(life, { into: 'request-2', now: NOW }),
  goOnAs: (life) => ending.goOnAs(life, to, null),
  end: (life) => ending.end(life, NOW),
  withdraw: (life) => ending.withdraw(life, NOW),
  resume: (life) => ending.resume(life, then),
  hear: (life) => whileOpen.hear(life, { now: NOW, policy }),
  lookAgain: (life) => whileOpen.lookAgain(life, 1_111),
  lengthen: (life) => whileOpen.lengthen(life, 10_000),
};

const lasting = { place: 'paris', dueAt: 500, endAt: 600, asap: true, promise: 'promise-1', tries: 1 };
const owed = { ...lasting, lookAt: 70, unansweredAt: 60 };
const free = { ...owed, lastHolder: 'luc', fellSilent: true, never: null, waitingAt: 50 };
const round = { waitingAt: NOW, wave: null, slow: false, nobody: null, lookAt: NOW };

const held = { ...owed, state: 'assigned', holder: 'noor', place: 'nice', heldAt: NOW, spokeAt: null, late: null };
const accepted = { ...held, lookAt: 1_060, waitingAt: 50 };
const offered = { ...free, state: 'offered', wave, lookAt: 1_025 };
const waits = { ...free, state: 'waiting', slow: true, wave: null, nobody, lookAt: 1_030 };
const rests = { ...free, state: 'later', lookAt: 9_000 };
const unkept = { ...rests, never: 'language', place: null, dueAt: null };
const kept = { place: 'nice', dueAt: 5_000, lookAt: 1_200, never: null };
const later = { ...owed, ...to, state: 'later', never: null, waitingAt: null };
const moved = { ...later, lastHolder: 'luc', fellSilent: true };
const fresh = { ...later, lastHolder: 'camille', fellSilent: false };
const late = { ...LIVES.assigned, lookAt: 1_090 };
const over = { ...lasting, endedAt: NOW };
const ofLuc = { ...over, lastHolder: 'luc' };
const ofCamille = { ...over, lastHolder: 'camille' };
const turned = { state: 'turned', into: 'request-2' };
const longer = { lookAt: 10_070, unansweredAt: 10_060, waitingAt: 10_050 };

const ENDED = { done: 'ended', withdrawn: 'ended', turned: 'ended' } as const;
const UNHELD = { later: 'unheld', waiting: 'unheld', offered: 'unheld' } as const;
const TAKEN = { assigned: 'held', resumed: 'resumed' } as const;
const HELD_ALONE = { ...UNHELD, resumed: 'resumed', ...ENDED } as const;
const UNHELD_ALONE = { ...TAKEN, ...ENDED } as const;

/** What comes of each in every state: the whole life after it, or why not. */
const TABLE: Record<Transition, Record<RequestState, object | WhyNot>> = {
  wait: {
    later: { ...free, never: 'hours', state: 'waiting', ...round },
    ...{ waiting: 'waits', offered: 'waits', assigned: 'held' },
    resumed: { ...owed, state: 'waiting', lastHolder: 'camille', fellSilent: false, never: null, ...round },
    ...ENDED,
  },
  offer: {
    later: { ...offered, never: 'hours', slow: false },
    waiting: { ...offered, slow: true },
    offered: { ...offered, slow: true },
    ...UNHELD_ALONE,
  },
  goOnWaiting: { later: 'not_due', waiting: waits, offered: waits, ...UNHELD_ALONE },
  rest: { later: { ...rests, never: 'hours' }, waiting: rests, offered: rests, ...UNHELD_ALONE },
  slowDown: { later: 'not_due', waiting: LIVES.waiting, offered: LIVES.offered, ...UNHELD_ALONE },
  markNever: { later: unkept, waiting: unkept, offered: unkept, ...UNHELD_ALONE },
  clearNever: {
    later: { ...LIVES.later, ...kept },
    waiting: { ...LIVES.waiting, ...kept },
    offered: { ...LIVES.offered, ...kept },
    ...UNHELD_ALONE,
  },
  hold: {
    ...{ later: accepted, waiting: accepted, offered: accepted },
    ...{ assigned: 'held', resumed: { ...accepted, waitingAt: null } },
    ...ENDED,
  },
  transfer: { ...HELD_ALONE, assigned: accepted },
  letGo: {
    ...HELD_ALONE,
    assigned: { ...free, state: 'waiting', lastHolder: 'camille', ...round },
  },
  nudge: { ...HELD_ALONE, assigned: late },
  tellAway: { ...HELD_ALONE, assigned: late },
  comeBack: { ...HELD_ALONE, assigned: { ...late, late: null } },
  speak: { ...HELD_ALONE, assigned: { ...late, late: null, spokeAt: NOW, unansweredAt: null } },
  move: {
    ...{ later: moved, waiting: moved, offered: moved },
    ...{ assigned: { ...fresh, fellSilent: true }, resumed: fresh },
    ...ENDED,
  },
  retry: { ...HELD_ALONE, assigned: { ...fresh, fellSilent: true, tries: 2 } },
  turn: {
    later: { ...ofLuc, ...turned },
    waiting: { ...ofLuc, ...turned },
    offered: { ...ofLuc, ...turned },
    assigned: { ...ofCamille, ...turned },
    resumed: { ...ofCamille, ...turned },
    ...ENDED,
  },
  goOnAs: {
    later: { ...moved, tries: 0 },
    waiting: { ...moved, tries: 0 },
    offered: { ...moved, tries: 0 },
    assigned: { ...fresh, fellSilent: true, tries: 0 },
    resumed: { ...fresh, tries: 0 },
    ...ENDED,
  },
  end: { ...UNHELD, assigned: { ...ofCamille, state: 'done' }, resumed: { ...ofCamille, state: 'done' }, ...ENDED },
  withdraw: {
    later: { ...ofLuc, state: 'withdrawn' },
    waiting: { ...ofLuc, state: 'withdrawn' },
    offered: { ...ofLuc, state: 'withdrawn' },
    assigned: { ...ofCamille, state: 'withdrawn' },
    resumed: { ...ofCamille, state: 'withdrawn' },
    ...ENDED,
  },
  resume: {
    ...{ later: 'open', waiting: 'open', offered: 'open', assigned: 'open', resumed: 'open' },
    done: { ...owed, state: 'resumed', lastHolder: 'camille', lookAt: 1_090, unansweredAt: NOW },
    ...{ withdrawn: 'ended', turned: 'ended' },
  },
  hear: {
    later: LIVES.later,
    waiting: LIVES.waiting,
    offered: LIVES.offered,
    assigned: LIVES.assigned,
    resumed: LIVES.resumed,
    ...ENDED,
  },
  lookAgain: {
    later: { ...LIVES.later, lookAt: 1_111 },
    waiting: { ...LIVES.waiting, lookAt: 1_111 },
    offered: { ...LIVES.offered, lookAt: 1_111 },
    assigned: { ...LIVES.assigned, lookAt: 1_111 },
    resumed: { ...LIVES.resumed, lookAt: 1_111 },
    ...ENDED,
  },
  lengthen: {
    later: 'not_due',
    waiting: { ...LIVES.waiting, ...longer, wave: { step: 'few', until: 10_080 } },
    offered: { ...LIVES.offered, ...longer, wave: { step: 'few', until: 10_080 } },
    assigned: {
      ...{ ...LIVES.assigned, ...longer, heldAt: 10_055, spokeAt: 10_058 },
      late: { nudgedAt: 10_065, told: true },
    },
    resumed: { ...LIVES.resumed, lookAt: 10_070, unansweredAt: 10_060 },
    ...ENDED,
  },
};

describe.each(Object.keys(TABLE) as Transition[])('%s', (name) => {
  test.each(STATES)('of a request that is %s gives the whole life after it, or says why not', (state) => {
    const expected = TABLE[name][state];
    const said = typeof expected === 'string' ? { ok: false, why: expected } : { ok: true, life: expected };
    expect(DO[name](LIVES[state])).toEqual(said);
  });
});

const lifeAfter = (change: Change): Life => {
  if (!change.ok) throw new Error(change.why);
  return change.life;
};

describe('what a state alone does not tell', () => {
  test('a holder who is in time is late from the nudge on, and what was told stays told', () => {
    const inTime = { ...LIVES.assigned, late: null };
    expect(lifeAfter(DO.nudge(inTime))).toMatchObject({ late: { nudgedAt: NOW, told: false }, lookAt: 1_090 });
    expect(lifeAfter(DO.tellAway(inTime))).toMatchObject({ late: { nudgedAt: NOW, told: true } });
  });

  test('her first word that nobody answered counts, and makes a held request be looked at; later ones change nothing', () => {
    const answered = { ...LIVES.assigned, unansweredAt: null };
    expect(lifeAfter(DO.hear(answered))).toEqual({ ...answered, unansweredAt: NOW, lookAt: 1_030 });
    const waiting = { ...LIVES.waiting, unansweredAt: null };
    expect(lifeAfter(DO.hear(waiting))).toEqual({ ...waiting, unansweredAt: NOW });
  });

  test('it is not transferred to whoever holds it, nor resumed where nobody ever had it', () => {
    expect(inHand.transfer(LIVES.assigned, { ...holds, holder: 'camille' })).toEqual({ ok: false, why: 'same_holder' });
    expect(DO.resume({ ...LIVES.done, lastHolder: null })).toEqual({ ok: false, why: 'nobody_held' });
  });

  test('where nobody can be asked just now, what she was told of those with clients stands until it is told anew', () => {
    const on = { wave: null, lookAt: 1_001 };
    expect(lifeAfter(seeking.goOnWaiting(LIVES.waiting, on))).toMatchObject({ nobody: LIVES.waiting.nobody });
    expect(lifeAfter(seeking.goOnWaiting(LIVES.offered, on))).toMatchObject({ nobody: null });
  });

  test('what no hours can keep stays where it is, and is asked for still', () => {
    const given = { never: 'hours', until: null, undated: false } as const;
    expect(lifeAfter(seeking.markNever(LIVES.offered, given))).toEqual({ ...LIVES.offered, never: 'hours' });
  });

  test('whoever let it lie is asked last until somebody takes it, whatever becomes of it meanwhile', () => {
    const freed = lifeAfter(inHand.letGo(LIVES.assigned, NOW));
    expect(lifeAfter(DO.goOnAs(freed))).toMatchObject({ lastHolder: 'camille', fellSilent: true });
    const told = { ...LIVES.assigned, late: null };
    expect(lifeAfter(DO.goOnAs(told))).toMatchObject({ lastHolder: 'camille', fellSilent: false });
    const again = lifeAfter(inHand.letGo(lifeAfter(DO.hold(freed)), NOW));
    expect(again).toMatchObject({ lastHolder: 'noor', fellSilent: true });
  });
});
