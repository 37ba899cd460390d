import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import type { Page } from '../../protocol/conversation.ts';
import type { Log } from '../../protocol/entries.ts';
import type { Answered, Asking, Ports } from '../actions/ports.ts';
import type { AddressOf } from '../edge/address.ts';
import type { Gate } from '../edge/gate.ts';
import type { Limits } from '../edge/limits.ts';
import type { News } from '../store/store.ts';
import type { Answering } from './answer.ts';
import type { NewsBus } from './news-bus.ts';
import type { Refresh } from './refreshing.ts';

/** Everything that the namespaces use. */
export interface SocketsInput {
  ports: Ports;
  /** Who may come in; the routes ask the same one. */
  gate: Gate;
  /** The shopper whom a token belongs to, or null. */
  findShopper(token: string): Promise<{ id: string; brand: string } | null>;
  /** The sign-in that a request's cookies stand for, or null. */
  findSignIn(cookies: string | undefined): Promise<{ id: string; associate: string; brand: string } | null>;
  /** When a sign-in ends, as far as is known now; null where it is over. */
  signInEndsAt(id: string): Promise<number | null>;
  isDraining(): boolean;
  announce(news: readonly News[]): void;
  /** Holds a new connection until its snapshot is told; then it joins its rooms. */
  hold(socket: Socket, rooms: readonly string[]): void;
  /** Tells a person's connections here where they stand, as at a connect. */
  refresh: Refresh;
  /** Before a page is answered: this node's sockets hear first what it shows beyond what they were told. */
  beforePage(socket: Socket, asked: { conversation: string; log: Log }, page: Answered<Page>): Promise<void>;
  /** This node's name. */
  node: string;
  log: Logger;
  limits: Limits;
  /** Null where a new socket may come in, else when to come back. */
  admit(request: IncomingMessage): Promise<number | null>;
  /** Whose request it is, by the proxies that the settings trust. */
  addressOf: AddressOf;
  noteNotFound(asking: Asking, event: string, subject: string | null): void;
  /** Hears how each command was answered. */
  onAnswered?(namespace: string, event: string, answered: object, ms: number): void;
  answering(socket: Socket, asking: Asking): Answering;
}

/** What main.ts hands over. */
export type Serving = Omit<SocketsInput, 'announce' | 'answering' | 'hold' | 'refresh' | 'beforePage' | 'admit'> & {
  /** What carries news to other relays, where there are any. */
  newsBus?(io: Server): NewsBus;
};
