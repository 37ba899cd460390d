import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';
import { LIMITS } from './protocol/limits.ts';
import { words as callWords } from './widget/words/call-en.ts';
import { words } from './widget/words/en.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** A file without its comments. */
const textOf = (path: string) => readFileSync(at(path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
const filesIn = (folder: string) =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`);
/** What they name is read by other versions, or by the page. */
const KNOWN_OUTSIDE = ['widget/page.ts', 'widget/salon.d.ts', 'widget/models/memory.ts'];
const BROWSERS = ['chrome111', 'firefox121', 'safari16.4'];

/** `dist/widget/app.js` always names today's app: a loader from a cache asks it when its own chunk is gone. */
const namesToday: Plugin = {
  name: 'names-today',
  writeBundle: () => writeFileSync(at('dist/widget/app.js'), `export * from './${chunk('widget/app.tsx')}';\n`),
};

/** What stands up to windows of the page is in the app, and once more by itself, for pages that need it before. */
const EARLY = 'widget/hold-ground-early.ts';
const groundTwice: Plugin = {
  name: 'ground-twice',
  enforce: 'pre',
  resolveId: (id) => (id === at(EARLY) ? id : undefined),
  load: (id) => (id === at(EARLY) ? readFileSync(at('widget/hold-ground.ts'), 'utf8') : undefined),
};

/** An empty helper in the place of Vite's, which would bring its own weight along before it is taken out. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  resolveId: (id) => (id === '\0vite/preload-helper.js' ? id : undefined),
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = 0;' : undefined),
};

/** A limit is written in as its number, so that no chunk carries those of the relay and the console. */
const limitsAsNumbers: Plugin = {
  name: 'limits-as-numbers',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith(at('widget/'))
      ? code.replace(/\bLIMITS\.(\w+)/g, (_, name) => `${LIMITS[name as keyof typeof LIMITS]}`)
      : undefined,
};

/** Views are compiled to calls of Preact's own createElement; the automatic runtime would bring a second one along. */
const viewsAsCalls: Plugin = {
  name: 'views-as-calls',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { Fragment, h } from 'preact';${code}` : undefined),
};

/**
 * Styles lose their white space and comments and nothing else: the build's own minifier rounds numbers to six digits
 * and puts declarations in an order that compresses less well than ours.
 */
const tightStyles: Plugin = {
  name: 'tight-styles',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.css?inline') ? tight(code) : undefined),
};

const tight = (css: string) =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>/!]) ?/g, '$1')
    .replaceAll(' + .', '+.')
    .replace(/: /g, ':')
    .replace(/(?<=@\w+) \(/g, '(')
    .replace(/(?<![\w.])0\./g, '.')
    .replaceAll(';}', '}')
    .trim();

/**
 * The last few bytes. Chunks are fetched by plain `import()`: Vite's helper around it preloads style sheets, of which
 * the widget has none. And the minifier writes strings between backticks; between quotes, which brotli knows from
 * elsewhere, they weigh less.
 */
const plainOutput: Plugin = {
  name: 'plain-output',
  async generateBundle({ format }, bundle) {
    for (const output of Object.values(bundle))
      if (output.type === 'chunk')
        output.code = await small(plain(output.code, this.parse(output.code)), format === 'es');
  },
};

/** Takes out what the bundler's own minifier leaves, and the names of sentences: together some 600 bytes of a chat. */
async function small(code: string, module: boolean): Promise<string> {
  const done = await minify(code, {
    module,
    ecma: 2022,
    // Strings on the right, as they are written, and nothing joined by commas: brotli has seen that before. Nothing here
    // is made with `new` that does not say `this`, which is what arrows lack.
    compress: { passes: 3, lhs_constants: false, sequences: false, unsafe_arrows: true },
    mangle: { properties: { regex: SENTENCE } },
    nameCache: { props: { props: SHORT } },
  });
  return done.code ?? code;
}

/**
 * What the sentences are called in the build. A name is the widget's own unless the wire, storage, the page or a
 * string knows it too; those of the browser the minifier knows by itself.
 */
const SHORT = shortNames([...Object.keys(words), ...Object.keys(callWords)]);

const SENTENCE = new RegExp(`^(${Object.keys(SHORT).join('|').replaceAll('$', '')})$`);

function shortNames(names: readonly string[]): Record<string, string> {
  const outside = [...filesIn('protocol'), ...filesIn('widget/product'), ...KNOWN_OUTSIDE].map(textOf);
  const strings = filesIn('widget').flatMap((file) => textOf(file).match(/(?<=')\w+(?=')/g) ?? []);
  const taken = new Set([...outside.flatMap((text) => text.match(/\w+/g) ?? []), ...strings]);
  const own = names.filter((name) => name.length > 2 && !taken.has(name));
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return Object.fromEntries(own.map((name, i) => [`$${name}`, letters[i] ?? `z${i}`]));
}

interface Piece {
  type?: string;
  start: number;
  end: number;
  expressions?: Piece[];
  arguments?: Piece[];
  body?: Piece;
}

function plain(code: string, program: unknown): string {
  const letters = code.split('');
  const walk = (at: unknown) => {
    if (typeof at !== 'object' || at === null) return;
    const { type, expressions, arguments: given, start, end } = at as Piece;
    if (type === 'TaggedTemplateExpression') return;
    if (type === 'TemplateLiteral' && expressions?.length === 0 && !/["\\\n]/.test(code.slice(start, end)))
      letters[start] = letters[end - 1] = '"';
    const [fetching, , base] = given ?? [];
    if (fetching?.body && base && code.slice(base.start, base.end) === 'import.meta.url') {
      const steps = fetching.body.type === 'BlockStatement';
      const { start: from, end: to } = steps ? fetching : fetching.body;
      letters.fill('', start, from).fill('', to, end);
      if (steps) {
        letters[start] = '(';
        letters[end - 1] = ')()';
      }
    }
    Object.values(at).forEach(walk);
  };
  walk(program);
  return letters.join('');
}

function chunk(source: string): string {
  const chunks = JSON.parse(readFileSync(at('dist/widget/chunks.json'), 'utf8')) as Record<string, { file: string }>;
  const file = chunks[source]?.file;
  if (!file) throw new Error(`the widget's build holds no ${source}: build --mode widget first`);
  return file;
}

// One room is built per run: `vite build --mode widget`, then `loader` (which is told the app's name), `console`.
// dist/ is what the relay serves:
//   dist/widget/salon.js        GET /salon.js             the loader, a classic script
//   dist/widget/app.js          GET /widget/app.js        the app's name of today
//   dist/widget/assets/*        GET /widget/assets/…      hashed chunks, immutable
//   dist/console/*              GET /console/…
//   dist/{br,gzip}/ROOM/*       the same, compressed, to whoever takes it so
export default defineConfig(({ mode }) => {
  if (mode === 'console') {
    return {
      root: at('console'),
      base: '/console/',
      plugins: [preact()],
      // The console's policy forbids data: addresses, so nothing is inlined.
      build: { outDir: at('dist/console'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
    };
  }
  if (mode === 'widget') {
    return {
      base: './',
      publicDir: false,
      // createElement is in Preact's core anyway; the automatic runtime would bring a second one along.
      oxc: {
        jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
      },
      plugins: [namesToday, groundTwice, plainImports, limitsAsNumbers, viewsAsCalls, tightStyles, plainOutput],
      build: {
        outDir: at('dist/widget'),
        emptyOutDir: true,
        target: BROWSERS,
        cssMinify: false,
        modulePreload: false,
        manifest: 'chunks.json',
        rolldownOptions: {
          checks: { bundlerTimings: false },
          input: [at('widget/app.tsx'), at(EARLY)],
          preserveEntrySignatures: 'allow-extension',
          output: { entryFileNames: 'assets/[name]-[hash:6].js', chunkFileNames: 'assets/[name]-[hash:6].js' },
        },
      },
    };
  }
  if (mode === 'loader') {
    const written = (name: string, source: string) => ({ [name]: JSON.stringify(`widget/${chunk(source)}`) });
    const words = ['en', 'fr'].map((language) => written(`__WORDS__.${language}`, `widget/words/${language}.ts`));
    return {
      publicDir: false,
      plugins: [tightStyles, plainOutput],
      define: Object.assign(written('__APP__', 'widget/app.tsx'), written('__GROUND__', EARLY), ...words),
      build: {
        outDir: at('dist/widget'),
        emptyOutDir: false,
        target: BROWSERS,
        cssMinify: false,
        modulePreload: false,
        rolldownOptions: {
          checks: { bundlerTimings: false },
          input: at('widget/loader.ts'),
          output: { format: 'iife', entryFileNames: 'salon.js' },
        },
      },
    };
  }
  return {};
});
