import type { Namespace, Socket } from 'socket.io';
import { consoleCommands, consoleHelloSchema } from '../../protocol/console.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { acceptOffer } from '../actions/accept-offer.ts';
import { appendEntries } from '../actions/append-entries.ts';
import { declineOffer } from '../actions/decline-offer.ts';
import { deskSnapshot } from '../actions/desk-snapshot.ts';
import { markCall } from '../actions/mark-call.ts';
import { markDone } from '../actions/mark-done.ts';
import { moveCursor } from '../actions/move-cursor.ts';
import type { AssociateAsking } from '../actions/ports.ts';
import { openThread, pageEnded, pagePromises, pageThreads } from '../actions/read-desk.ts';
import { readDeskDigest } from '../actions/read-digest.ts';
import { readLog } from '../actions/read-log.ts';
import { dropLease, renewLease } from '../actions/renew-lease.ts';
import { setAvailability } from '../actions/set-availability.ts';
import { takePromise } from '../actions/take-promise.ts';
import { tellTyping } from '../actions/tell-typing.ts';
import { slowDown } from '../edge/rate-limit.ts';
import { answerCommands, type Handlers } from './answer.ts';
import { digestInTime } from './digest.ts';
import { admitting, closeOnFault } from './handshake.ts';
import type { SocketsInput } from './input.ts';

/** Namespace `/console`: who it is comes from the sign-in's cookie, and only the relay's own page may connect. */
export function serveDesks(namespace: Namespace, input: SocketsInput): void {
  namespace.use(admitting(input.log, (socket) => admit(socket, input)));
  namespace.on('connection', (socket) => closeOnFault(socket, input.log, serve(socket, input)));
}

async function admit(socket: Socket, input: SocketsInput): Promise<Refusal | null> {
  const { gate } = input;
  const foreign = gate.ownPage(socket.request);
  if (foreign) return foreign;
  const hello = consoleHelloSchema.safeParse(socket.handshake.auth);
  if (!hello.success) return refuse('bad_payload');
  const away = gate.draining() ?? gate.protocol(hello.data.protocol) ?? slowDown(await input.admit(socket.request));
  if (away) return away;
  const signIn = await input.findSignIn(socket.handshake.headers.cookie);
  if (!signIn) return refuse('not_signed_in');
  socket.data.asking = { kind: 'associate', id: signIn.associate, brand: signIn.brand } satisfies AssociateAsking;
  socket.data.signIn = signIn.id;
  return null;
}

async function serve(socket: Socket, input: SocketsInput): Promise<void> {
  const asking = socket.data.asking as AssociateAsking;
  const device = { socket: socket.id, node: input.node };
  const { ports } = input;
  // A desk may stay connected for days: its sign-in is asked for with every renewal, and used by it.
  const renew = async (here: boolean) => {
    if (await input.findSignIn(socket.handshake.headers.cookie)) return renewLease(ports, asking, device, here);
    socket.emit('signed_out', { reason: 'signed_out' });
    setImmediate(() => socket.disconnect(true));
    return refuse('not_signed_in');
  };
  const handlers: Handlers<typeof consoleCommands> = {
    'availability.set': ({ available }) => setAvailability(ports, asking, available),
    'lease.renew': async ({ here }) => {
      const renewed = await renew(here);
      return renewed.ok ? { ...renewed, ...(await digestInTime(readDeskDigest(ports, asking))) } : renewed;
    },
    'offer.accept': ({ offer }) => acceptOffer(ports, asking, offer),
    'offer.decline': ({ offer }) => declineOffer(ports, asking, offer),
    'request.done': (payload) => markDone(ports, asking, payload),
    'call.mark': (payload) => markCall(ports, asking, payload),
    'entries.append': (payload) => appendEntries(ports, asking, payload),
    'entries.after': async (payload) => {
      const page = await readLog(ports, asking, payload);
      await input.beforePage(socket, payload, page);
      return page;
    },
    'cursor.move': (payload) => moveCursor(ports, asking, payload),
    typing: (payload) => tellTyping(ports, asking, payload, input.announce),
    'conversations.open': ({ conversation }) => openThread(ports, asking, conversation),
    'conversations.page': ({ before }) => pageThreads(ports, asking, before),
    'promises.page': (span) => pagePromises(ports, asking, span),
    'promises.ended': ({ before }) => pageEnded(ports, asking, before),
    'promise.take': ({ promise }) => takePromise(ports, asking, promise),
    ping: async ({ snapshot }) => {
      if (snapshot) await input.refresh(`associate:${asking.id}`, socket);
      return { ok: true, ...(await digestInTime(readDeskDigest(ports, asking))) };
    },
  };
  answerCommands({ socket, commands: consoleCommands, handlers, ...input.answering(socket, asking) });
  socket.on('disconnect', () => {
    // The relay's leaving is not the associate's.
    if (input.isDraining()) return;
    dropLease(ports, asking, device).catch((error) => input.log.error({ err: error }, 'a lease could not be dropped'));
  });
  input.hold(socket, [`associate:${asking.id}`, `signin:${String(socket.data.signIn)}`]);
  await renewLease(ports, asking, device);
  const told = await deskSnapshot(ports, asking, socket.id);
  if (!told.ok) socket.conn.close();
}
