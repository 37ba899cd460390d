import * as parser from 'socket.io-parser';
import { LIMITS } from '../../protocol/limits.ts';

/** How a packet of ours begins: a type without bytes, then the namespace; nobody is served at the root. */
const OURS = /^[0-4](\/(?:shopper|console)),/;
const CONNECT = '0';
const ACK = '3';

/** A hello is a token and a few words. */
const CONNECT_CHARS = 4_096;
/** An event this long is over the cap, whatever is in it: its name, namespace and id are short. */
const EVENT_CHARS = LIMITS.eventBytes + 1_024;
const LONG_EVENT = /^2(\/\w+),(\d{0,15})\["([\w.]{0,60})",/;

/** Stands for a payload that was too large to be read. */
export const OVERSIZED: unique symbol = Symbol('oversized');

/**
 * One line speaks to one namespace, says so once, and sends text alone. Anything else is thrown away before it is read,
 * and Socket.IO closes the line: refusing it later, in a namespace, costs a socket for each. What is too long gets its
 * code unread, and answers are dropped: the relay asks nobody anything.
 */
class OneLine extends parser.Decoder {
  private connected = false;

  override add(packet: unknown): void {
    if (typeof packet !== 'string' || !OURS.test(packet)) throw new Error('a packet that is none of ours');
    if (packet.startsWith(ACK)) return;
    if (packet.startsWith(CONNECT)) {
      if (this.connected || packet.length > CONNECT_CHARS)
        throw new Error('a second connect on one line, or a long one');
      this.connected = true;
    }
    if (packet.length > EVENT_CHARS) this.emitReserved('decoded', unread(packet));
    else super.add(packet);
  }
}

function unread(packet: string): parser.Packet {
  const [, nsp, id, name] = LONG_EVENT.exec(packet) ?? [];
  if (nsp === undefined) throw new Error('a long packet that is no event');
  return {
    ...{ type: parser.PacketType.EVENT, nsp, data: [name, OVERSIZED] },
    ...(id ? { id: Number(id) } : {}),
  };
}

/** Socket.IO's own parser, with a decoder that hears nothing but what our clients say. */
export const strictParser = { ...parser, Decoder: OneLine };
