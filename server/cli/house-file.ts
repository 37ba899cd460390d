import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { unlessAbsent } from '../operation/absent.ts';

/** A house file as it stands on disk, before it is checked. */
export interface HouseFile {
  house: unknown;
  /** The bytes of the portraits it names, by the names it gives. */
  portraits: Map<string, Uint8Array>;
}

/** A house file that cannot be read; the message is for the operator. */
export class UnreadableHouse extends Error {
  constructor(path: string, why: string) {
    super(`The house file ${path} cannot be read: ${why}.`);
    this.name = 'UnreadableHouse';
  }
}

const whyOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? 'there is no such file'
    : error instanceof Error
      ? error.message
      : String(error);

/** Reads a house file and the portraits that stand beside it; one that is not there is left out, and named later. */
export async function readHouseFile(path: string): Promise<HouseFile> {
  let house: unknown;
  try {
    house = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UnreadableHouse(path, whyOf(error));
  }
  const portraits = new Map<string, Uint8Array>();
  for (const name of portraitNames(house)) {
    const file = beside(path, name);
    const bytes = file && (await readPortrait(path, file));
    if (bytes) portraits.set(name, bytes);
  }
  return { house, portraits };
}

async function readPortrait(path: string, file: string): Promise<Uint8Array | null> {
  try {
    return await unlessAbsent(readFile(file), null);
  } catch (error) {
    throw new UnreadableHouse(path, `its portrait ${file} (${whyOf(error)})`);
  }
}

/** What is named before anything is checked: every `people[].portrait` that is text. */
function portraitNames(house: unknown): Set<string> {
  const { people } = Object(house) as { people?: unknown };
  if (!Array.isArray(people)) return new Set();
  const names = people.map((person) => (Object(person) as { portrait?: unknown }).portrait);
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** A house file from somewhere else must not read this machine's other files. */
function beside(path: string, name: string): string | null {
  const folder = dirname(resolve(path));
  const file = resolve(folder, name);
  const below = relative(folder, file);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? null : file;
}
