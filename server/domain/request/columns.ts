import type { RequestRow } from '../rows.ts';
import { isOpen, isUnheld, type Life, lastHolderOf, lastingOf } from './life.ts';

/** The columns of a request's life; the others say who asked for what. `cause` is of it only where it says into what it was turned. */
export type LifeColumns = Pick<
  RequestRow,
  | 'state'
  | 'place'
  | 'dueAt'
  | 'endAt'
  | 'asap'
  | 'lookAt'
  | 'waitingAt'
  | 'step'
  | 'stepUntil'
  | 'slow'
  | 'nobodyPlace'
  | 'nobodyAt'
  | 'away'
  | 'never'
  | 'holder'
  | 'lastHolder'
  | 'heldAt'
  | 'spokeAt'
  | 'unansweredAt'
  | 'nudgedAt'
  | 'tries'
  | 'promise'
  | 'endedAt'
>;

/** The life that a row tells of. What a column holds that its state has no word for is not read. */
export function lifeOf(row: RequestRow): Life {
  const { place, dueAt, endAt, asap, promise, tries, lastHolder, unansweredAt } = row;
  const lasting = { place, dueAt, endAt, asap, promise, tries };
  switch (row.state) {
    case 'later':
      return { ...lasting, ...freeIn(row), state: row.state };
    case 'waiting':
      return { ...lasting, ...freeIn(row), ...askingIn(row), state: row.state, nobody: nobodyIn(row) };
    case 'offered':
      return { ...lasting, ...freeIn(row), ...askingIn(row), state: row.state };
    case 'assigned':
      return {
        ...{ ...lasting, state: row.state, lookAt: given(row, 'lookAt'), unansweredAt },
        ...{ holder: given(row, 'holder'), heldAt: row.heldAt ?? row.openedAt },
        ...{ waitingAt: row.waitingAt, spokeAt: row.spokeAt },
        late: row.nudgedAt === null ? null : { nudgedAt: row.nudgedAt, told: row.away },
      };
    case 'resumed':
      return { ...lasting, state: row.state, lookAt: given(row, 'lookAt'), unansweredAt, lastHolder };
    case 'done':
    case 'withdrawn':
      return { ...lasting, state: row.state, lastHolder, endedAt: given(row, 'endedAt') };
    case 'turned':
      return { ...lasting, state: row.state, lastHolder, endedAt: given(row, 'endedAt'), into: row.cause };
  }
}

/** Every column of a life, null or false where its state has no word for it: what is not said is not left behind. */
export function columnsOf(life: Life): LifeColumns & Partial<Pick<RequestRow, 'cause'>> {
  const asking = life.state === 'waiting' || life.state === 'offered' ? life : null;
  const free = isUnheld(life) ? life : null;
  const held = life.state === 'assigned' ? life : null;
  const nobody = life.state === 'waiting' ? life.nobody : null;
  return {
    ...lastingOf(life),
    state: life.state,
    lookAt: isOpen(life) ? life.lookAt : null,
    unansweredAt: isOpen(life) ? life.unansweredAt : null,
    waitingAt: (free ?? held)?.waitingAt ?? null,
    never: free?.never ?? null,
    away: free?.fellSilent ?? held?.late?.told ?? false,
    step: asking?.wave?.step ?? null,
    stepUntil: asking?.wave?.until ?? null,
    slow: asking?.slow ?? false,
    nobodyPlace: nobody?.place ?? null,
    nobodyAt: nobody?.at ?? null,
    holder: held?.holder ?? null,
    lastHolder: lastHolderOf(life),
    heldAt: held?.heldAt ?? null,
    spokeAt: held?.spokeAt ?? null,
    nudgedAt: held?.late?.nudgedAt ?? null,
    endedAt: isOpen(life) ? null : life.endedAt,
    ...(life.state === 'turned' ? { cause: life.into } : {}),
  };
}

/** What of a row another life changes: whatever somebody else has written meanwhile beside it stays. */
export function changesTo(row: RequestRow, life: Life): Partial<RequestRow> {
  const columns = Object.entries(columnsOf(life)) as [keyof RequestRow, never][];
  return Object.fromEntries(columns.filter(([column, value]) => row[column] !== value));
}

/** Who asks for what, as it stands whatever becomes of it. */
export type Ask = Omit<RequestRow, keyof LifeColumns | 'version'>;

/** A request as it is first written down. Nothing of another's life comes along with the ask. */
export const newRequest = (ask: Ask, life: Life): RequestRow => ({ ...ask, version: 1, ...columnsOf(life) });

const freeIn = (row: RequestRow) => ({
  lookAt: given(row, 'lookAt'),
  unansweredAt: row.unansweredAt,
  lastHolder: row.lastHolder,
  fellSilent: row.away,
  never: row.never,
  waitingAt: row.waitingAt,
});

const askingIn = ({ step, stepUntil, slow }: RequestRow) => ({
  wave: step === null || stepUntil === null ? null : { step, until: stepUntil },
  slow,
});

const nobodyIn = ({ nobodyPlace, nobodyAt }: RequestRow) =>
  nobodyPlace === null || nobodyAt === null ? null : { place: nobodyPlace, at: nobodyAt };

/** The table refuses such a row. */
function given<C extends 'lookAt' | 'holder' | 'endedAt'>(row: RequestRow, column: C): NonNullable<RequestRow[C]> {
  const value = row[column];
  if (value === null) throw new Error(`request ${row.id} is ${row.state} without its ${column}`);
  return value as NonNullable<RequestRow[C]>;
}
