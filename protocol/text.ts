// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROLS = /[\u0001-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Text as it may be stored and shown: well-formed UTF-16 (lone surrogates become U+FFFD), NUL as U+FFFD,
 * line ends as `\n`, other control characters removed. Bidi characters stay; views isolate them.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

const encoder = new TextEncoder();

/** UTF-8 bytes of a value as JSON: what a client measures before it queues. */
export const jsonBytes = (value: unknown): number => encoder.encode(JSON.stringify(value)).byteLength;
