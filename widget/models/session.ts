import type { Session as Minted } from '../../protocol/http.ts';
import type { Answer } from '../../protocol/refusals.ts';
import { alone } from './lock.ts';
import type { Kept, Memory } from './memory.ts';

export type Identity = Pick<Kept, 'shopper' | 'token'>;

/**
 * Who she is to the relay. Minted in the tab's memory when she chooses; written to storage at her first Send
 * or ask for a call, and then the same for every tab: of two that were first at once, one is adopted by both.
 */
export interface Session {
  known: () => Identity | null;
  /** The identity that stands, else a new one. */
  obtain: () => Promise<Answer<Identity>>;
  /** Writes it to storage, or adopts the one that another tab has written. */
  keep: () => Promise<Identity | null>;
  forget: () => void;
}

export function createSession(brand: string, memory: Memory, mint: () => Promise<Answer<Minted>>): Session {
  let own: Identity | null = null;
  let minting: Promise<Answer<Identity>> | null = null;
  const stored = (): Identity | null => {
    const { shopper, token } = memory.kept();
    return shopper && token ? { shopper, token } : null;
  };
  const known = () => stored() ?? own;
  const mintOnce = async (): Promise<Answer<Identity>> => {
    const answer = await mint();
    minting = null;
    if (answer.ok) own = { shopper: answer.shopper, token: answer.token };
    return answer;
  };
  return {
    known,
    obtain: async () => {
      const standing = known();
      if (standing) return { ok: true, now: Date.now(), ...standing };
      minting ??= mintOnce();
      return minting;
    },
    keep: () =>
      alone(`salon:1:${brand}:mint`, async () => {
        if (!stored() && own) memory.keep(own);
        own = stored() ?? own;
        return own;
      }),
    forget: () => {
      own = null;
    },
  };
}
