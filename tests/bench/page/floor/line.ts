/* The floor's line: socket.io-client, and nothing around it. */
import { io } from 'socket.io-client';

/** Connects, and answers how to say something. */
export function connect(at: string, hear: (text: string) => void): (text: string) => void {
  const socket = io(at, { transports: ['websocket'] });
  socket.on('message', hear);
  return (text) => socket.emit('message', text);
}
