/**
 * A UUIDv7 (RFC 9562 section 5.7): 48 bits of UTC ms, then random bits. Made by clients too, where
 * `crypto.randomUUID` is absent (plain http), so only `getRandomValues` is used.
 */
export function makeId(nowMs: number, fill: (bytes: Uint8Array) => Uint8Array = fillRandom): string {
  const bytes = fill(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += (byte + 0x100).toString(16).slice(1);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const fillRandom = (bytes: Uint8Array): Uint8Array => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
