import { readdirSync, readFileSync } from 'node:fs';
import { words as callWords } from '../../widget/words/call-en.ts';
import { words } from '../../widget/words/en.ts';
import { at } from './paths.ts';

/** What these files name is read by other versions, or by the page. */
const KNOWN_OUTSIDE = ['widget/page.ts', 'widget/salon.d.ts', 'widget/models/memory.ts'];

/** A file without its comments. */
const textOf = (path: string) => readFileSync(at(path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
const filesIn = (folder: string) =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`);

/**
 * What the sentences are called in the build. A name is the widget's own unless the wire, storage, the page or a
 * string knows it too; those of the browser the minifier knows by itself.
 */
export const SHORT: Readonly<Record<string, string>> = shortNames([...Object.keys(words), ...Object.keys(callWords)]);

/** The names that are short in the build. */
export const SENTENCE = new RegExp(`^(${Object.keys(SHORT).join('|').replaceAll('$', '')})$`);

function shortNames(names: readonly string[]): Record<string, string> {
  const outside = [...filesIn('protocol'), ...filesIn('widget/product'), ...KNOWN_OUTSIDE].map(textOf);
  const strings = filesIn('widget').flatMap((file) => textOf(file).match(/(?<=')\w+(?=')/g) ?? []);
  // One chunk knows by name what another exports.
  const exported = filesIn('widget').flatMap(
    (file) => textOf(file).match(/(?<=^export (async )?(function|const) )[a-z]\w+/gm) ?? [],
  );
  const taken = new Set([...outside.flatMap((text) => text.match(/\w+/g) ?? []), ...strings, ...exported]);
  const own = names.filter((name) => name.length > 2 && !taken.has(name));
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return Object.fromEntries(own.map((name, i) => [`$${name}`, letters[i] ?? `z${i}`]));
}
