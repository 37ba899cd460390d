import { makeId } from '../../protocol/id.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { dial, type End, readyEnd } from './wire-end.ts';

/** A shopper's page at a running relay, as a raw connection. */
export async function wireShopper(relay: string): Promise<End<'shopper'>> {
  const minted = await fetch(`${relay}/api/sessions`, {
    method: 'POST',
    headers: { origin: relay, 'content-type': 'application/json' },
    body: JSON.stringify({ brand: 'maison-aurele' }),
  });
  const { token } = (await minted.json()) as { token: string };
  const auth = { protocol: PROTOCOL, brand: 'maison-aurele', token };
  return readyEnd(dial('shopper', { url: relay, origin: relay, auth }));
}

export const wireMessage = (text: string) => ({
  id: makeId(Date.now()),
  kind: 'message' as const,
  body: { text },
});
