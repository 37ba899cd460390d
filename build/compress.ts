import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.map', '.webmanifest', '.xml']);
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** How each coding is made, at its best: once, while building. */
const CODINGS: Readonly<Record<string, (plain: Buffer) => Promise<Buffer>>> = {
  br: (plain) => brotli(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength } }),
  gzip: (plain) => gzipped(plain, { level: 9 }),
};

/**
 * Writes the texts of a built room compressed, under the names that they have there: dist/br/ROOM and dist/gzip/ROOM.
 * What does not become smaller stands in its room alone.
 */
export async function compressRoom(dist: string, room: string): Promise<void> {
  const from = join(dist, room);
  const texts = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXTS.has(extname(entry.name)))
    .map((entry) => relative(from, join(entry.parentPath, entry.name)));
  for (const [coding, compress] of Object.entries(CODINGS)) {
    const to = join(dist, coding, room);
    rmSync(to, { recursive: true, force: true });
    const write = async (text: string) => {
      const plain = readFileSync(join(from, text));
      const bytes = await compress(plain);
      if (bytes.byteLength >= plain.byteLength) return;
      mkdirSync(dirname(join(to, text)), { recursive: true });
      writeFileSync(join(to, text), bytes);
    };
    await Promise.all(texts.map(write));
  }
}

if (import.meta.main) {
  const dist = fileURLToPath(new URL('../dist', import.meta.url));
  for (const room of process.argv.slice(2)) await compressRoom(dist, room);
}
