import type { Session as Minted } from '../../protocol/http.ts';
import type { Answer } from '../../protocol/refusals.ts';
import { alone } from './lock.ts';
import type { Identity, Memory } from './memory.ts';

/** How long what one tab writes may take to be read by another, which runs in a process of its own. */
const SETTLE_MS = 80;

/**
 * Who she is to the relay. Minted in the tab's memory when she chooses; written to storage at her first Send
 * or ask for a call, and then the same for every tab: of two that were first at once, one is adopted by both. Where one
 * came to hear of the other only after it had spoken, its words are brought over (bring-over.ts).
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
    return identitiesOf(memory)[0] ?? (shopper && token ? { shopper, token } : null);
  };
  const known = () => stored() ?? own;
  const mintOnce = async (): Promise<Answer<Identity>> => {
    try {
      const answer = await mint();
      if (answer.ok) own ??= identityOf(answer);
      return answer;
    } finally {
      minting = null;
    }
  };
  return {
    known,
    obtain: async () => {
      if (!known()) {
        minting ??= mintOnce();
        const answer = await minting;
        if (!answer.ok) return answer;
      }
      // While it was asked for, another tab may have written one.
      return { ok: true, now: Date.now(), ...(known() as Identity) };
    },
    keep: async () => {
      if (!stored())
        await alone(`salon:1:${brand}:mint`, async () => {
          if (stored() || !own) return;
          memory.write(`@${own.shopper}`, { ...own, at: Date.now() });
          await new Promise((settled) => setTimeout(settled, SETTLE_MS));
          memory.keep(identityOf(stored() ?? own));
        });
      own = stored() ?? own;
      return own;
    },
    forget: () => {
      const dead = known();
      if (dead) memory.remove(`@${dead.shopper}`);
      own = null;
    },
  };
}

/** Every identity under which a tab of hers may have spoken, the one that stands first: the same to each tab. */
export const identitiesOf = (memory: Memory): Identity[] =>
  memory
    .rows<Identity & { at: number }>('@')
    .sort((one, other) => one.at - other.at || (one.shopper < other.shopper ? -1 : 1));

const identityOf = ({ shopper, token }: Identity): Identity => ({ shopper, token });
