// `npm start`. Plain, old-fashioned JavaScript: a Node that is too old must be able to run this far and say so,
// and nothing else of the relay is loaded before it has.
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = manifest.engines.node.replace('>=', '');
const running = process.versions.node;

function isOlder(version, than) {
  const have = version.split('.').map(Number);
  const want = than.split('.').map(Number);
  for (let i = 0; i < want.length; i++) {
    if (have[i] !== want[i]) return have[i] < want[i];
  }
  return false;
}

if (isOlder(running, needed)) {
  console.error(
    `Salon needs Node ${needed} or newer, and this is Node ${running}.\n` +
      'Start it with `npm start` after `npm ci`, which brings the right one along, or install it from https://nodejs.org.',
  );
  process.exitCode = 1;
} else {
  // A relay that was killed is back sooner: what was compiled once is kept by Node.
  nodeModule.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/salon', import.meta.url)));
  import('../build/build.ts')
    .then((builder) => builder.build())
    .catch((error) => {
      console.error(error.message);
      process.exit(1);
    })
    .then(() => import('./main.ts'))
    .then((relay) => relay.main())
    .then(() => nodeModule.flushCompileCache?.());
}
