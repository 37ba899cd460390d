// `npm run dev`: the relay restarts and every screen is built again when its sources change. Children stay in this
// process group, so one Ctrl-C reaches them all; a plain SIGTERM is passed on.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const vite = join(root, 'node_modules/vite/bin/vite.js');
const rebuild = (mode: string) => [vite, 'build', '--watch', '--logLevel', 'warn', '--mode', mode];

const WATCHERS: readonly { room: string; args: readonly string[] }[] = [
  { room: 'widget', args: rebuild('widget') },
  { room: 'widget', args: rebuild('loader') },
  { room: 'console', args: rebuild('console') },
  { room: 'demo-site', args: ['--watch-preserve-output', '--watch-path=demo-site', 'demo-site/build.ts'] },
  {
    room: 'server',
    args: ['--watch-preserve-output', '--watch-path=server', '--watch-path=protocol', 'server/main.ts'],
  },
];

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

await build();
const children = WATCHERS.filter(({ room }) => existsSync(join(root, room))).map(({ args }) => start(args));

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}
process.on('SIGINT', stop).on('SIGTERM', stop);

// A watcher outlives what it watches; when one is gone, the rest would be half a house.
for (const child of children) {
  child.once('exit', (code) => {
    if (!stopping) process.exitCode = code || 1;
    stop();
  });
}
