import { type House, houseSchema } from '../../protocol/house.ts';

/** A house file as it was meant, or what is wrong with it, a line each. */
export type HouseRead = { ok: true; house: House } | { ok: false; problems: string[] };

type Issue = { path: PropertyKey[]; message: string; code?: string; keys?: string[] };

/** Reads a house file's content. A key that nobody knows is named with its path, never passed over. */
export function readHouse(content: unknown): HouseRead {
  const parsed = houseSchema.safeParse(content);
  if (parsed.success) return { ok: true, house: parsed.data };
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => sentences(issue as Issue)) };
}

function sentences({ path, message, code, keys }: Issue): string[] {
  const at = path.map(String);
  if (code === 'unrecognized_keys') return (keys ?? []).map((key) => `${[...at, key].join('.')}: there is no such key`);
  return [`${at.join('.') || 'the file'}: ${message}`];
}
