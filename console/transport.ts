import type { Manager } from 'socket.io-client';

/** Lines that did not come to be, one after the other, before polling is tried. */
const BLOCKED_AFTER = 2;
/** A line that held for less than this has not been one. */
const HELD_MS = 5_000;
export const RETRY_MS = 1_000;
export const RETRY_MAX_MS = 5_000;
/** How soon a WebSocket is tried beside the polls; twice as long after each that does not open. */
const TRY_AFTER_MS = 30_000;
const TRY_AT_MOST_MS = 15 * 60_000;

/** By which transport the line goes: a WebSocket, or where those are blocked, polling, until they go through again. */
export interface Transport {
  /** The line stands. */
  stands: () => void;
  /** It is gone, or did not come to be. */
  fails: (why?: Error) => void;
  close: () => void;
}

/**
 * The relay offers no change from polls to a WebSocket on a line that stands, and the library does not leave a WebSocket
 * that hangs or is cut as soon as it opens: both are seen to here, by beginning anew. `found`: WebSockets go through
 * again.
 */
export function chooseTransport(
  manager: Pick<Manager, 'opts' | 'engine' | 'on' | 'reconnectionDelay'>,
  found: () => void,
): Transport {
  let failed = 0;
  let stoodAt = 0;
  let stands = false;
  let trial: ReturnType<typeof setTimeout> | undefined;
  let tried: WebSocket | undefined;
  const polls = () => manager.opts.transports?.[0] === 'polling';
  const stop = () => {
    clearTimeout(trial);
    if (tried) tried.onmessage = null;
    tried?.close();
    tried = undefined;
  };
  const go = () => {
    // A WebSocket is tried now and then, should it have been the relay and not the transport that failed.
    manager.opts.transports = [failed < BLOCKED_AFTER || failed % 3 === 1 ? 'websocket' : 'polling'];
    if (failed > BLOCKED_AFTER)
      manager.reconnectionDelay(Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** (failed - BLOCKED_AFTER)));
  };
  const tryAgain = (afterMs: number) => {
    stop();
    trial = setTimeout(() => {
      tryAgain(Math.min(2 * afterMs, TRY_AT_MOST_MS));
      tried = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`);
      tried.onmessage = ({ data }) => {
        stop();
        if (String(data)[0] !== '0') return;
        failed = 0;
        go();
        found();
      };
    }, afterMs);
  };
  // Between the desk and the relay anything may answer, also what looks like the beginning of a line.
  manager.on('open', () => {
    const { engine } = manager;
    const known = () => engine.id || engine.transport.close();
    engine.on('handshake', known);
    // The library hears of the end of a line only after this.
    queueMicrotask(known);
  });
  return {
    stands() {
      stands = true;
      stoodAt = performance.now();
      manager.reconnectionDelay(RETRY_MS);
      if (polls()) tryAgain(TRY_AFTER_MS);
    },
    fails(why) {
      stop();
      // One that was not answered at all has cost her much of her patience: it is not tried twice.
      const count = why?.message === 'timeout' ? BLOCKED_AFTER : 1;
      failed = stands && performance.now() - stoodAt > HELD_MS ? 0 : failed + count;
      stands = false;
      go();
    },
    close: stop,
  };
}
