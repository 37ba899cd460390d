import { portraitAt } from '../models/portrait.ts';

interface Pictured {
  name: string;
  portrait: string | null;
}

/** Her face, from the relay alone, or her initial. */
export function Portrait({ of, relay }: { of: Pictured; relay: string }) {
  const src = portraitAt(of.portrait, relay);
  return (
    <span class="portrait" aria-hidden="true">
      {src ? (
        <img src={src} alt="" crossOrigin="anonymous" referrerPolicy="no-referrer" width={44} height={44} />
      ) : (
        [...of.name][0]
      )}
    </span>
  );
}
