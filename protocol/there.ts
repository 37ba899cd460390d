import type { PlaceCard } from './people.ts';

/**
 * Why no time can be said: no hours are kept that reach far enough, nobody of the house speaks the shopper's language,
 * or it is night with her whenever a place is open (calls alone).
 */
export type Never = 'hours' | 'language' | 'night';

/** A place, and from or by when it can be counted on: UTC ms, a quarter of an hour, inside its hours. */
export interface PlaceAt {
  place: PlaceCard;
  at: number;
}

/**
 * Who is there for her, and nothing that is not known. `free`: somebody who speaks her language can be rung now.
 * `with_clients`: they are here, and each is with somebody. `nobody_here`: the place is open, and nobody of it can be
 * reached. `closed`: the place is closed. `never`: no time can be said. `untold`: the house does not say who is there.
 */
export type There =
  | { kind: 'free' }
  | ({ kind: 'with_clients' } & PlaceAt)
  | ({ kind: 'nobody_here' } & PlaceAt)
  | ({ kind: 'closed' } & PlaceAt)
  | { kind: 'never'; why: Never }
  | { kind: 'untold' };

/** What a shopper's request may say of it, while nobody comes at once. */
export type Nobody = Extract<There, { kind: 'with_clients' | 'never' }>;
