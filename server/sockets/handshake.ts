import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { refusalIn } from '../actions/refusal-in.ts';
import { answerPreflight, letRead } from '../edge/cors.ts';
import type { Gate } from '../edge/gate.ts';
import { slowDown } from '../edge/rate-limit.ts';
import { answerRefusal, refuseUpgrade } from '../edge/refusing.ts';

export interface HandshakeInput {
  gate: Gate;
  log: Logger;
  /** Null where one more line may be opened by whoever asks, and it is counted; else the wait in ms. */
  take(request: IncomingMessage): Promise<number | null>;
}

type Asking = IncomingMessage & { _query: { sid?: string } };
type Next = (error?: Error) => void;

/**
 * Asks of every poll, post and upgrade, in the order of the gate, before anything of it is parsed; a refusal is answered
 * as a route answers it. The relay's leaving and its admission are asked in the namespaces instead: only there can a
 * page that came by WebSocket be told when to come back.
 */
export function guardLines(io: Server, input: HandshakeInput): void {
  io.engine.use((request: Asking, response: ServerResponse, next: Next) => {
    settle(request, response, input)
      .catch((error) => {
        input.log.error({ err: error }, 'a handshake failed');
        return faultOf(error);
      })
      .then((refusal) => {
        if (!refusal && request.method === 'OPTIONS') answerPreflight(response);
        else if (!refusal) next();
        else if (isAnswer(response)) answerRefusal(response, refusal);
        else refuseUpgrade(request.socket, refusal);
      })
      .catch((error) => {
        input.log.error({ err: error }, 'a handshake could not be answered');
        request.socket.destroy();
      });
  });
}

/** A store that does not answer turns everybody away: they are asked to come back, and not all at once. */
function faultOf(error: unknown): Refusal {
  const code = refusalIn(error)?.error.code;
  return code ? refuse(code, { retryInMs: Math.round(2_000 + Math.random() * 8_000) }) : refuse('unexpected');
}

/** Somebody who asks for a WebSocket, by whatever method, has no answer but the bare line. */
const isAnswer = (response: unknown): response is ServerResponse => response instanceof ServerResponse;

async function settle(request: Asking, response: ServerResponse, input: HandshakeInput): Promise<Refusal | null> {
  response.setHeader('vary', 'Origin');
  const page = await input.gate.page(request);
  if (!page.ok) return page;
  if (request.headers.origin !== undefined) letRead(response, page.origin);
  if (request.method === 'OPTIONS') return isAnswer(response) ? null : refuse('bad_payload', { field: 'method' });
  // An empty name is none: Engine.IO opens a new line for it.
  if (request._query.sid) return ofOpenLine(request);
  return input.gate.protocol(request) ?? slowDown(await input.take(request));
}

/** Nobody of ours changes the transport of a line; probes of one would be answered without end. */
const ofOpenLine = ({ headers }: IncomingMessage): Refusal | null =>
  headers.upgrade === undefined ? null : refuse('bad_payload', { field: 'transport' });

/** The error that Socket.IO hands to a client's `connect_error`, with the refusal in `data`. */
export const refusedConnect = ({ error }: Refusal): Error & { data: object } =>
  Object.assign(new Error(error.message), { data: error });

/** Lets a socket into a namespace, or tells it why not. A fault is logged, and answered as one. */
export function admitting(log: Logger, admit: (socket: Socket) => Promise<Refusal | null>) {
  return (socket: Socket, next: Next): void => {
    void admit(socket)
      .catch((error: unknown) => {
        log.error({ err: error, namespace: socket.nsp.name }, 'a socket could not be admitted');
        return faultOf(error);
      })
      .then((refusal) => next(refusal ? refusedConnect(refusal) : undefined));
  };
}

/** A connection that cannot be served is closed, so that its client comes back; the process goes on. */
export function closeOnFault(socket: Socket, log: Logger, served: Promise<void>): void {
  served.catch((error) => {
    log.error({ err: error, socket: socket.id }, 'a connection could not be served');
    socket.conn.close();
  });
}
