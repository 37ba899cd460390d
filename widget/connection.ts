import type { StateDigest } from '../protocol/digest.ts';
import { LIMITS } from '../protocol/limits.ts';
import { PROTOCOL } from '../protocol/number.ts';
import type { Answer, RefusalCode, RefusalError } from '../protocol/refusals.ts';
import type { ShopperAnswers, ShopperCalls, ShopperCommand, ShopperEvents, ShopperHello } from '../protocol/shopper.ts';
import { unreachable } from './http.ts';
import { listen } from './listen.ts';
import { type OpenWire, openSocket, openWebSocket, type SmallSocket } from './socket.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const CONNECT_PATIENCE_MS = 8_000;
const ANSWER_PATIENCE_MS = 10_000;
/** Lines that did not come to be, one after the other, before polling is tried. */
const BLOCKED_AFTER = 2;
/** A line that held for less than this has not been one: the pause goes on growing. */
const HELD_MS = 5_000;
const WAKES = ['focus', 'online', 'offline', 'pageshow', 'resume', 'visibilitychange'];

/** The relay says no in the first frame: the session is dead, the page foreign, or one side too old. */
const FINAL: readonly RefusalCode[] = [
  'not_signed_in',
  'signed_out',
  'not_found',
  'origin',
  'too_old',
  'blocked',
  'erased',
];

export type Hearing = Omit<ShopperEvents, 'refused' | 'closing'> & {
  /** The line is gone; it is tried again by itself. */
  lost: () => void;
  /** Where she stands, compared now and then with what has arrived. */
  digest: (told: StateDigest) => void;
  /** The relay will not have this session; nothing is tried again. */
  refused: (code: RefusalCode) => void;
};

export interface Connection {
  ask: <C extends ShopperCommand>(
    command: C,
    payload: Parameters<ShopperCalls[C]>[0],
  ) => Promise<Answer<ShopperAnswers[C]>>;
  /** Is anybody there? Without an answer in time the line is cut and taken up again. */
  check: (patienceMs?: number) => void;
  close: () => void;
}

/**
 * The line to the relay's namespace `/shopper`. It comes back with jitter, at once when the page wakes, and
 * when the relay has said so.
 */
export function connect(relay: string, hello: () => Omit<ShopperHello, 'protocol'>, hear: Hearing): Connection {
  let socket: SmallSocket | null = null;
  let live = false;
  let closed = false;
  let tries = 0;
  let liveAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let comeBackInMs: number | null = null;
  let fallback: OpenWire | null = null;
  let asking: ReturnType<typeof setInterval> | undefined;

  const drop = () => {
    clearTimeout(timer);
    clearInterval(asking);
    live = false;
    socket?.close();
    socket = null;
  };
  const again = () => {
    if (closed) return;
    if (live && performance.now() - liveAt > HELD_MS) tries = 0;
    drop();
    hear.lost();
    // Without a network the browser says when it is back; trying meanwhile would only fill the page's console.
    const grown = navigator.onLine ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries++) : LONGEST_PAUSE_MS;
    timer = setTimeout(open, comeBackInMs ?? grown * (0.5 + Math.random()));
    comeBackInMs = null;
  };
  const wire = async (): Promise<OpenWire> => {
    if (tries >= BLOCKED_AFTER) fallback ??= (await import('./polling.ts')).pollingUntil(back);
    // A WebSocket is tried now and then, should it have been the relay and not the transport that failed.
    return fallback && tries % 3 !== 1 ? fallback : openWebSocket;
  };
  const open = async () => {
    const way = await wire().catch(() => openWebSocket);
    if (closed || socket) return;
    timer = setTimeout(again, CONNECT_PATIENCE_MS);
    socket = openSocket(relay, '/shopper', { protocol: PROTOCOL, ...hello() }, way, {
      closed: again,
      refused: (why) => {
        const { code, retryInMs } = refusalIn(why);
        if (!FINAL.includes(code)) {
          comeBackInMs = retryInMs ?? null;
          return again();
        }
        close();
        hear.refused(code);
      },
      event: (name, told) => {
        if (name === 'snapshot') {
          clearTimeout(timer);
          live = true;
          liveAt = performance.now();
          clearInterval(asking);
          asking = setInterval(() => check(ANSWER_PATIENCE_MS), LIMITS.pingEveryMs);
        }
        if (name === 'closing') comeBackInMs = Number(Reflect.get(Object(told), 'comeBackInMs')) || null;
        else if (name !== 'refused' && Object.hasOwn(hear, name)) hear[name as 'request'](told as never);
      },
    });
  };
  const ask: Connection['ask'] = async (command, payload) => {
    const asked = socket;
    if (!asked || !live) return unreachable;
    try {
      return (await asked.emit(command, payload, ANSWER_PATIENCE_MS)) as Answer<ShopperAnswers[typeof command]>;
    } catch {
      // Nobody answered in time: a half-open line is cut rather than trusted.
      if (asked === socket) again();
      return unreachable;
    }
  };
  /** WebSockets go through again. */
  const back = () => {
    fallback = null;
    tries = 0;
    live = false;
    hear.lost();
    now();
  };
  const now = () => {
    if (closed || live) return;
    drop();
    void open();
  };
  const check = (patienceMs: number = LIMITS.pingPatienceMs) => {
    const asked = socket;
    if (!asked || !live) return now();
    asked.emit('ping', {}, patienceMs).then(
      (answer) => {
        const told = answer as Answer<StateDigest>;
        if (asked === socket && told.ok && told.heads) hear.digest?.(told);
      },
      () => {
        if (asked !== socket) return;
        drop();
        hear.lost();
        now();
      },
    );
  };
  const wake = () => {
    if (document.visibilityState === 'visible') check();
  };
  const sleep = listen([window, document], WAKES, wake);
  const close = () => {
    closed = true;
    drop();
    sleep();
  };
  void open();
  return { ask, check, close };
}

/** A middleware's no arrives as `{ message, data }`; ours stands in its data, with when to come back. */
const refusalIn = (why: unknown): Pick<RefusalError, 'code' | 'retryInMs'> => Object(Object(why).data);
