import type { Persona, PlaceCard } from '../../protocol/people.ts';
import { isLive, isOpen } from '../../protocol/request-state.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import type { Nobody } from '../../protocol/there.ts';

/** The live chat or the message left that her words belong to: the open one, else the last that was done. */
export function wordsRequest(requests: readonly ShopperRequest[]): ShopperRequest | null {
  const own = requests.filter((r) => isLive(r) && r.state !== 'withdrawn' && r.state !== 'turned');
  return own.find(isOpen) ?? own[0] ?? null;
}

/** What she is told while nobody is writing to her yet. */
export type Wait =
  | { kind: 'finding' }
  | { kind: 'asking'; people: Persona[] }
  | { kind: 'slow' }
  | Extract<Nobody, { kind: 'with_clients' }>
  | { kind: 'left'; place: PlaceCard | null; at: number | null }
  | { kind: 'unspoken'; language: string }
  | { kind: 'away'; name: string };

/** Reads a request as the wait that it means to her; null while somebody is with her or it has ended. */
export function waitOf(request: ShopperRequest | null): Wait | null {
  if (!request || !isOpen(request) || !isLive(request) || request.state === 'resumed') return null;
  if (request.state === 'assigned')
    return request.away && request.holder ? { kind: 'away', name: request.holder.name } : null;
  const { nobody } = request;
  if (nobody?.kind === 'never' && nobody.why === 'language') return { kind: 'unspoken', language: request.language };
  if (request.kind === 'left_message') return { kind: 'left', place: request.place, at: request.dueAt };
  if (nobody?.kind === 'with_clients') return nobody;
  if (request.slow) return { kind: 'slow' };
  return request.asking.length > 0 ? { kind: 'asking', people: request.asking } : { kind: 'finding' };
}
