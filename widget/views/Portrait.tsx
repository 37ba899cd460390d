import { webAddress } from '../models/address.ts';

interface Pictured {
  name: string;
  portrait: string | null;
}

/** Her face, from the relay alone, or her initial. */
export function Portrait({ of, relay }: { of: Pictured; relay: string }) {
  const url = of.portrait ? webAddress(of.portrait, relay) : null;
  const ours = url?.origin === new URL(relay).origin;
  return (
    <span class="portrait" aria-hidden="true">
      {url && ours ? (
        <img src={url.href} alt="" crossOrigin="anonymous" referrerPolicy="no-referrer" width={44} height={44} />
      ) : (
        [...of.name][0]
      )}
    </span>
  );
}
