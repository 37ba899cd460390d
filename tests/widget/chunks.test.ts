import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cacheFor } from '../../server/http/pages.ts';

const dist = fileURLToPath(new URL('../../dist/widget', import.meta.url));
const built = existsSync(join(dist, 'salon.js'));
const KIB = 1024;

const chunks: string[] = built ? readdirSync(join(dist, 'en/assets')).filter((name) => name.endsWith('.js')) : [];
const named = (name: string) => `en/assets/${chunks.find((chunk) => chunk.startsWith(`${name}-`)) ?? 'missing'}`;
const text = (file: string) => readFileSync(join(dist, file), 'utf8');
const weight = (file: string) => brotliCompressSync(readFileSync(join(dist, file))).length;

/** A chunk and all that it imports before it can run. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of text(file).matchAll(/from\s*["'`]\.\/([^"'`]+)["'`]/g))
    withImports(`en/assets/${name}`, found);
  return found;
}
const total = (files: Iterable<string>) => [...new Set(files)].reduce((sum, file) => sum + weight(file), 0);

// Built by `npm run build`, which `npm test` runs before.
describe.runIf(built)('the widget as it is built', () => {
  it('the loader is a classic script of at most 3 KiB', () => {
    expect(text('salon.js')).not.toMatch(/^\s*(import|export)\b/m);
    expect(() => new Function(text('salon.js'))).not.toThrow();
    expect(weight('salon.js')).toBeLessThan(3 * KIB);
  });

  it('what is named by its content is kept for ever', () => {
    const shortly = chunks.filter((name) => !cacheFor(join(dist, 'en/assets', name)).includes('immutable'));
    // A hash of lower case alone cannot be told from a name; one in some thousand is.
    expect(shortly.filter((name) => !/-[a-z-]{6}\.js$/.test(name))).toEqual([]);
  });

  it('the first file of opening, her language’s words in it, is under 14 KiB and waits for no other', () => {
    const first = withImports(named('app'));
    expect([...first]).toHaveLength(1);
    expect(total(first)).toBeLessThan(14 * KIB);
  });

  it('opening and chatting in English is under 30 KiB in all', () => {
    const files = ['app', 'chat', 'sheet'].map(named).flatMap((file) => [...withImports(file)]);
    expect(total(['salon.js', ...files])).toBeLessThan(30 * KIB);
  });

  it('polling is a chunk of its own that nothing loads unasked', () => {
    const polling = named('polling');
    expect(text(polling)).toContain('transport:"polling"');
    for (const file of ['app', 'chat', 'callback'].map(named)) expect([...withImports(file)]).not.toContain(polling);
    expect(text(named('chat'))).not.toContain('transport:"polling"');
  });

  it('the callback loads no socket', () => {
    const files = [...withImports(named('app')), ...withImports(named('callback'))];
    for (const file of files) expect(text(file)).not.toMatch(/WebSocket|socket\.io/);
  });

  it('no chunk holds zod, WebTransport, eval or a way to write HTML', () => {
    for (const file of ['salon.js', ...chunks.map((name) => `en/assets/${name}`)]) {
      expect(text(file)).not.toMatch(
        /ZodError|safeParse|WebTransport|\beval\(|new Function|insertAdjacentHTML|document\.write/,
      );
    }
  });

  it('today’s app stands under a name that never changes', () => {
    expect(text('en/app.js')).toContain(`../${named('app')}`);
    expect(text('fr/app.js')).toMatch(/'\.\.\/fr\/assets\/app-/);
  });
});
