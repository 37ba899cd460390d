import type { IncomingMessage } from 'node:http';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { type Asked, type Origins, originAsked } from './origins.ts';
import { protocolSaid, refuseProtocol } from './protocol.ts';

export interface GateInput {
  origins: Origins;
  /** The relay's own origins, PUBLIC_URL's first. */
  own: readonly string[];
  isDraining(): boolean;
}

/**
 * Who may come in, decided once for whatever comes: a route, a poll, a WebSocket's upgrade, a CONNECT. The order is the
 * same for all: which page speaks, whether the relay takes anything new, whether both speak one protocol; then how
 * often (limits.ts), and only then what was sent is read. Everything here is a refusal, or null.
 */
export interface Gate {
  /** The origin of a page of any house, or of the relay itself. Of which house is asked once the brand is known. */
  page(request: Asked): Promise<{ ok: true; origin: string } | Refusal>;
  /** A page of this brand: by its name, or by a shopper's token. */
  pageOf(brand: string, request: Asked): Promise<Refusal | null>;
  /** The relay's own page, and only from itself: a cookie says who somebody is, not what was meant. */
  ownPage(request: Asked): Refusal | null;
  /** Nothing new while the relay winds down. */
  draining(): Refusal | null;
  /** The protocol number that a request says, or that a hello has said. */
  protocol(said: IncomingMessage | number): Refusal | null;
}

const COME_BACK_MS = 2_000;

export function createGate({ origins, own, isDraining }: GateInput): Gate {
  return {
    async page(request) {
      const origin = originAsked(request, own);
      return origin !== null && (await origins.isKnown(origin)) ? { ok: true, origin } : refuse('origin');
    },
    async pageOf(brand, request) {
      const origin = originAsked(request, own);
      return origin !== null && (await origins.isOf(brand, origin)) ? null : refuse('origin');
    },
    ownPage(request) {
      const origin = originAsked(request, own);
      const { upgrade, 'sec-fetch-site': site } = request.headers;
      // A WebSocket names its origin; what browsers say of its site differs.
      const elsewhere = upgrade === undefined && site !== undefined && site !== 'same-origin';
      return !elsewhere && origin !== null && origins.isSelf(origin) ? null : refuse('origin');
    },
    draining: () => (isDraining() ? refuse('draining', { retryInMs: COME_BACK_MS }) : null),
    protocol: (said) => refuseProtocol(typeof said === 'number' ? said : protocolSaid(said)),
  };
}
