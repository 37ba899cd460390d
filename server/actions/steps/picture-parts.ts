import { crc32 } from 'node:zlib';

/**
 * What a picture's file is made of, from its first byte to its last. Three bytes at its beginning prove nothing: a
 * file may be cut short, carry where and by whom it was taken, or a page behind its end. Each format is walked part
 * by part; a part that only says how the picture looks may stand, every other is named.
 */
export type Parts = { kind: 'jpg' | 'png' | 'webp' } | { why: string };

type Fault = string | null;

/** The longest side that a face in a corner can want; decoders take memory by it, not by the file's size. */
const LONGEST_SIDE = 4_096;
const CLEAN = 'save it without metadata, for example with `exiftool -all= FILE`';

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Walks a file to its end; `why` is the rest of a sentence that begins with "is". */
export function readParts(bytes: Uint8Array): Parts {
  const kind = kindOf(bytes);
  if (!kind) return { why: 'neither WebP nor PNG nor JPEG' };
  const why = WALKS[kind](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return why === null ? { kind } : { why };
}

function kindOf(bytes: Uint8Array): 'jpg' | 'png' | 'webp' | null {
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  return ascii(bytes, 0, 3) === '\xff\xd8\xff' ? 'jpg' : null;
}

const broken = (where: string) => `not whole: it breaks off or is damaged at ${where}; export it again`;
const tail = (count: number) => `followed by ${count} bytes that are no part of the picture; export it again`;
const carries = (what: string) => `more than a picture: it carries ${what}; ${CLEAN}`;
const size = (width: number, height: number): Fault => {
  if (width < 1 || height < 1) return broken('its size');
  return Math.max(width, height) > LONGEST_SIDE ? `more than ${LONGEST_SIDE} pixels wide or high` : null;
};
const shown = (name: string) => `"${name.replace(/[^ -~]/g, '?').trim()}"`;

/** By the PNG specification's names; what stands in none of these says something of its maker. */
const PNG_PARTS = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|hIST|cICP|mDCV|cLLI)$/;
const PNG_TOLD: Record<string, string> = {
  ...{ eXIf: 'EXIF', tEXt: 'text', zTXt: 'text', iTXt: 'text or XMP', tIME: 'a time' },
  ...{ acTL: 'moving frames', fcTL: 'moving frames', fdAT: 'moving frames' },
};

function walkPng(bytes: Uint8Array, view: DataView): Fault {
  let pixels = false;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) return broken('its end');
    const length = view.getUint32(at);
    const name = ascii(bytes, at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length || (at === 8) !== (name === 'IHDR')) return broken(shown(name));
    if (!PNG_PARTS.test(name)) return carries(PNG_TOLD[name] ?? `a part named ${shown(name)}`);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return broken(shown(name));
    if (name === 'IHDR') {
      const fault = length === 13 ? size(view.getUint32(at + 8), view.getUint32(at + 12)) : broken('its size');
      if (fault) return fault;
    }
    pixels ||= name === 'IDAT' && length > 0;
    if (name === 'IEND')
      return !pixels || length > 0 ? broken('its pixels') : end < bytes.length ? tail(bytes.length - end) : null;
    at = end;
  }
}

const JPEG_TOLD: Record<number, string> = { 225: 'EXIF or XMP', 237: 'a photo program’s notes', 254: 'a comment' };

/** JFIF without a small picture of its own, a colour profile, and Adobe's note on colours. */
function isJpegLook(marker: number, length: number, name: string): boolean {
  if (marker === 0xe0) return name.startsWith('JFIF\0') && length === 16;
  if (marker === 0xe2) return name.startsWith('ICC_PROFILE\0');
  if (marker === 0xee) return name.startsWith('Adobe') && length === 14;
  return marker < 0xe0 && marker >= 0xc0;
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function walkJpeg(bytes: Uint8Array, view: DataView): Fault {
  let frame = false;
  let scan = false;
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) return broken('a marker');
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined) return broken('its end');
    if (marker === 0xd9)
      return !frame || !scan ? broken('its pixels') : at < bytes.length ? tail(bytes.length - at) : null;
    if (at + 2 > bytes.length) return broken('its end');
    const length = view.getUint16(at);
    const end = at + length;
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || length < 2 || end > bytes.length)
      return broken('a marker');
    if (!isJpegLook(marker, length, ascii(bytes, at + 2, Math.min(end, at + 16))))
      return carries(JPEG_TOLD[marker] ?? `a part named APP${marker - 0xe0}`);
    if (isFrame(marker)) {
      const fault = length < 8 ? broken('its size') : size(view.getUint16(at + 5), view.getUint16(at + 3));
      if (fault) return fault;
      frame = true;
    }
    at = end;
    if (marker !== 0xda) continue;
    scan = true;
    at = afterScan(bytes, at);
  }
}

/** Past the pixels of one scan: to the next marker that is neither a stuffed byte nor a restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1] ?? 0xff;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
}

const WEBP_PARTS = /^(VP8 |VP8L|VP8X|ALPH|ICCP)$/;
const WEBP_TOLD: Record<string, string> = { EXIF: 'EXIF', 'XMP ': 'XMP', ANIM: 'moving frames', ANMF: 'moving frames' };

function walkWebp(bytes: Uint8Array, view: DataView): Fault {
  const whole = 8 + view.getUint32(4, true);
  if (whole > bytes.length) return broken('its end');
  let pixels = 0;
  let at = 12;
  while (at < whole) {
    if (at + 8 > whole) return broken('its end');
    const name = ascii(bytes, at, at + 4);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (end > whole) return broken(shown(name));
    if (!WEBP_PARTS.test(name)) return carries(WEBP_TOLD[name] ?? `a part named ${shown(name)}`);
    if (name === 'VP8 ' || name === 'VP8L') pixels++;
    const fault = webpSize(name, bytes.subarray(at + 8, at + 8 + length));
    if (fault) return fault;
    at = end;
  }
  if (pixels !== 1) return broken('its pixels');
  return whole < bytes.length ? tail(bytes.length - whole) : null;
}

function webpSize(name: string, inside: Uint8Array): Fault {
  const view = new DataView(inside.buffer, inside.byteOffset, inside.byteLength);
  if (name === 'VP8 ') {
    if (inside.length < 10 || ascii(inside, 3, 6) !== '\x9d\x01\x2a') return broken('"VP8"');
    return size(view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff);
  }
  if (name === 'VP8L') {
    if (inside.length < 5 || inside[0] !== 0x2f) return broken('"VP8L"');
    const bits = view.getUint32(1, true);
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (name !== 'VP8X') return null;
  if (inside.length !== 10) return broken('"VP8X"');
  return size((view.getUint32(4, true) & 0xffffff) + 1, (view.getUint32(6, true) >>> 8) + 1);
}

const WALKS: Record<'jpg' | 'png' | 'webp', (bytes: Uint8Array, view: DataView) => Fault> = {
  jpg: walkJpeg,
  png: walkPng,
  webp: walkWebp,
};
