import type { RequestsAnswer } from '../../protocol/http.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { requestsOf } from './shopper-snapshot.ts';

/** A shopper's open requests and the last one that ended, newest first. */
export async function listRequests(ports: Ports, asking: ShopperAsking): Promise<Answered<RequestsAnswer>> {
  const { read, house } = ports.store;
  const conversation = await read.one('conversations', { shopper: asking.id, brand: asking.brand });
  const reader = { one: read.one.bind(read), all: read.all.bind(read), house };
  return { ok: true, requests: await requestsOf(reader, conversation?.id ?? null) };
}
