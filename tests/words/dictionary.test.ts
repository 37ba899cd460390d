import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const rowsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\| (?!Word|Code|Folder|Room)/.test(line));

/** The files of a row's last column; a bare name lies beside the one before it. */
function filesOf(row: string): string[] {
  const last = row.split(' | ').at(-1) ?? '';
  let folder = '.';
  return [...last.matchAll(/`([^`]+)`|\]\(([^)]+)\)/g)].map(([, code, link]) => {
    const path = link ?? code ?? '';
    if (!path.includes('/')) return join(folder, path);
    folder = dirname(path);
    return path;
  });
}

test('the dictionary names files that are there', () => {
  const missing = rowsOf('WORDS.md').flatMap((row) => filesOf(row).filter((file) => !existsSync(file)));
  expect(missing).toEqual([]);
});

test('the dictionary has each word once', () => {
  const words = rowsOf('WORDS.md').flatMap((row) => row.split(' | ')[0]?.slice(2).split(', ') ?? []);
  expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
});

test('the tests’ README names every folder of tests, and the letter of every code in a title', () => {
  const text = readFileSync('tests/README.md', 'utf8');
  const entries = readdirSync('tests', { recursive: true, withFileTypes: true });
  const folders = entries.filter((one) => one.isDirectory() && one.parentPath === 'tests' && one.name !== 'output');
  expect(folders.map(({ name }) => `${name}/`).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  const titles = entries
    .filter(({ name }) => /\.test\.tsx?$/.test(name))
    .flatMap(({ parentPath, name }) => [
      ...readFileSync(join(parentPath, name), 'utf8').matchAll(/(?:test|it|describe)\S*\(\s*['"`]([A-Z])\d+\w?[:,]/g),
    ]);
  const letters = new Set(titles.map(([, letter]) => letter));
  expect([...letters].filter((letter) => !new RegExp(`\`${letter}\\d+\\w?\``).test(text))).toEqual([]);
  expect(letters.size).toBeGreaterThan(5);
});
