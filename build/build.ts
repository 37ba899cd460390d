import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from '../widget/words/languages.ts';
import { withBuildLock } from './lock.ts';

interface Room {
  name: string;
  /** Files and folders whose content decides whether the room is built again. */
  sources: readonly string[];
  /** Commands for Node, run one after the other. */
  steps: readonly (readonly string[])[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const compressing = 'build/compress.ts';
const shared = ['protocol', 'vite.config.ts', 'build/plugins', 'tsconfig.json', 'package-lock.json', compressing];
const vite = (mode: string) => ['vite', 'build', '--logLevel', 'warn', '--mode', mode] as const;

const ROOMS: readonly Room[] = [
  {
    name: 'widget',
    sources: ['widget', ...shared],
    // The loader names the hashed first chunk of each language, so it comes after them.
    steps: [...LANGUAGES.map((language) => vite(`widget-${language}`)), vite('loader'), [compressing, 'widget']],
  },
  { name: 'console', sources: ['console', ...shared], steps: [vite('console'), [compressing, 'console']] },
  {
    name: 'demo',
    sources: ['demo-site', 'package-lock.json', compressing],
    steps: [
      ['--disable-warning=ExperimentalWarning', 'demo-site/build.ts'],
      [compressing, 'demo', 'front'],
    ],
  },
];

/**
 * Builds what is older than its sources into dist/, or everything with `force`. Two starts at once build once.
 * Throws when a room cannot be built.
 */
export async function build({ force = false } = {}): Promise<void> {
  const outdated = () => ROOMS.filter((room) => force || !isFresh(room));
  if (outdated().length === 0) return;
  mkdirSync(join(dist, 'stamps'), { recursive: true });
  await withBuildLock(join(dist, 'stamps', 'lock'), async () => {
    const built = await Promise.allSettled(outdated().map(buildRoom));
    for (const result of built) if (result.status === 'rejected') throw result.reason;
  });
}

const stampOf = (room: Room) => join(dist, 'stamps', room.name);

function isFresh(room: Room): boolean {
  return existsSync(stampOf(room)) && readFileSync(stampOf(room), 'utf8') === fingerprint(room);
}

async function buildRoom(room: Room): Promise<void> {
  const startedAt = performance.now();
  const mark = fingerprint(room);
  rmSync(stampOf(room), { force: true });
  for (const step of room.steps) await runNode(room.name, step);
  writeFileSync(stampOf(room), mark);
  console.log(`Built the ${room.name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** By content, not by time: a clone, a copied image or a clock that jumps must not build for nothing, or not at all. */
function fingerprint(room: Room): string {
  const hash = createHash('sha256').update(JSON.stringify(room.steps));
  for (const file of room.sources.flatMap(filesUnder)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}

function runNode(name: string, step: readonly string[]): Promise<void> {
  const [program = '', ...rest] = step;
  const script = program === 'vite' ? viteProgram(name) : program;
  // A child of its own, so that the bundler's memory does not stay with the relay.
  const child = spawn(process.execPath, [script, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', pass).on('SIGINT', pass);
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`The ${name} could not be built (${step.join(' ')}: ${signal ?? `exit ${code}`}).`));
    });
  }).finally(() => process.off('SIGTERM', pass).off('SIGINT', pass));
}

function viteProgram(name: string): string {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin/vite.js');
  } catch {
    throw new Error(
      `The ${name} is older than its sources, and the build tools are not installed. ` +
        'Run `npm ci && npm run build` where they are, and bring dist/ along.',
    );
  }
}

if (import.meta.main) {
  await build({ force: !process.argv.includes('--outdated') }).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
