import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { words as callEnglish } from '../../widget/words/call-en.ts';
import { words as callFrench } from '../../widget/words/call-fr.ts';
import { refusedWords } from '../../widget/words/call-refused.ts';
import { words as english } from '../../widget/words/en.ts';
import { words as french } from '../../widget/words/fr.ts';
import { desk, happened, refused, replies, signedOutRows, timesSaid } from './console-table.ts';
import type { Row } from './row.ts';
import { inRefusals, ofCalls, ofRefused, onThePage, spoken } from './widget-table.ts';

const tables = {
  ...{ desk, signedOutRows, happened, refused, timesSaid, replies },
  ...{ spoken, ofCalls, inRefusals, ofRefused, onThePage },
};

/** Every row with the path of its sentence. */
function rowsOf(table: object, path: string): [path: string, row: Row][] {
  if ('holds' in table) return [[path, table as Row]];
  return Object.entries(table).flatMap(([key, inner]) => rowsOf(inner as object, `${path}.${key}`));
}
const rows = Object.entries(tables).flatMap(([name, table]) => rowsOf(table, name));

const files = new Map<string, string>();
function textOf(file: string): string {
  const text = files.get(file) ?? readFileSync(file, 'utf8');
  files.set(file, text);
  return text;
}
const quoted = (title: string) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "(?:\\\\)?'");
const isThere = ({ test: { file, title } }: Row) =>
  new RegExp(`(?:\\b(?:test|it)|\\))\\(\\s*(['"\`])${quoted(title)}\\1`).test(textOf(file));

/** The code that may say a sentence: all of a room but its words. */
function codeOf(room: string): string {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' });
  return files
    .filter(
      (file) =>
        /\.tsx?$/.test(file) && !file.endsWith('/en.ts') && !/words\/(fr|call-|refusals-|signed-out)/.test(file),
    )
    .map((file) => readFileSync(`${room}/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))
    .join('\n');
}

/** Named after a full stop or taken out of its object; or its object is read by a name that only the run knows. */
function isSaid(path: string, code: string): boolean {
  // Noes are read by their code, which the relay gives; the launcher's words by their place.
  if (/^(refused|inRefusals|onThePage)\./.test(path)) return true;
  const [key = '', parent = ''] = path.split('.').reverse();
  if (parent === 'timesSaid') return new RegExp(`\\b${key}\\(`).test(code);
  if (parent === 'replies') return /\bquickReplies\(language\)/.test(code);
  if (new RegExp(`\\b${parent}(\\.value)?\\[|\\b${parent} } = .*;[^;]*\\b${parent}\\[`).test(code)) return true;
  if (/^spoken\.(sent|delivered|read)$/.test(path)) return /\bwords\[progressOf\(/.test(code);
  return new RegExp(`\\.${key}\\b|[{,]\\s*${key}\\b[^=;()]*}\\s*=`).test(code);
}

/** The shape of a word file: which keys, and which of them take something said. */
function shapeOf(words: object): unknown {
  return Object.fromEntries(
    Object.entries(words)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, said]) => [key, typeof said === 'object' ? shapeOf(said as object) : typeof said]),
  );
}

describe('the table of every sentence', () => {
  test('names a test that exists', () => {
    expect(rows.filter(([, row]) => !isThere(row)).map(([path]) => path)).toEqual([]);
  });

  test('says of each when it holds and where it stands', () => {
    expect(rows.filter(([, row]) => !row.holds || !row.where).map(([path]) => path)).toEqual([]);
  });

  test('holds no sentence that nothing says', () => {
    const rooms = { console: codeOf('console'), widget: codeOf('widget') };
    const dead = rows.filter(
      ([path]) => !isSaid(path, /^(spoken|of(Calls|Refused))/.test(path) ? rooms.widget : rooms.console),
    );
    expect(dead.map(([path]) => path)).toEqual([]);
  });

  test('is one for all the widget’s languages: each file holds the same sentences', () => {
    expect(shapeOf(french)).toEqual(shapeOf(english));
    expect(shapeOf(callFrench)).toEqual(shapeOf(callEnglish));
    expect(shapeOf(refusedWords.fr)).toEqual(shapeOf(refusedWords.en));
  });
});
