import { type OpenWire, openWebSocket } from './socket.ts';

const BETWEEN = '\x1e';
/** How soon a WebSocket is tried beside the polls; twice as long after each that does not open. */
const TRY_AFTER_MS = 30_000;
const TRY_AT_MOST_MS = 15 * 60_000;

/** Polling, until a WebSocket opens again: who has left the network that blocked them need not come back to the page. */
export const pollingUntil =
  (found: () => void): OpenWire =>
  (relay, heard) => {
    const wire = openPolling(relay, heard);
    let pauseMs = TRY_AFTER_MS;
    let tried: ReturnType<OpenWire> | undefined;
    const tryAgain = () => {
      const opened = (text: string) => {
        stop();
        if (text[0] === '0') found();
      };
      pauseMs = Math.min(2 * pauseMs, TRY_AT_MOST_MS);
      timer = setTimeout(tryAgain, pauseMs);
      tried = openWebSocket(relay, { packet: opened, closed: () => {} });
    };
    const stop = () => {
      clearTimeout(timer);
      tried?.close();
    };
    let timer = setTimeout(tryAgain, pauseMs);
    return {
      send: wire.send,
      close: () => {
        stop();
        wire.close();
      },
    };
  };

/**
 * Engine.IO over plain requests, fetched only when a WebSocket could not be opened. The random value keeps one
 * connection's requests on one node behind a balancer; cookies would be a third party's on the brand's page.
 */
export const openPolling: OpenWire = (relay, heard) => {
  const stick = Math.random().toString(36).slice(2);
  const stop = new AbortController();
  let sid = '';
  let unsent: string[] = [];
  let sending = false;
  const ask = async (body: string | null) => {
    const query = new URLSearchParams({ EIO: '4', transport: 'polling', stick, t: `${Math.random()}`.slice(2) });
    if (sid) query.set('sid', sid);
    const response = await fetch(`${relay}socket.io/?${query}`, {
      method: body === null ? 'GET' : 'POST',
      body,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
    });
    if (!response.ok) throw new Error('refused');
    return response.text();
  };
  const fail = () => {
    if (!stop.signal.aborted) heard.closed();
  };
  const listen = async () => {
    while (!stop.signal.aborted) {
      for (const packet of (await ask(null)).split(BETWEEN)) {
        if (packet[0] === '0') sid = JSON.parse(packet.slice(1)).sid;
        // A page, a portal, an empty body: something has answered in the relay's place.
        if (!sid) throw new Error('not the relay');
        if (!stop.signal.aborted) heard.packet(packet);
      }
    }
  };
  const flush = async () => {
    if (sending) return;
    sending = true;
    while (unsent.length > 0) {
      const batch = unsent.join(BETWEEN);
      unsent = [];
      if ((await ask(batch)) !== 'ok') throw new Error('not the relay');
    }
    sending = false;
  };
  listen().catch(fail);
  return {
    send: (packet) => {
      unsent.push(packet);
      flush().catch(fail);
    },
    close: () => stop.abort(),
  };
};
