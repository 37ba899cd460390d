import { describe } from 'vitest';
import { commitCases } from './commit-cases.ts';
import { logCases } from './log-cases.ts';
import { migrationCases } from './migration-cases.ts';
import type { MakeHome } from './opened.ts';
import { tableCases } from './table-cases.ts';

/** What every store must do; each store's own file runs it. */
export function storeSuite(name: string, makeHome: MakeHome): void {
  describe(name, () => {
    logCases(makeHome);
    commitCases(makeHome);
    tableCases(makeHome);
    migrationCases(makeHome);
  });
}
