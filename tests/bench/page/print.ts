import type { Row } from './goals.ts';
import type { Heat } from './hottest.ts';

const NAME = 28;
const CELL = 11;
const TOP = 10;

/** The figures side by side. */
export function printed(rows: readonly Row[]): string {
  const heads = ['Salon', 'floor', 'ratio', 'goal', 'fails above'];
  return [line('', heads), ...rows.map(printedRow)].join('\n');
}

function printedRow({ figure, salon, floor, ratio, goal, verdict }: Row): string {
  const digits = figure === 'layoutShift' ? 3 : 0;
  const said = (limit: number) => (goal?.of === 'ratio' ? `${limit} x` : limit.toFixed(limit < 1 && limit > 0 ? 3 : 0));
  const cells = [salon.toFixed(digits), floor.toFixed(digits), Number.isFinite(ratio) ? ratio.toFixed(2) : '–'];
  const limits = goal ? [said(goal.goal), said(goal.failsAbove)] : ['–', '–'];
  return `${line(figure, [...cells, ...limits])}   ${verdict ?? ''}`.trimEnd();
}

const line = (name: string, cells: readonly string[]): string =>
  `  ${name.padEnd(NAME)}${cells.map((cell) => cell.padStart(CELL)).join('')}`;

/** The functions that took most, themselves. */
export const printedHeat = ({ functions }: Heat): string =>
  functions
    .slice(0, TOP)
    .map(({ name, place, text, selfMs, totalMs }) => {
      const times = [selfMs, totalMs].map((ms) => ms.toFixed(1).padStart(8)).join('');
      return `${times}  ${name} ${place}  ${text}`.trimEnd();
    })
    .join('\n');
