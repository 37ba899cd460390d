import type { RunReport } from './run.ts';

/** A run in a few lines, for whoever reads the test's output. */
export function said(report: RunReport): string {
  const counts = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([what, count]) => `${count} × ${what}`)
      .join(', ');
  return [
    `history: seed ${report.seed} (replay it with SEED=${report.seed})`,
    `  injected: ${counts(report.injected)}`,
    `  ${faultsIn(report)} faults, ${report.violations.length} violations`,
    `  asked: ${counts(report.outcomes)}`,
    `  read: ${report.entries} entries by ${report.readings} readers; ${report.accepted} times somebody held a request`,
    ...report.violations.map((violation) => `  VIOLATION ${violation}`),
  ].join('\n');
}

export const faultsIn = ({ injected }: Pick<RunReport, 'injected'>): number =>
  Object.values(injected).reduce((sum, times) => sum + times, 0);
