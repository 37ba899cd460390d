import type { Answer } from '../../../protocol/refusals.ts';
import type { History } from './history.ts';
import type { Answered } from './line.ts';

/** A house of the run, and how its shoppers ask. */
export interface House {
  letter: string;
  brand: string;
  locale: string;
  zone: string;
  /** The first digits of its shoppers' numbers; two more follow. */
  phone: string;
}

/** Where a run is played: what its people share. */
export interface Stage {
  readonly history: History;
  /** The relays' own origin, which pages of the run stand on. */
  readonly origin: string;
  /** Until this is false, people act; then they only finish. */
  acting: boolean;
  /** Where a new line goes: through the proxy. */
  relayUrl(): string;
  pause(ms: number): Promise<void>;
  post(path: string, body: object, token?: string): Promise<Answered>;
}

const PATIENCE_MS = 3_000;

export function createStage(history: History, origin: string, relayUrl: () => string): Stage {
  return {
    history,
    origin,
    acting: true,
    relayUrl,
    pause: (ms) => new Promise((go) => setTimeout(go, ms)),
    async post(path, body, token) {
      try {
        const response = await fetch(`${relayUrl()}${path}`, {
          method: 'POST',
          headers: {
            origin,
            'content-type': 'application/json',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const answer = (await response.json()) as Answer<Record<string, unknown>>;
        if (answer.ok) return { outcome: 'ok', answer };
        return { outcome: 'failed', code: answer.error.code, retryInMs: answer.error.retryInMs ?? 100 };
      } catch {
        // A gateway's page, a cut, or silence: the relay may have done it.
        return { outcome: 'unknown' };
      }
    },
  };
}
