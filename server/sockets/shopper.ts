import type { Namespace, Socket } from 'socket.io';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { shopperCommands, shopperHelloSchema } from '../../protocol/shopper.ts';
import { appendEntries } from '../actions/append-entries.ts';
import { moveCursor } from '../actions/move-cursor.ts';
import { moveRequest } from '../actions/move-request.ts';
import { openRequest } from '../actions/open-request.ts';
import type { ShopperAsking } from '../actions/ports.ts';
import { readShopperDigest } from '../actions/read-digest.ts';
import { readLog } from '../actions/read-log.ts';
import { shopperSnapshot } from '../actions/shopper-snapshot.ts';
import { tellTyping } from '../actions/tell-typing.ts';
import { turnRequest } from '../actions/turn-request.ts';
import { withdrawRequest } from '../actions/withdraw-request.ts';
import { slowDown } from '../edge/rate-limit.ts';
import { answerCommands, type Handlers } from './answer.ts';
import { digestInTime } from './digest.ts';
import { admitting, closeOnFault } from './handshake.ts';
import type { SocketsInput } from './input.ts';

/** Namespace `/shopper`: a token in the first frame, from a page of the brand that it belongs to. */
export function serveShoppers(namespace: Namespace, input: SocketsInput): void {
  namespace.use(admitting(input.log, (socket) => admit(socket, input)));
  namespace.on('connection', (socket) => closeOnFault(socket, input.log, serve(socket, input)));
}

async function admit(socket: Socket, input: SocketsInput): Promise<Refusal | null> {
  const { gate } = input;
  const hello = shopperHelloSchema.safeParse(socket.handshake.auth);
  if (!hello.success) return refuse('bad_payload');
  const { protocol, brand, token } = hello.data;
  const away = gate.draining() ?? gate.protocol(protocol) ?? slowDown(await input.admit(socket.request));
  const refusal = away ?? (await gate.pageOf(brand, socket.request));
  if (refusal) return refusal;
  const shopper = await input.findShopper(token);
  if (!shopper || shopper.brand !== brand) return refuse('signed_out');
  socket.data.asking = { kind: 'shopper', id: shopper.id, brand: shopper.brand } satisfies ShopperAsking;
  return null;
}

async function serve(socket: Socket, input: SocketsInput): Promise<void> {
  const asking = { ...(socket.data.asking as ShopperAsking), address: input.addressOf(socket.request) };
  const { ports } = input;
  const handlers: Handlers<typeof shopperCommands> = {
    'request.open': (payload) => openRequest(ports, asking, payload),
    'request.turn': (payload) => turnRequest(ports, asking, payload),
    'request.withdraw': ({ request }) => withdrawRequest(ports, asking, request),
    'request.move': (payload) => moveRequest(ports, asking, payload),
    'entries.append': async (payload) => {
      const tooMany = slowDown(await input.limits.messages.take(asking.id, payload.entries.length));
      return tooMany ?? appendEntries(ports, asking, payload);
    },
    'entries.after': async (payload) => {
      const page = await readLog(ports, asking, payload);
      await input.beforePage(socket, payload, page);
      return page;
    },
    'cursor.move': (payload) => moveCursor(ports, asking, payload),
    typing: (payload) => tellTyping(ports, asking, payload, input.announce),
    ping: async ({ snapshot }) => {
      if (snapshot) await input.refresh(`shopper:${asking.id}`, socket);
      return { ok: true, ...(await digestInTime(readShopperDigest(ports, asking))) };
    },
  };
  answerCommands({ socket, commands: shopperCommands, handlers, ...input.answering(socket, asking) });
  input.hold(socket, [`shopper:${asking.id}`]);
  const told = await shopperSnapshot(ports, asking, socket.id);
  if (!told.ok) socket.conn.close();
}
