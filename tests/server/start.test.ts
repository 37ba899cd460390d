import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const needed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salon-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(node: string, ...flags: string[]) {
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0', NODE_OPTIONS: '' };
  return spawnSync(node, [...flags, 'server/start.mjs'], { cwd: root, env, encoding: 'utf8', timeout: 30_000 });
}

/** A Node of this machine that is older than the one needed, outside this project's own folder. */
function olderNode(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.includes('node_modules'))
    .map((path) => join(path, 'node'))
    .find((node) => {
      const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
      return stdout && stdout.trim().localeCompare(needed, 'en', { numeric: true }) < 0;
    });
}

/** Makes a Node say that it is another version. */
const pretend = (version: string) =>
  `--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;

function expectRefusal(ran: ReturnType<typeof start>, version: string) {
  expect(ran.stderr).toContain(`needs Node ${needed} or newer`);
  expect(ran.stderr).toContain(`this is Node ${version}`);
  expect(ran.status).toBe(1);
  expect(ran.stdout).toBe('');
  expect(readdirSync(folder)).toEqual([]);
}

describe('npm start', () => {
  it.each(['24.14.9', '20.20.2', '9.99.0'])(
    'O03: says which Node is needed and opens nothing on Node %s',
    (version) => {
      expectRefusal(start(process.execPath, pretend(version)), version);
    },
  );

  const older = olderNode();
  it.runIf(older)("O03: says so on this machine's own older Node", () => {
    const node = older as string;
    const version = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim();
    expectRefusal(start(node), version);
  });
});
