import { type Figure, isMet, type Row, ratioOf, type Section, sayGoal } from './section.ts';

/** A section's figures side by side, with ratio, goal, and whether it is met. */
export function table({ title, columns, rows }: Section): string {
  return [line(title, [...columns, 'ratio', 'goal'], ''), ...rows.map(rowOf)].join('\n');
}

const MARKS = { true: 'hit', false: 'MISSED', null: '' };

function rowOf(row: Row): string {
  const cells = row.figures.map((figure) => shown(figure, row.digits ?? 1));
  const goal = row.goal ? sayGoal(row.goal) : '';
  const end = [MARKS[`${isMet(row)}`], row.note].filter(Boolean).join('  ');
  return line(`  ${row.name}`, [...cells, shown(ratioOf(row), 2), goal], end);
}

const shown = (figure: Figure, digits: number): string => (figure === null ? '–' : figure.toFixed(digits));
const line = (name: string, cells: readonly string[], end: string): string =>
  `${name.padEnd(56)}${cells.map((cell) => cell.padStart(15)).join('')}  ${end}`.trimEnd();
