import type { Socket } from 'socket.io-client';
import type { Session } from '../../protocol/http.ts';
import { makeId } from '../../protocol/id.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import type { Offer, ShopperRequest } from '../../protocol/requests.ts';
import type { Opened } from '../../protocol/shopper.ts';
import type { Conversations } from './load.ts';
import { command, connect, hear, inGroups } from './sockets.ts';

const BRAND = 'maison-aurele';
const PASSWORD = 'salon-demo';
const RENEW_MS = 10_000;

/** Shoppers of the real relay, each with an associate who has accepted her. */
export async function realConversations(url: string, emails: readonly string[], count: number): Promise<Conversations> {
  let heard: (id: string) => void = () => undefined;
  const desks = await inGroups(emails, 2, (email) => sitDown(url, email, (id) => heard(id)));
  const shoppers = await inGroups(Array.from({ length: count }), 4, () => converse(url));
  return {
    count,
    send: (index, id, text) => {
      const { socket, conversation } = shoppers[index] as (typeof shoppers)[number];
      return command(socket, 'entries.append', { conversation, entries: [{ id, kind: 'message', body: { text } }] });
    },
    onHeard: (listener) => {
      heard = listener;
    },
    close: () => {
      for (const desk of desks) desk.close();
      for (const { socket } of shoppers) socket.disconnect();
    },
  };
}

/** An associate who signs in, is available and accepts whatever is offered. */
async function sitDown(url: string, email: string, heard: (id: string) => void): Promise<{ close(): void }> {
  const answer = await post(url, '/api/console/sign-in', { email, password: PASSWORD });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const socket = await connect(`${url}/console`, { protocol: PROTOCOL }, { cookie, origin: url });
  hear(socket, heard);
  socket.on('offer', ({ id, state }: Offer) => {
    if (state === 'open') command(socket, 'offer.accept', { offer: id }).catch(() => undefined);
  });
  await command(socket, 'availability.set', { available: true });
  const lease = setInterval(() => command(socket, 'lease.renew', {}).catch(() => undefined), RENEW_MS);
  return {
    close: () => {
      clearInterval(lease);
      socket.disconnect();
    },
  };
}

/** A shopper who has asked, and whose request somebody holds. */
async function converse(url: string): Promise<{ socket: Socket; conversation: string }> {
  const socket = await idleShopper(url);
  const held = new Promise<void>((resolve) => {
    socket.on('request', (request: ShopperRequest) => request.state === 'assigned' && resolve());
  });
  const { conversation } = await command<Opened>(socket, 'request.open', {
    id: makeId(Date.now()),
    kind: 'chat',
    locale: 'en',
    zone: 'Europe/Paris',
    notice: '1',
    entries: [{ id: makeId(Date.now()), kind: 'message', body: { text: 'Good evening' } }],
  });
  await held;
  return { socket, conversation };
}

/** A shopper who is connected and has said nothing. */
export async function idleShopper(url: string): Promise<Socket> {
  const { token } = (await (await post(url, '/api/sessions', { brand: BRAND })).json()) as Session;
  const socket = await connect(`${url}/shopper`, { protocol: PROTOCOL, brand: BRAND, token }, { origin: url });
  return socket;
}

async function post(url: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'salon-protocol': String(PROTOCOL), origin: url };
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
