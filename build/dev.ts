// `npm run dev`: the screens are built again and the relay starts again when their sources change. Both stay in this
// process group, so one Ctrl-C reaches them; a plain SIGTERM is passed on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function watch(paths: readonly string[], ...script: readonly string[]) {
  const watched = paths.filter((path) => existsSync(join(root, path))).map((path) => `--watch-path=${path}`);
  return spawn(process.execPath, ['--watch-preserve-output', ...watched, ...script], { cwd: root, stdio: 'inherit' });
}

await build();
const children = [
  watch(
    ['widget', 'console', 'demo-site', 'protocol', 'vite.config.ts', 'build/plugins'],
    'build/build.ts',
    '--outdated',
  ),
  watch(['server', 'protocol'], 'server/main.ts'),
];

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}
process.on('SIGINT', stop).on('SIGTERM', stop);

// A watcher outlives what it watches; when one is gone, the rest would be half a workshop.
for (const child of children) {
  child.once('exit', (code) => {
    if (!stopping) process.exitCode = code || 1;
    stop();
  });
}
