import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readParts } from '../../server/actions/steps/picture-parts.ts';
import { jpeg, jpegPart, png, pngPart, webp, webpPart } from '../helpers/pictures.ts';

const why = (bytes: Uint8Array) => {
  const told = readParts(new Uint8Array(bytes));
  return 'why' in told ? told.why : told.kind;
};
const text = (said: string) => Buffer.from(said, 'latin1');
const EXIF = text('Exif\0\0II*\0\x08\0\0\0GPS 48.8566 2.3522');
const HTML = text('<script>alert(1)</script>');
const whole: Record<string, Buffer> = { png: png(), jpg: jpeg(), webp: webp() };

describe('a portrait’s file, from its first byte to its last', () => {
  it.each(Object.entries(whole))('a whole %s may stand', (kind, bytes) => {
    expect(why(bytes)).toBe(kind);
  });

  it('may say how it looks', () => {
    expect(why(png([pngPart('gAMA', Buffer.alloc(4)), pngPart('iCCP', text('p\0\0x'))]))).toBe('png');
    expect(
      why(jpeg([jpegPart(0xe2, text('ICC_PROFILE\0\x01\x01x')), jpegPart(0xee, text('Adobe\0d\0\0\0\0\x01'))])),
    ).toBe('jpg');
    expect(why(webp('', [webpPart('ICCP', text('profile'))]))).toBe('webp');
  });

  const folder = new URL('../../demo-site/house/portraits/', import.meta.url);
  it.each(readdirSync(folder))('the shop’s own are such: %s', (name) => {
    expect(why(readFileSync(new URL(name, folder)))).toBe('webp');
  });

  it.each([
    ['EXIF in a PNG', png([pngPart('eXIf', EXIF)]), 'it carries EXIF'],
    ['XMP in a PNG', png([pngPart('iTXt', text('XML:com.adobe.xmp\0\0\0\0\0<x/>'))]), 'it carries text or XMP'],
    ['a comment in a PNG', png([pngPart('tEXt', text('Author\0Ada'))]), 'it carries text'],
    ['a part of nobody’s', png([pngPart('prVt', text('x'))]), 'a part named "prVt"'],
    ['EXIF in a JPEG', jpeg([jpegPart(0xe1, EXIF)]), 'it carries EXIF or XMP'],
    ['XMP in a JPEG', jpeg([jpegPart(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x/>'))]), 'it carries EXIF or XMP'],
    ['IPTC in a JPEG', jpeg([jpegPart(0xed, text('Photoshop 3.0\0'))]), 'a photo program’s notes'],
    ['a comment in a JPEG', jpeg([jpegPart(0xfe, text('by Ada'))]), 'it carries a comment'],
    ['a small picture in a JPEG', jpeg([jpegPart(0xe0, text('JFXX\0\x10'))]), 'a part named APP0'],
    ['other pictures in a JPEG', jpeg([jpegPart(0xe2, text('MPF\0'))]), 'a part named APP2'],
    ['EXIF in a WebP', webp('', [webpPart('EXIF', EXIF)]), 'it carries EXIF'],
    ['XMP in a WebP', webp('', [webpPart('XMP ', text('<x/>'))]), 'it carries XMP'],
    ['a film for a face', webp('', [webpPart('ANIM', Buffer.alloc(6))]), 'moving frames'],
  ])('is refused with what to do where it carries %s', (_, bytes, said) => {
    expect(why(bytes)).toContain(said);
    expect(why(bytes)).toContain('save it without metadata');
  });

  it.each(Object.entries(whole))('a page behind the end of a %s is refused', (_, bytes) => {
    expect(why(Buffer.concat([bytes, HTML]))).toContain(`followed by ${HTML.length} bytes`);
    expect(why(Buffer.concat([bytes, bytes]))).toContain('followed by');
  });

  it.each(Object.entries(whole))('a %s cut anywhere is not whole', (_, bytes) => {
    for (let length = 12; length < bytes.length; length++) {
      expect(why(bytes.subarray(0, length)), `${length} bytes`).toMatch(/^(not whole|neither)/);
    }
  });

  it('three bytes prove nothing', () => {
    expect(why(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), HTML]))).toContain('not whole');
    expect(why(text('RIFF0000WEBPpicture'))).toContain('not whole');
    expect(why(Buffer.concat([png().subarray(0, 8), HTML]))).toContain('not whole');
    const damaged = png();
    damaged[damaged.length - 20] = (damaged.at(-20) ?? 0) ^ 255;
    expect(why(damaged)).toContain('not whole');
  });

  it('is no larger than a face in a corner wants', () => {
    expect(why(png([], [16_000, 16_000]))).toContain('more than 4096 pixels');
    expect(why(jpeg([], [9_000, 1]))).toContain('more than 4096 pixels');
    expect(why(png([], [0, 1]))).toContain('not whole');
  });

  it('ten thousand parts are walked once', () => {
    const parts = Array.from({ length: 10_000 }, () => pngPart('gAMA', Buffer.alloc(4)));
    expect(why(png(parts))).toBe('png');
    expect(why(Buffer.concat([png(), ...parts]))).toContain('followed by');
  });
});
