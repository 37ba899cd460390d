/** The fallback transport, fetched only when a WebSocket could not be opened. */
export { XHR } from 'socket.io-client';
