import type { Rate } from './rate-limit.ts';

/** What of an Engine.IO connection is watched here. */
export interface Line {
  readonly readyState: string;
  on(event: 'packet', heard: (packet: { data?: string | Buffer }) => void): unknown;
  on(event: 'data', heard: () => void): unknown;
  /** Closes at once; what waits to be written is dropped. */
  close(discard: true): unknown;
}

/** What a line may bring. */
export interface LineLimits {
  /** Packets, whatever they are. */
  packets: Rate;
  /** Characters of them. */
  chars: Rate;
  /** Packets in one turn of the event loop. */
  aTurn: number;
}

/**
 * Cuts a line that brings more than any client of ours would, in one turn of the event loop or in the long run: everybody
 * else waits for as long as it is read. What follows the cut in the same body is not read any more. `onCut` hears of
 * those, `onBreach` of lines that broke the protocol.
 */
export function watchLines<L extends Line>(limits: LineLimits, onCut: (line: L) => void, onBreach: (line: L) => void) {
  let turn = 0;
  let counting = false;
  const turnNow = (): number => {
    if (counting) return turn;
    counting = true;
    setImmediate(() => {
      turn += 1;
      counting = false;
    });
    return turn;
  };
  return (line: L) => {
    const packets = meter(limits.packets);
    const chars = meter(limits.chars);
    let last = -1;
    let inTurn = 0;
    let over = false;
    line.on('packet', ({ data }) => {
      const now = turnNow();
      inTurn = now === last ? inTurn + 1 : 1;
      last = now;
      const fits = inTurn <= limits.aTurn && packets(1);
      if (fits && chars(data?.length ?? 0)) return;
      over = true;
      line.close(true);
      onCut(line);
    });
    // Socket.IO says a polite goodbye to who broke the protocol: over polling, half a minute in which bodies are read.
    line.on('data', () => {
      if (line.readyState === 'open' || over) return;
      over = true;
      line.close(true);
      onBreach(line);
    });
  };
}

/** Whether one line has brought no more than so many within the time; nobody is told, and nobody waits for it. */
function meter({ times, withinMs }: Rate): (count: number) => boolean {
  let since = performance.now();
  let brought = 0;
  return (count) => {
    const now = performance.now();
    if (now - since >= withinMs) {
      since = now;
      brought = 0;
    }
    brought += count;
    return brought <= times;
  };
}
