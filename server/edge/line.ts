import { createPace, type Pace } from './pace.ts';

/** What of an Engine.IO connection is watched here. */
export interface Line {
  readonly id: string;
  readonly readyState: string;
  on(event: 'packet' | 'data', heard: () => void): unknown;
  /** Closes at once; what waits to be written is dropped. */
  close(discard: true): unknown;
}

/** Packets in the long run, and in one turn of the event loop. */
export type PacketLimits = Pace & { aTurn: number };

/**
 * Cuts a line that brings more packets than any client of ours would, in one turn of the event loop or in the long run,
 * whatever they are: everybody else waits for as long as they are read. What follows the cut in the same body is not
 * read any more.
 */
export function watchLines(packets: PacketLimits, onCut: () => void): (line: Line) => void {
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
  return (line) => {
    const pace = createPace(packets);
    let last = -1;
    let inTurn = 0;
    line.on('packet', () => {
      const now = turnNow();
      inTurn = now === last ? inTurn + 1 : 1;
      last = now;
      if (inTurn <= packets.aTurn && pace.take(line.id) === null) return;
      line.close(true);
      onCut();
    });
    // Socket.IO says a polite goodbye to who broke the protocol: over polling, half a minute in which bodies are read.
    line.on('data', () => {
      if (line.readyState === 'closing') line.close(true);
    });
  };
}
