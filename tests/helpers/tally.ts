import { existsSync, readFileSync } from 'node:fs';

export interface Tally {
  passed: number;
  failed: number;
}

interface TestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts vitest's JSON report. A file that could not be loaded counts as one failure, and so does a run that ended
 * badly although every test passed (an unhandled rejection), or that left no report.
 */
export function readTests(path: string, endedWell: boolean): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  return countTests(JSON.parse(readFileSync(path, 'utf8')) as TestReport, endedWell);
}

export function countTests(report: TestReport, endedWell: boolean): Tally {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: failed === 0 && !endedWell ? 1 : failed };
}

interface Size {
  name: string;
  passed: boolean;
  size: number;
  sizeLimit: number;
}

/** Reads what size-limit says as JSON; anything else is one failure, and so is a budget whose files are not there. */
export function readSizes(said: string): { tally: Tally; lines: string[] } {
  try {
    const sizes = (JSON.parse(said) as Size[]).map((size) => ({ ...size, passed: size.passed && size.size > 0 }));
    const failed = sizes.filter((size) => !size.passed).length;
    return { tally: { passed: sizes.length - failed, failed }, lines: sizes.map(sayAll) };
  } catch {
    return { tally: { passed: 0, failed: 1 }, lines: [said.trim() || 'size-limit said nothing'] };
  }
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(2)} KiB`;
const sayAll = ({ name, passed, size, sizeLimit }: Size) =>
  `${passed ? '✓' : '✗'} ${name}: ${kib(size)} of ${kib(sizeLimit)}`;
