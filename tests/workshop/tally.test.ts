import { describe, expect, it } from 'vitest';
import { countTests, readSizes, readTests } from '../helpers/tally.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});
const report = (passed: number, failed: number, ...files: ReturnType<typeof file>[]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files,
});

describe('the closing line of npm test', () => {
  it('counts every test once', () => {
    const twoFiles = report(2, 1, file('passed', 'passed'), file('failed', 'passed', 'failed'));
    expect(countTests(twoFiles, false)).toEqual({ passed: 2, failed: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests(report(1, 0, file('passed', 'passed'), file('failed')), false)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a run that ended badly as a failure although every test passed', () => {
    expect(countTests(report(1, 0, file('passed', 'passed')), false)).toEqual({ passed: 1, failed: 1 });
    expect(countTests(report(1, 0, file('passed', 'passed')), true)).toEqual({ passed: 1, failed: 0 });
  });

  it('counts a run that left no report as a failure', () => {
    expect(readTests('/nowhere/tests.json', true)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts each budget, and refuses one whose files are not there', () => {
    const size = { name: 'loader', passed: true, size: 1024, sizeLimit: 2048 };
    const sizes = [size, { ...size, passed: false, size: 4096 }, { ...size, size: 0 }];
    expect(readSizes(JSON.stringify(sizes)).tally).toEqual({ passed: 1, failed: 2 });
    expect(readSizes('{ "error": "no config" }')).toMatchObject({ tally: { passed: 0, failed: 1 } });
  });
});
