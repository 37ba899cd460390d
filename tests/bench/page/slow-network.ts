import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Flow, Way } from './way.ts';

/** A mid phone's network: how long a word and its answer travel, and how much passes, each way. */
export interface Slowness {
  roundTripMs: number;
  bytesPerMs: number;
}

const PACKET = 1_460;
/** So much of one connection may be under way: more than the network holds, so it slows nothing. */
const WINDOW = 65_536;

/**
 * A network that stands before any number of servers of this machine. All connections through it share its bandwidth.
 *
 * What is slowed: every byte travels half a round trip, both ways, a WebSocket's too, and passes at the pace of the
 * network; and what a new connection says first leaves a whole round trip after it was opened, as TCP's handshake has it.
 * The emulation of the browser's tools does not slow that, so there a new connection is free. What is not slowed: there
 * are no names to look up, no TLS, no loss, and TCP's slow start is the machine's own, which on loopback is not felt.
 */
export function slowNetwork({ roundTripMs, bytesPerMs }: Slowness): { before: (port: number) => Promise<number> } {
  const [up, down] = [new Way(roundTripMs / 2, bytesPerMs), new Way(roundTripMs / 2, bytesPerMs)];
  const carry = (near: Socket, port: number) => {
    const far = connect(port, '127.0.0.1');
    pass(far, near, down);
    // Nothing is read of it before, so nothing leaves.
    setTimeout(() => pass(near, far, up), roundTripMs);
  };
  return {
    /** Gives a port of 127.0.0.1 that leads through the network to `port`. */
    before: async (port) => {
      const server = createServer((near) => carry(near, port));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return (server.address() as AddressInfo).port;
    },
  };
}

function pass(from: Socket, to: Socket, way: Way): void {
  const flow: Flow = { waiting: [] };
  let underWay = 0;
  const send = (packet: Buffer) => {
    underWay += packet.length;
    way.send(flow, packet.length, () => {
      underWay -= packet.length;
      if (!to.destroyed) to.write(packet);
      if (underWay < WINDOW) from.resume();
    });
  };
  from.setNoDelay(true);
  from.on('error', () => {});
  from.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; at += PACKET) send(chunk.subarray(at, at + PACKET));
    if (underWay >= WINDOW) from.pause();
  });
  from.on('end', () => way.send(flow, 0, () => to.end()));
  from.on('close', (faulty) => way.send(flow, 0, () => (faulty ? to.destroy() : to.end())));
  // Nobody waits for it any more: others may have its turn.
  to.on('close', () => {
    flow.waiting.length = 0;
  });
}
