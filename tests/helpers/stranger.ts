import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { textFrame } from '../bench/frame.ts';
import { createFrames } from './server-frames.ts';

const BETWEEN = '\x1e';

/** Somebody who speaks Engine.IO by hand, and says what no client of ours would. */
export interface Stranger {
  /** Sends packets in one go: one polling body, or so many frames in one write. */
  say(packets: readonly string[] | string): Promise<void>;
  /** Resolves when the other end has closed the line. */
  closed(): Promise<void>;
  /** Every packet that came; with polling, what was asked for. */
  heard: string[];
  /** Asks for what waits (polling alone). */
  poll(): Promise<void>;
  close(): void;
}

/** One packet said so many times, as a polling body. */
export const repeated = (packet: string, times: number): string => Array(times).fill(packet).join(BETWEEN);

/** Opens a line over long polling and says nothing yet. */
export async function strangerPolling(
  url: string,
  origin: string,
  headers: Record<string, string> = {},
): Promise<Stranger> {
  const heard: string[] = [];
  const stop = new AbortController();
  let sid = '';
  let gone = false;
  const ask = async (body?: string) => {
    const query = `EIO=4&transport=polling${sid && `&sid=${sid}`}`;
    try {
      const response = await fetch(`${url}/socket.io/?${query}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { origin, 'content-type': 'text/plain', ...headers },
        signal: stop.signal,
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      gone ||= !response.ok || text === '1';
      return text;
    } catch {
      gone = true;
      return '';
    }
  };
  const poll = async () => void heard.push(...(await ask()).split(BETWEEN));
  await poll();
  sid = JSON.parse(heard[0]?.slice(1) ?? '{}').sid;
  return {
    heard,
    async closed() {
      for (let over = false; !over; ) {
        await poll();
        over = gone;
      }
    },
    say: async (packets) => void (await ask(typeof packets === 'string' ? packets : packets.join(BETWEEN))),
    poll,
    close: () => stop.abort(),
  };
}

/** Opens a WebSocket and says nothing yet. */
export async function strangerSocket(
  url: string,
  origin: string,
  headers: Record<string, string> = {},
  sid?: string,
): Promise<Stranger> {
  const { host, hostname, port } = new URL(url);
  const heard: string[] = [];
  const over = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const frames = createFrames();
  const line = connect({ host: hostname, port: Number(port), noDelay: true });
  line.on('data', (chunk) => {
    for (const { text } of frames(chunk)) if (text !== null) heard.push(text);
    if (heard.length > 0) opened.resolve();
  });
  line.on('error', () => over.resolve());
  line.on('close', () => {
    over.resolve();
    opened.reject(new Error('shut at once'));
  });
  const all = {
    ...{ host, origin, upgrade: 'websocket', connection: 'Upgrade' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') },
    ...headers,
  };
  const asked = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  line.write(
    [`GET /socket.io/?EIO=4&transport=websocket${sid ? `&sid=${sid}` : ''} HTTP/1.1`, ...asked, '', ''].join('\r\n'),
  );
  await opened.promise;
  return {
    heard,
    closed: () => over.promise,
    async say(packets) {
      const list = typeof packets === 'string' ? packets.split(BETWEEN) : packets;
      if (line.writable) line.write(Buffer.concat(list.map((packet) => textFrame(packet))));
    },
    poll: async () => undefined,
    close: () => line.destroy(),
  };
}
