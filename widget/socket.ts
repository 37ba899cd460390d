/*
 * A small client of Socket.IO's protocol (Engine.IO 4, Socket.IO 5: socket.io/docs/v4/socket-io-protocol): one
 * namespace, text packets, acknowledgements. The whole library is ten times this and most of the widget's
 * weight; of it the widget would use only what stands here.
 */
import { toJson } from './models/json.ts';

/** What carries packets: a WebSocket, or where that is blocked, polling. */
export type OpenWire = (
  relay: string,
  heard: { packet: (text: string) => void; closed: () => void },
) => { send: (packet: string) => void; close: () => void };

export interface Heard {
  event: (name: string, told: unknown) => void;
  /** The server's middleware said no, with what it attached. */
  refused: (why: unknown) => void;
  /** The line is gone, for whatever reason; said once. */
  closed: () => void;
}

export interface SmallSocket {
  /** Sends a command and answers its acknowledgement; rejects when none comes in time or the line goes. */
  emit: (command: string, payload: unknown, patienceMs: number) => Promise<unknown>;
  close: () => void;
}

/** `[type][namespace,][id][json]`, as in `42/shopper,7["ping",{}]`: what is not so is not from a relay. */
const PACKET = /^4([0-4])\/\w+,(\d*)([[{].*)?$/s;
const CONNECT = '0';
const EVENT = '2';
const ACK = '3';
const REFUSED = '4';

export function openSocket(relay: string, namespace: string, auth: unknown, open: OpenWire, heard: Heard): SmallSocket {
  const asked = new Map<number, { resolve: (answer: unknown) => void; reject: () => void }>();
  let next = 0;
  let over = false;
  let heartbeatMs = 45_000;
  let heartbeat: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    if (over) return;
    over = true;
    clearTimeout(heartbeat);
    wire.close();
    for (const { reject } of asked.values()) reject();
    asked.clear();
  };
  const lost = () => {
    if (over) return;
    close();
    heard.closed();
  };
  const say = (type: string, data: unknown, id: number | string = '') =>
    wire.send(`4${type}${namespace},${id}${toJson(data)}`);
  const beat = () => {
    clearTimeout(heartbeat);
    heartbeat = setTimeout(lost, heartbeatMs);
  };
  const hear = (packet: string) => {
    const [, type, id, json] = PACKET.exec(packet) ?? [];
    const data = json && read(json);
    if (type === EVENT && Array.isArray(data)) heard.event(String(data[0]), data[1]);
    else if (type === ACK && Array.isArray(data)) {
      asked.get(Number(id))?.resolve(data[0]);
      asked.delete(Number(id));
    } else if (type === REFUSED) {
      close();
      heard.refused(data);
    } else if (type !== CONNECT) lost();
  };
  const wire = open(relay, {
    closed: lost,
    packet: (text) => {
      beat();
      if (text[0] === '0') {
        const { pingInterval, pingTimeout } = Object(read(text.slice(1)));
        if (!pingInterval) return lost();
        heartbeatMs = pingInterval + pingTimeout;
        say(CONNECT, auth);
      } else if (text === '2') wire.send('3');
      else if (text !== '6') hear(text);
    },
  });
  return {
    close,
    emit: (command, payload, patienceMs) =>
      new Promise((resolve, reject) => {
        if (over) return reject();
        const id = next++;
        const late = setTimeout(() => asked.delete(id) && reject(), patienceMs);
        asked.set(id, {
          resolve: (answer) => {
            clearTimeout(late);
            resolve(answer);
          },
          reject: () => {
            clearTimeout(late);
            reject();
          },
        });
        say(EVENT, [command, payload], id);
      }),
  };
}

/** JSON, or nothing where it is none: between the page and the relay anything may answer. */
function read(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export const openWebSocket: OpenWire = (relay, heard) => {
  const socket = new WebSocket(`${relay.replace(/^http/, 'ws')}socket.io/?EIO=4&transport=websocket`);
  socket.onmessage = ({ data }) => heard.packet(String(data));
  socket.onclose = heard.closed;
  return {
    send: (packet) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(packet);
    },
    close: () => {
      socket.onclose = null;
      socket.close();
    },
  };
};
