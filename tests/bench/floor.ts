// The floor that the bench compares with: Socket.IO handing messages on, and nothing else. No schema, no rights,
// no log, no disk.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer((_, response) => response.end());
const io = new Server(http, { serveClient: false, perMessageDeflate: false, transports: ['websocket'] });

io.of('/console').on('connection', (socket) => {
  socket.join(`associate:${socket.handshake.auth.id}`);
});
io.of('/shopper').on('connection', (socket) => {
  const { id, peer } = socket.handshake.auth;
  let seq = 0;
  socket.on('entries.append', (payload: { conversation: string; entries: object[] }, acknowledge) => {
    const by = { kind: 'shopper', id, name: null };
    const about = { conversation: payload.conversation, log: 'shared' };
    const entries = payload.entries.map((draft) => ({ ...about, seq: ++seq, at: Date.now(), by, ...draft }));
    io.of('/console')
      .to(`associate:${peer}`)
      .emit('entries', { ...about, entries });
    acknowledge({ ok: true, now: Date.now(), entries });
  });
});

http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
process.once('SIGTERM', () => process.exit(0));
