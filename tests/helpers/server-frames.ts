/** A frame that a relay sends on a WebSocket: its bytes, and its text where it is one. */
export interface ServerFrame {
  bytes: Buffer;
  text: string | null;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const TEXT = 1;

/**
 * Cuts what a server sends into the HTTP head and whole WebSocket frames (RFC 6455 section 5.2; a server's frames are
 * not masked, and nothing is compressed here). What is no upgrade passes as it came.
 */
export function createFrames(): (chunk: Buffer) => ServerFrame[] {
  let kept: Buffer = Buffer.alloc(0);
  let state: 'head' | 'frames' | 'plain' = 'head';
  return (chunk) => {
    if (state === 'plain') return [{ bytes: chunk, text: null }];
    kept = Buffer.concat([kept, chunk]);
    const out: ServerFrame[] = [];
    if (state === 'head') {
      const end = kept.indexOf(HEAD_END);
      const upgraded = kept.subarray(0, 12).toString().startsWith('HTTP/1.1 101');
      if (!upgraded && kept.length >= 12) {
        state = 'plain';
        const all = kept;
        kept = Buffer.alloc(0);
        return [{ bytes: all, text: null }];
      }
      if (end < 0) return [];
      state = 'frames';
      out.push({ bytes: kept.subarray(0, end + 4), text: null });
      kept = kept.subarray(end + 4);
    }
    for (let frame = first(kept); frame; frame = first(kept)) {
      out.push(frame);
      kept = kept.subarray(frame.bytes.length);
    }
    return out;
  };
}

function first(bytes: Buffer): ServerFrame | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < head + length) return null;
  const text = ((bytes[0] ?? 0) & 0x0f) === TEXT ? bytes.subarray(head, head + length).toString() : null;
  return { bytes: bytes.subarray(0, head + length), text };
}

/** An acknowledgement of a command: engine.io message (4), Socket.IO ack (3). */
export const isAck = (frame: ServerFrame): boolean => frame.text?.startsWith('43') ?? false;
/** Something told: engine.io message (4), Socket.IO event (2). */
export const isTold = (frame: ServerFrame, event: string): boolean =>
  (frame.text?.startsWith('42') ?? false) && frame.text?.includes(`["${event}"`) === true;
