import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const ELSEWHERE = ['/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  exists: (path: string) => boolean;
  /** Root on Debian or its like, where apt can install. */
  hasApt: boolean;
}

export const thisMachine: Machine = {
  env: process.env,
  exists: existsSync,
  hasApt: process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
};

/** The browser that journeys run in: `CHROME_PATH`, else the first one found. Throws when CHROME_PATH leads nowhere. */
export function findChromium({ env, exists }: Machine = thisMachine): string | undefined {
  if (env.CHROME_PATH) {
    if (exists(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new Error(`CHROME_PATH is ${env.CHROME_PATH}, and there is no file.`);
  }
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))];
  const inFolders = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inFolders, ...ELSEWHERE].find(exists);
}

export const HOW_TO_GET_CHROMIUM =
  'The journeys need Chromium, and none was found. Install it (Debian, Ubuntu: `sudo apt-get install chromium`; ' +
  'macOS: `brew install --cask chromium`), or name one: `CHROME_PATH=/path/to/chrome npm test`.';

/** Finds Chromium, or installs it where apt can. Throws with what to do when neither works. */
export function ensureChromium(machine: Machine = thisMachine): string {
  const found = findChromium(machine);
  if (found) return found;
  if (machine.hasApt) {
    console.log('Installing Chromium by apt-get.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env });
  }
  const installed = findChromium(machine);
  if (!installed) throw new Error(HOW_TO_GET_CHROMIUM);
  return installed;
}
