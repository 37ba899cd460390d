import type { Socket } from 'socket.io-client';
import { Manager, WebSocket } from 'socket.io-client';
import { LIMITS } from '../protocol/limits.ts';
import { PROTOCOL } from '../protocol/number.ts';
import type { Answer, RefusalCode, RefusalError } from '../protocol/refusals.ts';
import type { ShopperAnswers, ShopperCalls, ShopperCommand, ShopperEvents, ShopperHello } from '../protocol/shopper.ts';
import { unreachable } from './http.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const CONNECT_PATIENCE_MS = 8_000;
const ANSWER_PATIENCE_MS = 10_000;
/** WebSockets that never opened before the fallback is tried. */
const BLOCKED_AFTER = 2;

/** The relay says no in the first frame: the session is dead, the page foreign, or one side too old. */
const FINAL: readonly RefusalCode[] = ['not_signed_in', 'signed_out', 'not_found', 'origin', 'too_old', 'blocked', 'erased'];

export interface Hearing {
  /** At every connect, before anything else. */
  snapshot: ShopperEvents['snapshot'];
  entries: ShopperEvents['entries'];
  cursors: ShopperEvents['cursors'];
  typing: ShopperEvents['typing'];
  request: ShopperEvents['request'];
  signed_out: ShopperEvents['signed_out'];
  /** The line is gone; it is tried again by itself. */
  lost: () => void;
  /** The relay will not have this session; nothing is tried again. */
  refused: (code: RefusalCode) => void;
}

export interface Connection {
  ask: <C extends ShopperCommand>(
    command: C,
    payload: Parameters<ShopperCalls[C]>[0],
  ) => Promise<Answer<ShopperAnswers[C]>>;
  /** Is anybody there? Without an answer in time the line is cut and taken up again. */
  check: () => void;
  close: () => void;
}

type ShopperSocket = Socket<ShopperEvents, ShopperCalls>;

/**
 * The line to the relay's namespace `/shopper`. Coming back is our own: with jitter, at once when the page
 * wakes, when the relay has said so, and after "io server disconnect", of which Socket.IO would not come back.
 */
export function connect(relay: string, hello: () => Omit<ShopperHello, 'protocol'>, hear: Hearing): Connection {
  let socket: ShopperSocket | null = null;
  let closed = false;
  let tries = 0;
  let everOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let comeBackInMs: number | null = null;
  let transports: unknown[] = [WebSocket];

  const drop = () => {
    clearTimeout(timer);
    socket?.off();
    socket?.io.off();
    socket?.io.engine?.close();
    socket?.disconnect();
    socket = null;
  };
  const again = () => {
    if (closed) return;
    drop();
    hear.lost();
    const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries++);
    timer = setTimeout(open, comeBackInMs ?? grown * (0.5 + Math.random()));
    comeBackInMs = null;
  };
  const fallBack = async () => {
    if (everOpen || tries < BLOCKED_AFTER || transports.length > 1) return;
    const { XHR } = await import('./polling.ts');
    transports = [WebSocket, XHR];
  };
  const open = async () => {
    await fallBack().catch(() => {});
    if (closed || socket) return;
    const url = new URL(relay);
    // Polling alone once WebSockets have proved blocked; the value keeps one connection's requests on one node.
    const ways = transports.length > 1 && tries % 2 === 0 ? transports.slice(1) : [WebSocket];
    const manager = new Manager(url.origin, {
      path: `${url.pathname}socket.io`,
      transports: ways as [typeof WebSocket],
      query: ways[0] === WebSocket ? {} : { stick: Math.random().toString(36).slice(2) },
      reconnection: false,
      timeout: CONNECT_PATIENCE_MS,
      autoConnect: false,
    });
    const made: ShopperSocket = manager.socket('/shopper', { auth: { protocol: PROTOCOL, ...hello() } });
    socket = made;
    timer = setTimeout(again, CONNECT_PATIENCE_MS);
    manager.on('error', again);
    made.on('connect_error', (error) => {
      const code = refusalOf(error);
      if (!code || !FINAL.includes(code)) return again();
      close();
      hear.refused(code);
    });
    made.on('disconnect', again);
    made.on('closing', (told) => {
      comeBackInMs = told.comeBackInMs;
    });
    made.on('snapshot', (snapshot) => {
      clearTimeout(timer);
      tries = 0;
      everOpen = true;
      hear.snapshot(snapshot);
    });
    made.on('entries', hear.entries);
    made.on('cursors', hear.cursors);
    made.on('typing', hear.typing);
    made.on('request', hear.request);
    made.on('signed_out', hear.signed_out);
    made.connect();
  };
  const ask: Connection['ask'] = async (command, payload) => {
    const asked = socket;
    if (!asked?.connected) return unreachable;
    try {
      const emit = asked.timeout(ANSWER_PATIENCE_MS).emitWithAck as (c: string, p: unknown) => Promise<unknown>;
      return (await emit.call(asked.timeout(ANSWER_PATIENCE_MS), command, payload)) as Answer<
        ShopperAnswers[typeof command]
      >;
    } catch {
      // Nobody answered in time: a half-open line is cut rather than trusted.
      if (asked === socket) again();
      return unreachable;
    }
  };
  const now = () => {
    if (closed || socket?.connected) return;
    tries = 0;
    drop();
    void open();
  };
  const check = () => {
    const asked = socket;
    if (!asked?.connected) return now();
    asked.timeout(LIMITS.pingPatienceMs).emit('ping', {}, (late: unknown) => {
      if (late && asked === socket) {
        drop();
        hear.lost();
        now();
      }
    });
  };
  const wake = () => {
    if (document.visibilityState === 'visible') check();
  };
  for (const event of ['focus', 'online', 'pageshow']) addEventListener(event, wake);
  document.addEventListener('visibilitychange', wake);
  const close = () => {
    closed = true;
    drop();
    for (const event of ['focus', 'online', 'pageshow']) removeEventListener(event, wake);
    document.removeEventListener('visibilitychange', wake);
  };
  void open();
  return { ask, check, close };
}

function refusalOf(error: Error & { data?: unknown }): RefusalCode | null {
  const said = Object(error.data) as { error?: Partial<RefusalError>; code?: RefusalCode };
  return said.error?.code ?? said.code ?? null;
}
