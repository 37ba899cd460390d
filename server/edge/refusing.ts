import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal, RefusalCode } from '../../protocol/refusals.ts';

/** The HTTP status of each refusal; what it means is in its code. */
const STATUS: Readonly<Record<RefusalCode, number>> = {
  bad_payload: 400,
  no_ack: 400,
  relay_too_old: 400,
  not_signed_in: 401,
  signed_out: 401,
  wrong_credentials: 401,
  origin: 403,
  blocked: 403,
  not_found: 404,
  unknown_event: 404,
  conflict: 409,
  already_taken: 409,
  new_words: 409,
  no_room: 409,
  not_open: 409,
  call_stands: 409,
  call_not_possible: 422,
  slot_taken: 409,
  slot_closed: 409,
  no_time: 409,
  link_spent: 410,
  expired: 410,
  erased: 410,
  too_large: 413,
  phone_number: 422,
  too_old: 426,
  slow_down: 429,
  unexpected: 500,
  try_again: 503,
  draining: 503,
};

/** A refusal as an HTTP answer. */
interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

function answerOf(refusal: Refusal): Answer {
  const { code, retryInMs } = refusal.error;
  const body = JSON.stringify(refusal);
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': `${Buffer.byteLength(body)}`,
  };
  if (retryInMs !== undefined) headers['retry-after'] = `${Math.max(1, Math.ceil(retryInMs / 1_000))}`;
  // What is left of a body that was refused unread is not waited for.
  if (code === 'too_large') headers.connection = 'close';
  return { status: STATUS[code], headers, body };
}

/** Answers a refusal with its status, and says when to come back where that is known. */
export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  const { status, headers, body } = answerOf(refusal);
  response.writeHead(status, headers).end(body);
}

/** The same answer to whoever asked for a WebSocket. A browser does not show it to its page; other clients read it. */
export function refuseUpgrade(line: Socket, refusal: Refusal): void {
  const { status, headers, body } = answerOf(refusal);
  const all = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  line.on('error', () => line.destroy());
  line.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...all, '', body].join('\r\n'), () => line.destroy());
}
