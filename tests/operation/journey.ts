import { makeId } from '../../protocol/id.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { dial } from '../helpers/wire-end.ts';

/** What somebody says and is; a test plants its canaries here. */
export interface Said {
  message: string;
  answer: string;
  name: string;
  phone: string;
  product: { name: string; sku: string; url: string; image: string };
  headers: Record<string, string>;
}

export const BRAND = 'maison-aurele';
export const ASSOCIATE = { email: 'associate@maison-aurele.example', password: 'salon-demo' };

export const PLAIN: Said = {
  message: 'Bonjour',
  answer: 'Bonjour Claire',
  name: 'Claire',
  phone: '+33612345678',
  product: { name: 'Ring', sku: '1', url: 'https://maison.example/ring', image: 'https://maison.example/ring.webp' },
  headers: {},
};

/** One way of asking a relay by HTTP, from its own page. */
export function asker(url: string, headers: Record<string, string>) {
  return (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        origin: url,
        ...headers,
        ...more,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
}

/** The whole line on a relay with the demo house: a live chat answered and done, and a call that is reached. */
export async function walk(url: string, said: Said = PLAIN) {
  const ask = asker(url, said.headers);
  const signed = await ask('POST', '/api/console/sign-in', ASSOCIATE);
  const cookie = signed.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const session = (await (await ask('POST', '/api/sessions', { brand: BRAND })).json()) as { token: string };
  await ask('GET', `/api/presence?brand=${BRAND}&locale=fr&zone=Europe/Paris`);
  const { headers } = said;
  const desk = dial('console', { url, origin: url, auth: { protocol: PROTOCOL }, cookie, headers });
  const auth = { protocol: PROTOCOL, brand: BRAND, token: session.token };
  const shopper = dial('shopper', { url, origin: url, auth, headers });
  await desk.until(() => desk.heard('snapshot')[0]);
  await desk.ok('availability.set', { available: true });
  await shopper.until(() => shopper.heard('snapshot')[0]);

  const id = () => makeId(Date.now());
  const message = (text: string) => ({ id: id(), kind: 'message' as const, body: { text } });
  const asked = { product: said.product, locale: 'fr', zone: 'Europe/Paris', notice: '1', wishes: {} };
  const opened = await shopper.ok('request.open', {
    ...{ id: id(), kind: 'chat', name: said.name, ...asked },
    entries: [message(said.message), { id: id(), kind: 'product', body: said.product }],
  });
  const { conversation } = opened;
  const offered = await desk.until(() => desk.heard('offer').find((offer) => offer.request === opened.request.id));
  await desk.ok('offer.accept', { offer: offered.id });
  await desk.ok('entries.append', { conversation, entries: [message(said.answer)] });
  await shopper.ok('typing', { conversation, on: true });
  const page = await shopper.ok('entries.after', { conversation, after: 0 });
  await shopper.ok('cursor.move', { conversation, deliveredSeq: page.head, readSeq: page.head });
  await desk.ok('request.done', { request: opened.request.id, seen: page.head });

  const call = await shopper.ok('request.open', {
    ...{ id: id(), kind: 'callback', name: said.name, phone: said.phone, when: { kind: 'asap' }, ...asked },
    entries: [message(said.message)],
  });
  const rung = await desk.until(() => desk.heard('offer').find((offer) => offer.request === call.request.id));
  await desk.ok('offer.accept', { offer: rung.id });
  await desk.ok('call.mark', { request: call.request.id, outcome: 'reached' });
  return {
    ask,
    desk,
    shopper,
    conversation,
    token: session.token,
    cookie,
    end: () => [desk, shopper].map((e) => e.close()),
  };
}
