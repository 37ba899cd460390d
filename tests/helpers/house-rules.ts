import type { ImportLine, SourceFile } from './source-files.ts';

/** What one room may import. A room is named by its folder; the longest folder that fits a file is its room. */
export interface RoomRule {
  /** Rooms whose values it may use; their types come along. `protocol:light` is what of protocol loads no zod. */
  values: readonly string[];
  /** Rooms of which it may use types alone. */
  types?: readonly string[];
  /** Packages; absent means any. */
  packages?: readonly string[];
  /** Whether it runs on Node and may use `node:` modules. */
  node: boolean;
  /** Plain decisions: nothing in it waits, reads a clock or rolls dice. */
  pure?: boolean;
}

export type House = Readonly<Record<string, RoomRule>>;

/** Every breach of the table, as sentences. */
export function breaches(house: House, files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const wrong = files.flatMap((file) => {
    const room = roomOf(house, file.path);
    if (!room) return [`${file.path} stands in no room of the table`];
    return [
      ...file.imports.flatMap((line) => sayWrong(house, room, file, line, known) ?? []),
      ...(house[room]?.pure ? file.impurities.map((what) => `${file.path}: ${room} is pure, and this is ${what}`) : []),
    ];
  });
  return [...wrong, ...cycles(files), ...files.flatMap(misnamed)];
}

/** Packages that a file uses though package.json does not bring them where it runs. */
export function undeclared(files: readonly SourceFile[], manifest: Manifest): string[] {
  const shipped = new Set(Object.keys(manifest.dependencies));
  const all = new Set([...shipped, ...Object.keys(manifest.devDependencies)]);
  return files.flatMap(({ path, imports }) => {
    const declared = /^(protocol|widget|console|server)\//.test(path) ? shipped : all;
    const missing = imports.filter((line) => line.kind === 'package' && !line.typeOnly && !declared.has(line.target));
    return missing.map((line) => `${path} uses ${line.target}, which package.json does not bring`);
  });
}

export interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

function roomOf(house: House, path: string): string | undefined {
  return Object.keys(house)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function sayWrong(
  house: House,
  room: string,
  file: SourceFile,
  line: ImportLine,
  known: ReadonlyMap<string, SourceFile>,
): string | undefined {
  const rule = house[room] as RoomRule;
  const says = `${file.path} imports ${line.target}: ${room} may`;
  if (line.kind === 'builtin') return rule.node ? undefined : `${says} not use Node`;
  if (line.kind === 'package') {
    const allowed = !rule.packages || rule.packages.includes(line.target);
    return allowed ? undefined : `${says} use ${rule.packages?.join(', ') || 'no package'}`;
  }
  const target = roomOf(house, line.target);
  if (!target) return `${says} import rooms alone`;
  if (target === room || rule.values.includes(target)) return undefined;
  if (line.typeOnly && rule.types?.includes(target)) return undefined;
  if (rule.values.includes(`${target}:light`)) {
    if (line.typeOnly || !loadsZod(line.target, known)) return undefined;
    return `${says} take types alone from files that load zod`;
  }
  const types = rule.types?.length ? `, and types of ${rule.types.join(', ')}` : '';
  return `${says} import ${[room, ...rule.values].join(', ')}${types}`;
}

function loadsZod(path: string, known: ReadonlyMap<string, SourceFile>, seen = new Set<string>()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const lines = (known.get(path)?.imports ?? []).filter((line) => !line.typeOnly);
  return lines.some((line) => line.target === 'zod' || loadsZod(line.target, known, seen));
}

/** Files that know one another in a circle, by values, by types or later: one sentence per circle. */
function cycles(files: readonly SourceFile[]): string[] {
  const next = new Map(files.map((file) => [file.path, file.imports.map((line) => line.target)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push(`a circle: ${[...trail.slice(at), path].join(' -> ')}`);
    if (at >= 0 || done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

const EMPTY_NAMES = new Set(['utils', 'helpers', 'common', 'manager', 'service', 'base', 'data', 'info']);

function misnamed({ path, hasDefaultExport }: SourceFile): string[] {
  const said: string[] = [];
  const parts = path.replace(/^tests\/helpers\//, '').split('/');
  const names = parts.map((part) => part.replace(/(\.test)?\.\w+$/, ''));
  const empty = names.find((name) => EMPTY_NAMES.has(name));
  if (empty) said.push(`${path}: "${empty}" says nothing; name what it holds`);
  if (/(^|\/)index\.tsx?$/.test(path)) said.push(`${path}: no barrels; import the file that holds it`);
  if (/^(server|protocol)\/.*\.tsx$/.test(path)) said.push(`${path}: Node does not run .tsx`);
  if (hasDefaultExport && !/^vi(te|test)\.config\.ts$/.test(path)) said.push(`${path}: named exports only`);
  return said;
}
