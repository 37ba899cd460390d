import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { parseSync } from 'vite';

export interface ImportLine {
  /** A path from the root (`protocol/limits.ts`), a package (`zod`) or a built-in (`node:fs`). */
  target: string;
  kind: 'file' | 'package' | 'builtin';
  /** Gone at run time: `import type`, `export type … from`, `import('…').T`. `import { type T }` still loads its file. */
  typeOnly: boolean;
  /** `import()` at run time: loads later, so it makes no cycle. */
  dynamic: boolean;
}

export interface SourceFile {
  /** From the root, with slashes. */
  path: string;
  imports: ImportLine[];
  hasDefaultExport: boolean;
  /** What waits, reads a clock or rolls dice, as it is written: `await`, `Date.now`, `setTimeout`. */
  impurities: string[];
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const ROOMS = ['protocol', 'widget', 'console', 'server', 'build', 'demo-site', 'tests'];
const SOURCE = /\.(ts|tsx|mjs|js)$/;

/** Every source file of the house, read and parsed. */
export function readHouse(root: string): SourceFile[] {
  const files = ROOMS.flatMap((room) => filesUnder(root, room));
  return [...files, 'vite.config.ts', 'vitest.config.ts'].map((path) =>
    readSource(path, readFileSync(join(root, path), 'utf8')),
  );
}

function filesUnder(root: string, room: string): string[] {
  try {
    return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('tests/output/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Parses one file; `path` decides how its relative imports are read. */
export function readSource(path: string, code: string): SourceFile {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const file: SourceFile = { path, imports: [], hasDefaultExport: false, impurities: [] };
  walk(program as unknown as Node, (node) => note(file, node));
  return file;
}

function note(file: SourceFile, node: Node): void {
  if (node.type === 'ExportDefaultDeclaration') file.hasDefaultExport = true;
  const from = (node.source as { value?: unknown } | null | undefined)?.value;
  if (typeof from === 'string' && IMPORTS.has(node.type)) {
    const typeOnly = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
    file.imports.push({ ...resolve(file.path, from), typeOnly, dynamic: node.type === 'ImportExpression' });
  }
  const impurity = impurityOf(node);
  if (impurity) file.impurities.push(impurity);
}

const IMPORTS = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function resolve(path: string, from: string): Pick<ImportLine, 'target' | 'kind'> {
  const plain = from.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return { kind: 'file', target: posix.join(dirname(path), plain) };
  if (plain.startsWith('node:')) return { kind: 'builtin', target: plain };
  const parts = plain.split('/');
  return { kind: 'package', target: parts.slice(0, plain.startsWith('@') ? 2 : 1).join('/') };
}

const CLOCKS = /^(Date\.now|Math\.random|Temporal\.Now|performance\.now|crypto\.\w+|process\.\w+)$/;
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch']);

function impurityOf(node: Node): string | undefined {
  if (node.type === 'AwaitExpression') return 'await';
  if (node.async === true) return 'async';
  const name = (key: string) => (node[key] as { name?: string } | undefined)?.name ?? '';
  if (node.type === 'MemberExpression') {
    const member = `${name('object')}.${name('property')}`;
    return CLOCKS.test(member) ? member : undefined;
  }
  if (node.type === 'CallExpression' && TIMERS.has(name('callee'))) return name('callee');
  const bare = (node.arguments as unknown[] | undefined)?.length === 0;
  return node.type === 'NewExpression' && name('callee') === 'Date' && bare ? 'new Date()' : undefined;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, visit);
    }
  }
}
