import { crc32, deflateSync } from 'node:zlib';

/* Whole little pictures, part by part, and whatever a test puts among them. */

export function pngPart(name: string, inside: Uint8Array = new Uint8Array(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(inside.length);
  const body = Buffer.concat([Buffer.from(name, 'latin1'), inside]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const PNG_SIGN = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
export function png(among: readonly Uint8Array[] = [], [width, height]: [number, number] = [1, 1]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.from([0, 128]));
  return Buffer.concat([PNG_SIGN, pngPart('IHDR', head), ...among, pngPart('IDAT', pixels), pngPart('IEND')]);
}

export function jpegPart(marker: number, inside: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(inside.length + 2, 2);
  return Buffer.concat([head, inside]);
}

const SCAN = [
  jpegPart(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x7f, 0xff, 0x00, 0x1f, 0xff, 0xd0, 0x3f]),
];
export const jpeg = (among: readonly Uint8Array[] = [], [width, height]: [number, number] = [1, 1]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegPart(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...among,
    jpegPart(0xdb, Buffer.alloc(65, 1)),
    jpegPart(0xc0, Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])),
    ...SCAN,
    Buffer.from([0xff, 0xd9]),
  ]);

export function webpPart(name: string, inside: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(inside.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), length, inside, Buffer.alloc(inside.length % 2)]);
}

/** One pixel without loss; `said` makes pictures that differ. */
export function webp(said = '', among: readonly Uint8Array[] = []): Buffer {
  const pixels = Buffer.concat([Buffer.from([0x2f, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11]), Buffer.from(said)]);
  const parts = Buffer.concat([Buffer.from('WEBP', 'latin1'), webpPart('VP8L', pixels), ...among]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(parts.length, 4);
  return Buffer.concat([head, parts]);
}
