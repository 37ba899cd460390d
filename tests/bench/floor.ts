// The floors that the bench compares with: Socket.IO handing messages on, and nothing else. No schema, no rights and,
// unless a file is named, no log: then each message is committed to it alone, before it is acknowledged.
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';

interface Said {
  conversation: string;
  entries: { id: string; body: object }[];
}

const http = createServer((_, response) => response.end());
const io = new Server(http, { serveClient: false, perMessageDeflate: false, transports: ['websocket'] });
const keep = process.env.FILE ? keepIn(process.env.FILE) : () => undefined;

function keepIn(file: string): (said: Said, seq: number) => void {
  const store = new DatabaseSync(file);
  store.exec('pragma journal_mode = wal; pragma synchronous = full');
  store.exec('create table entries (id text, conversation text, seq integer, at integer, body text, primary key (id))');
  const insert = store.prepare('insert or ignore into entries values (?, ?, ?, ?, ?)');
  // A statement alone is a transaction of its own.
  return ({ conversation, entries }, seq) => {
    for (const { id, body } of entries) insert.run(id, conversation, seq, Date.now(), JSON.stringify(body));
  };
}

io.of('/console').on('connection', (socket) => {
  socket.join(socket.handshake.auth.hears);
});
io.of('/shopper').on('connection', (socket) => {
  const { id, peer } = socket.handshake.auth;
  let seq = 0;
  socket.on('entries.append', (said: Said, acknowledge) => {
    keep(said, seq + 1);
    const by = { kind: 'shopper', id, name: null };
    const about = { conversation: said.conversation, log: 'shared' };
    const entries = said.entries.map((draft) => ({ ...about, seq: ++seq, at: Date.now(), by, ...draft }));
    io.of('/console')
      .to(peer)
      .emit('entries', { ...about, entries });
    acknowledge({ ok: true, now: Date.now(), entries });
  });
});

http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
process.once('SIGTERM', () => process.exit(0));
