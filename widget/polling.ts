import type { OpenWire } from './socket.ts';

const BETWEEN = '\x1e';

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
      await ask(batch);
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
