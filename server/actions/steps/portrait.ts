import { createHash } from 'node:crypto';
import type { Tx } from '../../store/store.ts';
import { readParts } from './picture-parts.ts';

/** An image file as it came, or as it is served. */
export interface Picture {
  type: string;
  bytes: Uint8Array;
}

/** A portrait that may be kept. */
export interface Portrait extends Picture {
  hash: string;
  /** Its name under /portraits/: by content, so that it never changes. */
  file: string;
}

export const PORTRAIT_BYTES = 200 * 1024;

const TYPES = { webp: 'image/webp', png: 'image/png', jpg: 'image/jpeg' } as const;

/** The picture as it can be kept, or why not: the rest of a sentence that begins with "is". */
export function readPortrait(bytes: Uint8Array): Portrait | string {
  if (bytes.byteLength > PORTRAIT_BYTES) return `larger than ${PORTRAIT_BYTES / 1024} KB`;
  const parts = readParts(bytes);
  if ('why' in parts) return parts.why;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return { hash, type: TYPES[parts.kind], bytes, file: `${hash}.${parts.kind}` };
}

/** Kept once, whoever shows it. */
export async function keepPortrait(tx: Tx, brand: string, { hash, type, bytes }: Portrait): Promise<void> {
  if (!(await tx.one('portraits', { hash }))) await tx.insert('portraits', { hash, brand, type, bytes });
}
