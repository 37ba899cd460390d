// A process of its own, so that what the driver does slows no answer: the shop, once for each subject, and the floor's
// server, all of them and the relay (RELAY is its port) behind one slow network. Tells `Places` to whoever began it.
import { once } from 'node:events';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server } from 'socket.io';
import { buildFloor } from './build-floor.ts';
import { brotli, PRODUCT, shop } from './shop.ts';
import { slowNetwork } from './slow-network.ts';
import type { Places, Subject } from './subjects.ts';

const network = slowNetwork({ roundTripMs: 150, bytesPerMs: 200 });
/** As the relay has it: what she opened is still open when she acts. */
const KEEP_ALIVE_MS = 80_000;

const away = async (port: number) => `http://127.0.0.1:${await network.before(port)}`;

async function serve(app: RequestListener, also: (http: HttpServer) => void = () => {}): Promise<string> {
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  also(http);
  await once(http.listen(0, '127.0.0.1'), 'listening');
  return away((http.address() as AddressInfo).port);
}

/** Hands messages on, and nothing else. */
function handOn(http: HttpServer): void {
  const io = new Server(http, { serveClient: false, transports: ['websocket'], cors: { origin: '*' } });
  io.on('connection', (socket) => socket.on('message', (text) => socket.emit('message', text)));
}

const floor = express();
floor.use(
  (_request, response, next) => {
    response.set({ 'access-control-allow-origin': '*', 'timing-allow-origin': '*' });
    next();
  },
  brotli(await buildFloor()),
);

const from = { bare: '', salon: await away(Number(process.env.RELAY)), floor: await serve(floor, handOn) };
const tags: Record<Subject, string> = {
  bare: '',
  salon: `<script async crossorigin src="${from.salon}/salon.js" data-brand="maison-aurele"></script>`,
  floor: `<script async crossorigin src="${from.floor}/loader.js"></script>`,
};
const place = async (subject: Subject) => ({
  from: from[subject],
  page: (await serve(shop(tags[subject]))) + PRODUCT,
});
const places: Places = { bare: await place('bare'), salon: await place('salon'), floor: await place('floor') };

process.send?.(places);
process.once('disconnect', () => process.exit(0));
