import { type DestinationStream, type Logger, pino } from 'pino';

/*
 * Structured lines, one JSON object each, with ids of requests and sockets. What people say and who they are stands in
 * none of them: nothing of a body, a header, a query or an address is handed to the log, and of an error only what our
 * own code and the system put into it.
 */

/** The log that a relay writes, to stdout when not said. */
export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino({ level, serializers: { err: errorAsLogged } }, to ?? pino.destination(1));

interface Logged {
  type: string;
  message: string;
  code?: unknown;
  stack?: string;
  cause?: Logged;
}

/** A driver's error carries the row that it met, a parser's what it could not read: neither is taken along. */
export function errorAsLogged(error: unknown, depth = 0): Logged {
  if (!(error instanceof Error)) return { type: typeof error, message: '' };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    type: name,
    message: error instanceof SyntaxError ? '' : message.slice(0, 500),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(stack ? { stack: framesOf(stack) } : {}),
    ...(cause !== undefined && depth < 3 ? { cause: errorAsLogged(cause, depth + 1) } : {}),
  };
}

/** Its first lines repeat the message. */
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
