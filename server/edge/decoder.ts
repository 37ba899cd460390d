import * as parser from 'socket.io-parser';

/** How a packet of ours begins: a type without bytes, then the namespace; nobody is served at the root. */
const OURS = /^[0-4]\/(?:shopper|console),/;
const CONNECT = '0';

/**
 * One line speaks to one namespace, says so once, and sends text alone. Anything else is thrown away before it is read,
 * and Socket.IO closes the line: refusing it later, in a namespace, costs a socket for each.
 */
class OneLine extends parser.Decoder {
  private connected = false;

  override add(packet: unknown): void {
    if (typeof packet !== 'string' || !OURS.test(packet)) throw new Error('a packet that is none of ours');
    if (packet.startsWith(CONNECT)) {
      if (this.connected) throw new Error('a second connect on one line');
      this.connected = true;
    }
    super.add(packet);
  }
}

/** Socket.IO's own parser, with a decoder that hears nothing but what our clients say. */
export const strictParser = { ...parser, Decoder: OneLine };
