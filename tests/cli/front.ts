import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface FrontOptions {
  /** Whether it passes WebSocket upgrades on. */
  upgrades?: boolean;
  /** Whether it says for whom it speaks. */
  forwards?: boolean;
  /** How far its answers' dates are off. */
  dateOffMs?: number;
}

/** A proxy in front of a relay, as well or as badly set up as a test wants it. */
export async function startFront(options: FrontOptions = {}) {
  let relayPort = 0;
  const wires = new Set<{ destroy(): void }>();
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, ...(options.forwards ? { 'x-forwarded-for': '203.0.113.7' } : {}) };
    delete headers.upgrade;
    headers.connection = 'close';
    const going = request({ host: '127.0.0.1', port: relayPort, path: asked.url, method: asked.method, headers });
    going.on('response', (got) => {
      const date = new Date(Date.now() + (options.dateOffMs ?? 0)).toUTCString();
      answer.writeHead(got.statusCode ?? 502, { ...got.headers, date });
      got.pipe(answer);
    });
    going.on('error', () => answer.writeHead(502).end('<h1>Bad gateway</h1>'));
    asked.pipe(going);
  });
  if (options.upgrades ?? true) {
    server.on('upgrade', (asked, near, head) => {
      const far = connect(relayPort, '127.0.0.1', () => {
        const lines = asked.rawHeaders.flatMap((name, i) =>
          i % 2 === 0 ? [`${name}: ${asked.rawHeaders[i + 1]}`] : [],
        );
        far.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        far.write(head);
        near.pipe(far).pipe(near);
      });
      for (const wire of [near, far]) {
        wires.add(wire);
        wire.on('error', () => near.destroy());
      }
    });
  }
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** Passes on to the relay on this port from now on. */
    to: (port: number) => {
      relayPort = port;
    },
    close: () => {
      for (const wire of wires) wire.destroy();
      return new Promise((done) => server.close(done).closeAllConnections());
    },
  };
}
