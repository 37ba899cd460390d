import { minify } from 'terser';
import type { Plugin } from 'vite';
import { SENTENCE, SHORT } from './short-names.ts';

/**
 * The last few bytes. Chunks are fetched by plain `import()`: Vite's helper around it preloads style sheets, of which
 * the widget has none. And the minifier writes strings between backticks; between quotes, which brotli knows from
 * elsewhere, they weigh less.
 */
export const plainOutput: Plugin = {
  name: 'plain-output',
  async generateBundle({ format }, bundle) {
    for (const output of Object.values(bundle))
      if (output.type === 'chunk')
        output.code = await small(plain(output.code, this.parse(output.code)), format === 'es');
  },
};

/** Takes out what the bundler's own minifier leaves, and the names of sentences: together some 600 bytes of a chat. */
export async function small(code: string, module: boolean): Promise<string> {
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

interface Piece {
  type?: string;
  start: number;
  end: number;
  expressions?: Piece[];
  arguments?: Piece[];
  body?: Piece;
}

/** The first `import()` within a piece of code. */
function importIn(at: unknown): Piece | undefined {
  if (typeof at !== 'object' || at === null) return undefined;
  if ((at as Piece).type === 'ImportExpression') return at as Piece;
  for (const part of Object.values(at)) {
    const found = importIn(part);
    if (found) return found;
  }
  return undefined;
}

/** Code of a chunk, with plain quotes and plain imports; `program` is its syntax tree (ESTree). */
export function plain(code: string, program: unknown): string {
  const letters = code.split('');
  const walk = (at: unknown) => {
    if (typeof at !== 'object' || at === null) return;
    const { type, expressions, arguments: given, start, end } = at as Piece;
    if (type === 'TaggedTemplateExpression') return;
    if (type === 'TemplateLiteral' && expressions?.length === 0 && !/["\\\n]/.test(code.slice(start, end)))
      letters[start] = letters[end - 1] = '"';
    const [fetching, , base] = given ?? [];
    if (fetching?.body && base && code.slice(base.start, base.end) === 'import.meta.url') {
      // Where a part of the chunk is asked for by its name, all of it serves as well.
      const steps = fetching.body.type === 'BlockStatement';
      const { start: from, end: to } = (steps && importIn(fetching)) || fetching.body;
      letters.fill('', start, from).fill('', to, end);
    }
    Object.values(at).forEach(walk);
  };
  walk(program);
  return letters.join('');
}
