import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { refuse } from '../../protocol/refusals.ts';
import { answerRefusal } from './refusing.ts';

/** The relay's port: answered from the first moment, opened once the relay stands, closed without leaving anybody waiting. */
export interface Port {
  http: Server;
  /** Listens; 0 picks a free port. Gives the port it has. */
  listen(port: number, host: string | null): Promise<number>;
  /** From now on requests go to the app. */
  open(app: RequestListener): void;
  /**
   * Resolves when the last answer has gone out; whoever does not close the other end within a moment is not waited for.
   */
  close(others: Promise<unknown>): Promise<void>;
}

/** Connections that may wait to be taken up: after a restart thousands knock at once, and one turned away waits a second or more. */
const BACKLOG = 4_096;

/**
 * An idle connection is closed by whoever stands in front, not by us: common balancers keep theirs for up to 75 s, and
 * one that we close as it sends the next request is a 502 for somebody.
 */
const KEEP_ALIVE_MS = 80_000;

/** How long a connection may linger once everything on it has been said. */
const LINGER_MS = 1_500;

export function createPort(): Port {
  const http = createServer({
    ...{ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: KEEP_ALIVE_MS },
    connectionsCheckingInterval: 2_000,
  });
  const lines = new Set<Socket>();
  http.on('connection', (line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  // Socket.IO keeps its own path from the listeners that it finds: this one stands first, whoever comes before the app.
  let answer: RequestListener = notYet;
  http.on('request', (request, response) => answer(request, response));
  return {
    http,
    async listen(port, host) {
      http.listen({ port, host: host ?? undefined, backlog: BACKLOG });
      await once(http, 'listening');
      const address = http.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    },
    open(app) {
      answer = app;
    },
    async close(others) {
      const late = setTimeout(() => {
        for (const line of lines) line.destroy();
      }, LINGER_MS);
      await Promise.all([others, closed(http)]);
      clearTimeout(late);
    },
  };
}

/** Asked while the relay is still starting. */
const notYet: RequestListener = (_request, response) =>
  answerRefusal(response, refuse('try_again', { retryInMs: 1_000 }));

/** What idles is closed at once. */
function closed(http: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!http.listening) return resolve();
    http.close(() => resolve());
    http.closeIdleConnections();
  });
}
