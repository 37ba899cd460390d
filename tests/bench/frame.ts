const TEXT = 0x81;
const MASKED = 0x80;

/**
 * A client's text frame (RFC 6455 section 5.2). Its mask is zero, which leaves the bytes as they are: the relay takes
 * the same trouble with it, the load takes none.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + 4 + length);
  frame[0] = TEXT;
  if (head === 2) frame[1] = MASKED | length;
  else if (head === 4) {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = MASKED | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.fill(0, head, head + 4);
  frame.write(text, head + 4);
  return frame;
}
