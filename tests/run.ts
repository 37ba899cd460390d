// `npm test`: what CI runs, in one list. It goes on after a failure, so that one run names everything that is wrong.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './helpers/chromium.ts';
import { readSizes, readTests, type Tally } from './helpers/tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'tests/output');
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
};
const failures: string[] = [];
const total: Tally = { passed: 0, failed: 0 };

function count(name: string, tally: Tally): void {
  total.passed += tally.passed;
  total.failed += tally.failed;
  if (tally.failed > 0) failures.push(name);
}

function run(command: string, args: string[], capture = false) {
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'] });
}

/** One step that passes or fails as a whole. */
function step(name: string, command: string, ...args: string[]): void {
  console.log(`\n▸ ${name}`);
  const passed = run(command, args).status === 0;
  count(name, passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

function browser(): boolean {
  console.log('\n▸ Chromium');
  try {
    env.CHROME_PATH = ensureChromium();
    console.log(env.CHROME_PATH);
    count('Chromium', { passed: 1, failed: 0 });
    return true;
  } catch (error) {
    console.error((error as Error).message);
    count('Chromium', { passed: 0, failed: 1 });
    return false;
  }
}

function tests(hasBrowser: boolean): void {
  console.log('\n▸ tests');
  const report = join(output, 'tests.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const which = hasBrowser ? [] : ['--project', 'rooms'];
  const { status } = run('vitest', ['run', ...reporters, ...which]);
  count('tests', readTests(report, status === 0));
}

function sizes(): void {
  console.log('\n▸ sizes (brotli)');
  const { stdout } = run('size-limit', ['--json'], true);
  const { tally, lines } = readSizes(String(stdout));
  for (const line of lines) console.log(line);
  count('sizes', tally);
}

mkdirSync(output, { recursive: true });
step('format and lint', 'biome', 'ci', '.');
step('types', 'tsc', '-p', '.');
step('build', process.execPath, 'build/build.ts');
tests(browser());
sizes();

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}. What failed stands above.`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
