import type { Server, Socket } from 'socket.io';

type Connection = Socket['conn'];
type Packet = { data?: string | Buffer };

/** Characters that may wait for one connection: at most three bytes each, so always less than 2 MB. */
const CAP_CHARS = 512 * 1024;

export interface QueueCapInput {
  /** Called when somebody is cut off, with what waited for her. */
  onCut(waitingChars: number): void;
}

/**
 * Whoever stops reading is cut off rather than written to without limit: she comes back and catches up by seq. What
 * waits is in engine.io's buffer and, once flushed, in the transport until the kernel has taken it; `bufferedAmount`
 * shows neither.
 */
export function capQueues(io: Server, { onCut }: QueueCapInput): void {
  io.engine.on('connection', (connection: Connection) => {
    let buffered = 0;
    let underWay = 0;
    let cut = false;
    connection.on('packetCreate', (packet: Packet) => {
      buffered += packet.data?.length ?? 0;
      if (cut || buffered + underWay <= CAP_CHARS) return;
      cut = true;
      onCut(buffered + underWay);
      // Not within the telling of all the others; what waits is dropped, since it would never be read.
      setImmediate(() => connection.close(true));
    });
    // A flush comes only when what was flushed before has gone.
    connection.on('flush', () => {
      underWay = buffered;
      buffered = 0;
    });
  });
}
