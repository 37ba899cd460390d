import { median } from '../figures.ts';
import type { Bytes } from './bytes.ts';
import type { Asked, Figures } from './visits.ts';

export type Figure = keyof Figures | keyof Bytes;
export type Found = Record<Asked, Record<Figure, number>>;
export type Verdict = 'met' | 'over' | 'FAILS';

/** What is wanted, and above what it has failed: of Salon's figure over the floor's, or of Salon's alone. */
interface Goal {
  of: 'ratio' | 'salon';
  goal: number;
  failsAbove: number;
}

const overFloor = (goal: number, failsAbove: number): Goal => ({ of: 'ratio', goal, failsAbove });
const alone = (goal: number, failsAbove: number): Goal => ({ of: 'salon', goal, failsAbove });
const kib = (goal: number, failsAbove: number): Goal => alone(goal * 1_024, failsAbove * 1_024);
const COMPOSER = overFloor(1.35, 1.7);

/** Every figure in the order of the table; null is told and not judged. */
const GOALS: Readonly<Record<Figure, Goal | null>> = {
  pressToComposerMs: COMPOSER,
  launcherToComposerMs: COMPOSER,
  intentToComposerMs: COMPOSER,
  navigationToComposerMs: COMPOSER,
  scriptUntilComposerMs: overFloor(1.5, 2),
  scriptAfterComposerMs: null,
  scriptOfOpeningMs: null,
  longestTaskAfterMs: alone(50, 50),
  longTasksOfOpening: null,
  scriptingBeforeMs: alone(40, 60),
  longTasksBefore: alone(0, 0),
  layoutShift: alone(0, 0.001),
  heapBeforeKib: alone(80, 120),
  heapOpenedKib: alone(700, 1_000),
  loaderBytes: kib(2, 3),
  firstFileBytes: kib(14, 16),
  openingAndChattingBytes: kib(24, 30),
};

export interface Row {
  figure: Figure;
  salon: number;
  floor: number;
  ratio: number;
  goal: Goal | null;
  verdict: Verdict | null;
}

/** The median of the turns, the ratio of the medians, and what that comes to. */
export const report = (turns: readonly Found[]): Row[] =>
  (Object.keys(GOALS) as Figure[]).map((figure) => {
    const [salon, floor] = (['salon', 'floor'] as const).map((asked) => median(turns.map((one) => one[asked][figure])));
    return rowOf(figure, salon as number, floor as number);
  });

export function rowOf(figure: Figure, salon: number, floor: number): Row {
  const goal = GOALS[figure];
  // Of what lies below the bare page's there is none.
  const ratio = floor > 0 && salon >= 0 ? salon / floor : Number.NaN;
  return { figure, salon, floor, ratio, goal, verdict: goal && verdictOf(goal.of === 'ratio' ? ratio : salon, goal) };
}

/** What was not measured has failed. */
function verdictOf(value: number, { goal, failsAbove }: Goal): Verdict {
  if (value <= goal) return 'met';
  return value <= failsAbove ? 'over' : 'FAILS';
}
