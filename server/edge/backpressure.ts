/** What of an Engine.IO connection is looked at here. */
interface Connection {
  readonly readyState: string;
  readonly transport: { readonly writable: boolean };
  on(event: 'packetCreate', heard: (packet: { data?: string | Buffer }) => void): unknown;
  on(event: 'flush', heard: () => void): unknown;
  close(discard: true): unknown;
}

/** Characters that may wait for one connection: at most three bytes each, so always less than 2 MB. */
const CAP_CHARS = 512 * 1024;

export interface BackpressureInput {
  /** Called when somebody is cut off, with what waited for her. */
  onCut(waitingChars: number): void;
}

/** What was written to each connection, and how much of it still waits to be read; in characters. */
export interface Backpressure {
  watch(connection: Connection): void;
  /** What waits: in engine.io's buffer and, once flushed, in the transport until the kernel has taken it. */
  of(connection: Connection): number;
  /** Everything ever written. */
  written(connection: Connection): number;
}

interface Counted {
  written: number;
  buffered: number;
  underWay: number;
}

/**
 * Whoever stops reading is cut off rather than written to without limit: she comes back and catches up by seq.
 * `bufferedAmount` of a WebSocket shows neither of the two places in which words wait.
 */
export function watchBackpressure({ onCut }: BackpressureInput): Backpressure {
  const lines = new WeakMap<Connection, Counted>();
  return {
    watch(connection) {
      const line: Counted = { written: 0, buffered: 0, underWay: 0 };
      lines.set(connection, line);
      let cut = false;
      connection.on('packetCreate', ({ data }) => {
        const chars = data?.length ?? 0;
        line.written += chars;
        line.buffered += chars;
        if (cut || line.buffered + line.underWay <= CAP_CHARS) return;
        cut = true;
        onCut(line.buffered + line.underWay);
        // Not within the telling of all the others; what waits is dropped, since it would never be read.
        setImmediate(() => connection.close(true));
      });
      // A flush comes only when what was flushed before has gone.
      connection.on('flush', () => {
        line.underWay = line.buffered;
        line.buffered = 0;
      });
    },
    of(connection) {
      const line = lines.get(connection);
      if (!line) return 0;
      return line.buffered + (connection.transport.writable ? 0 : line.underWay);
    },
    written: (connection) => lines.get(connection)?.written ?? 0,
  };
}
