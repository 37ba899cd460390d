import { createHash } from 'node:crypto';
import type { Tx } from '../store/store.ts';

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

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** What the bytes themselves say they are; a name or a claim says nothing. */
function kindOf(bytes: Uint8Array): { type: string; ending: string } | null {
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return { type: 'image/webp', ending: 'webp' };
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return { type: 'image/png', ending: 'png' };
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return { type: 'image/jpeg', ending: 'jpg' };
  return null;
}

/** The picture as it can be kept, or why not. */
export function readPortrait(bytes: Uint8Array): Portrait | string {
  if (bytes.byteLength > PORTRAIT_BYTES) return `larger than ${PORTRAIT_BYTES / 1024} KB`;
  const kind = kindOf(bytes);
  if (!kind) return 'neither WebP nor PNG nor JPEG';
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return { hash, type: kind.type, bytes, file: `${hash}.${kind.ending}` };
}

/** Kept once, whoever shows it. */
export async function keepPortrait(tx: Tx, brand: string, { hash, type, bytes }: Portrait): Promise<void> {
  if (!(await tx.one('portraits', { hash }))) await tx.insert('portraits', { hash, brand, type, bytes });
}
