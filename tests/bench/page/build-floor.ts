import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';
import { compressRoom } from '../../../build/compress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUT = here('../../output/page-floor');

/** The transports that it never uses. To name one in its options leaves the others in. */
const UNUSED: Readonly<Record<string, string>> = { 'polling-xhr.js': 'XHR', 'webtransport.js': 'WT' };
const oneTransport: Plugin = {
  name: 'one-transport',
  enforce: 'pre',
  load(id) {
    const name = UNUSED[/\/engine\.io-client\/.*\/transports\/(.+)$/.exec(id)?.[1] ?? ''];
    return name && `export class ${name} {}`;
  },
};

const settings = (input: string, format: 'iife' | 'es'): InlineConfig => ({
  configFile: false,
  root: here('floor'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [oneTransport],
  build: {
    outDir: join(OUT, 'floor'),
    emptyOutDir: false,
    target: ['chrome111', 'firefox121', 'safari16.4'],
    modulePreload: false,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: here(input),
      preserveEntrySignatures: 'strict',
      output: { format, entryFileNames: '[name].js' },
    },
  },
});

/**
 * The floor: the plainest loader, panel and line that can be had with the packages that Salon has (Preact, signals,
 * socket.io-client), in one file after the loader, built by the same bundler for the same browsers. Answers the folder to
 * serve, which has them compressed as Salon's are.
 */
export async function buildFloor(): Promise<string> {
  rmSync(OUT, { recursive: true, force: true });
  await build(settings('floor/loader.ts', 'iife'));
  await build(settings('floor/panel.ts', 'es'));
  await compressRoom(OUT, 'floor');
  return join(OUT, 'br/floor');
}
