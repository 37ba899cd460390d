import { createServer, type Server } from 'node:net';

/*
 * A port that is found free, closed and only later listened on, or that is free between a relay's death and its new
 * life, could be somebody else's meanwhile: another suite's relay, or the near end of any connection. So these ports lie
 * below those that systems hand out by themselves (Linux: from 32768, others: from 49152), and whoever has one keeps a
 * second one listening, its sign, for as long as this process lives: two processes can never have the same.
 */
const FIRST = 20_000;
const COUNT = 6_000;

/** Where the sign of a port stands. */
const SIGNS = FIRST + COUNT;

/** A port of this machine that nobody listens on, and that nobody else is given while this process lives. */
export async function freePort(): Promise<number> {
  const start = Math.floor(Math.random() * COUNT);
  for (let i = 0; i < COUNT; i++) {
    const port = FIRST + ((start + i) % COUNT);
    const sign = await listen(port - FIRST + SIGNS, '127.0.0.1');
    if (!sign) continue;
    const tried = await listen(port);
    if (tried) {
      sign.unref();
      await new Promise((go) => tried.close(go));
      return port;
    }
    sign.close();
  }
  throw new Error(`no port from ${FIRST} to ${SIGNS - 1} is free`);
}

/** Null where somebody listens already. */
const listen = (port: number, host?: string): Promise<Server | null> =>
  new Promise((resolve) => {
    const server = createServer((line) => line.destroy());
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
