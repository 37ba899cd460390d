import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { thisMachine } from './chromium.ts';

export interface Program {
  name: string;
  /** Debian packages that bring it. */
  packages: readonly string[];
  /** Where it stands besides PATH, the best place first. */
  folders?: readonly string[];
  /** What else would do, for whoever has no apt. */
  otherwise: string;
}

/** The path of a program that tests run beside the relay; installed where root may use apt, else it says what to do. */
export function ensureProgram(program: Program): string {
  const found = findProgram(program);
  if (found) return found;
  if (thisMachine.hasApt) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env });
    for (const name of program.packages) {
      // The package's own service would start, and stays as it is: ours runs beside it, on a port of its own.
      spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { stdio: 'inherit', env });
    }
  }
  const installed = findProgram(program);
  if (installed) return installed;
  throw new Error(
    `These tests need ${program.name}, and none was found. Install it ` +
      `(Debian, Ubuntu: \`sudo apt-get install ${program.packages.join(' ')}\`; ${program.otherwise}).`,
  );
}

function findProgram({ name, folders = [] }: Program): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return [...folders, ...path, '/usr/sbin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync);
}

/** Folders of one version each, the newest first. */
export function versionsIn(folder: string, below: string): string[] {
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(folder, version, below));
}
