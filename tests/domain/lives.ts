import type {
  Assigned,
  Done,
  Later,
  Life,
  Offered,
  Resumed,
  Turned,
  Waiting,
  Withdrawn,
} from '../../server/domain/request/life.ts';

/** One request in every state, with whatever that state can say. Times are small numbers, so that a mistake shows. */
const lasting = { place: 'paris', dueAt: 500, endAt: 600, asap: true, promise: 'promise-1', tries: 1 };
const owed = { ...lasting, lookAt: 70, unansweredAt: 60 };
const free = { ...owed, lastHolder: 'luc', fellSilent: true, waitingAt: 50 };
const wave = { step: 'few', until: 80 } as const;
const over = { ...lasting, lastHolder: 'camille', endedAt: 90 };

type Lives = { readonly [S in Life['state']]: Extract<Life, { state: S }> };

export const LIVES: Lives = {
  later: { ...free, state: 'later', never: 'hours' } satisfies Later,
  waiting: {
    ...{ ...free, state: 'waiting', never: null, wave, slow: true },
    nobody: { place: 'lyon', at: 300 },
  } satisfies Waiting,
  offered: { ...free, state: 'offered', never: null, wave, slow: true } satisfies Offered,
  assigned: {
    ...{ ...owed, state: 'assigned', holder: 'camille', heldAt: 55, waitingAt: 50, spokeAt: 58 },
    late: { nudgedAt: 65, told: true },
  } satisfies Assigned,
  resumed: { ...owed, state: 'resumed', lastHolder: 'camille' } satisfies Resumed,
  done: { ...over, state: 'done' } satisfies Done,
  withdrawn: { ...over, state: 'withdrawn' } satisfies Withdrawn,
  turned: { ...over, state: 'turned', into: 'request-2' } satisfies Turned,
};

export const STATES = Object.keys(LIVES) as Life['state'][];
