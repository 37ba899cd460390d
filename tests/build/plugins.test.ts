import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Script } from 'node:vm';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { plain, small } from '../../build/plugins/plain-output.ts';
import { SHORT } from '../../build/plugins/short-names.ts';
import { limitsAsNumbers, wordsWithin } from '../../build/plugins/sources.ts';
import { tight } from '../../build/plugins/tight-styles.ts';
import { LIMITS } from '../../protocol/limits.ts';

const plainly = (code: string) => plain(code, parseSync('chunk.js', code).program);

describe('styles as they are served', () => {
  it('lose comments, white space and what stands for nothing', () => {
    expect(tight('/* why */ .a > .b ,\n.c { margin : 0.5rem; color: red; }\n')).toBe(
      '.a>.b,.c{margin :.5rem;color:red}',
    );
  });

  it('keep what is between words, and numbers as they are', () => {
    expect(tight('.a { inset: 0 10.5px 0 1px; grid: "x y" / 1fr auto }')).toBe(
      '.a{inset:0 10.5px 0 1px;grid:"x y"/1fr auto}',
    );
  });
});

describe('the output of the widget', () => {
  it('has quotes for backticks where nothing is put in, and leaves tags and line ends alone', () => {
    const hole = '`b$' + '{c}`';
    expect(plainly(`f(\`a\`, ${hole}, t\`d\`, \`e\n\`)`)).toBe(`f("a", ${hole}, t\`d\`, \`e\n\`)`);
  });

  it('fetches chunks by a plain import', () => {
    const fetched = 'const a = x(() => import("./a.js"), [], import.meta.url);';
    expect(plainly(fetched).replace(/\0/g, '')).toBe('const a = import("./a.js");');
    const then = 'const a = x(() => import("./a.js").then((b) => b.c), [], import.meta.url);';
    expect(plainly(then)).toBe('const a = import("./a.js").then((b) => b.c);');
    const named =
      'const a = x(async () => { const { b } = await import("./a.js"); return { b }; }, [], import.meta.url);';
    expect(plainly(named)).toBe('const a = import("./a.js");');
  });

  it('does the same after it has been made small', async () => {
    const code =
      'const add = function (a, b) { return a + b }; const t = { sum: add(2, 3) }; out(t.sum === 5 ? "five" : "other");';
    const said: string[] = [];
    new Script(await small(code, false)).runInNewContext({ out: (text: string) => said.push(text) });
    expect(said).toEqual(['five']);
  });
});

describe('the words of a build’s own language', () => {
  const read = (path: string, code: string) =>
    (wordsWithin('fr').transform as (code: string, id: string) => string | undefined)(code, resolve(path));

  it('lie in the file that fetches them otherwise; those of other languages stay apart', () => {
    const code = "const WORDS = { en: () => import('./words/en.ts'), fr: () => import('./words/fr.ts') };";
    expect(read('widget/app.tsx', code)).toBe(
      "import { words as ownWords } from './words/fr.ts';" +
        "const WORDS = { en: () => import('./words/en.ts'), fr: () => ({ words: ownWords }) };",
    );
    expect(read('widget/callback.ts', "import('./words/call-fr.ts')")).toContain("from './words/call-fr.ts'");
  });

  it('are looked for in the widget alone', () => {
    expect(read('console/app.tsx', "import('./words/fr.ts')")).toBeUndefined();
    expect(read('widget/chat.ts', 'const chat = 1;')).toBeUndefined();
  });
});

describe('the short names of sentences', () => {
  it('are one each', () => {
    const short = Object.values(SHORT);
    expect(short.length).toBeGreaterThan(20);
    expect(new Set(short).size).toBe(short.length);
  });

  it('hide nothing that one chunk fetches of another by name', () => {
    for (const name of ['lookAround', 'hearPage', 'startChat']) expect(Object.keys(SHORT)).not.toContain(`$${name}`);
  });

  it('hide nothing that the wire, the storage or the page knows by name', () => {
    const outside = ['protocol/requests.ts', 'protocol/entries.ts', 'widget/models/memory.ts', 'widget/salon.d.ts'];
    const code = (path: string) => readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const known = new Set(outside.flatMap((path) => code(path).match(/\w+/g) ?? []));
    expect(Object.keys(SHORT).filter((name) => known.has(name.slice(1)))).toEqual([]);
  });
});

describe('limits', () => {
  it('are written in as numbers', () => {
    const transform = limitsAsNumbers.transform as (code: string, id: string) => string | undefined;
    const id = new URL('../../widget/chat.ts', import.meta.url).pathname;
    expect(transform('a(LIMITS.messageChars)', id)).toBe(`a(${LIMITS.messageChars})`);
    expect(transform('a(LIMITS.messageChars)', '/elsewhere.ts')).toBeUndefined();
  });
});
