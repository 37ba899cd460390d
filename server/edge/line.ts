import { LIMITS } from '../../protocol/limits.ts';

/** What of an Engine.IO connection is watched here. */
export interface Line {
  readonly readyState: string;
  on(event: 'packet' | 'data', heard: () => void): unknown;
  /** Closes at once; what waits to be written is dropped. */
  close(discard: true): unknown;
}

/**
 * Cuts a line that brings more packets in one turn of the event loop than any client of ours would: everybody else
 * waits for as long as they are read. What follows the cut in the same body is not read any more.
 */
export function watchLines(onCut: (line: Line) => void): (line: Line) => void {
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
    let last = -1;
    let packets = 0;
    line.on('packet', () => {
      const now = turnNow();
      packets = now === last ? packets + 1 : 1;
      last = now;
      if (packets <= LIMITS.packetsATurn) return;
      line.close(true);
      onCut(line);
    });
    // Socket.IO says a polite goodbye to who broke the protocol: over polling, half a minute in which bodies are read.
    line.on('data', () => {
      if (line.readyState === 'closing') line.close(true);
    });
  };
}
