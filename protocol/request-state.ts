import type { Reach } from './people.ts';

/*
 * What stands, said once for store, actions, sockets, widget and console: lists for the store's questions, functions for
 * a row that is known.
 */

/** A live chat, a call at a time, or a message left to be answered. */
export type RequestKind = 'chat' | 'callback' | 'left_message';

/** Sought: somebody is looked for now. `waiting`: no offer is out. `offered`: somebody is being asked. */
export const SOUGHT = ['waiting', 'offered'] as const;

/** Unheld: open, and in nobody's hands. `later`: due at a time that has not come. */
export const UNHELD = ['later', 'waiting', 'offered'] as const;

/**
 * In hand: it stands on somebody's screen. `assigned`: she holds it. `resumed`: done, then the shopper wrote again; the
 * last holder is named, nothing rings yet.
 */
export const IN_HAND = ['assigned', 'resumed'] as const;

/** Open: not ended. It has a next look, and somebody will come. */
export const OPEN = ['later', 'waiting', 'offered', 'assigned', 'resumed'] as const satisfies readonly OpenState[];

/**
 * Ended: nothing is owed of it. A done one opens again by the shopper's next word; a `turned` one goes on as another
 * request.
 */
export const ENDED = ['done', 'withdrawn', 'turned'] as const;

export type OpenState = (typeof UNHELD | typeof IN_HAND)[number];
export type EndState = (typeof ENDED)[number];
export type RequestState = OpenState | EndState;

/**
 * Live: talked in and not called about, in whatever state. The shopper's words belong to it; of a conversation one at
 * most is open.
 */
export const LIVE_KINDS = ['chat', 'left_message'] as const satisfies readonly RequestKind[];

type Stated = { readonly state: RequestState };
type Held = Stated & { readonly holder: string | null; readonly lastHolder: string | null };

export const isOpen = ({ state }: Stated): boolean => !(ENDED as readonly RequestState[]).includes(state);
export const hasEnded = (request: Stated): boolean => !isOpen(request);
export const isInHand = ({ state }: Stated): boolean => (IN_HAND as readonly RequestState[]).includes(state);
export const isLive = ({ kind }: { readonly kind: RequestKind }): boolean => kind !== 'callback';

/** Who has it in hand: its holder, else whom it was resumed to; null while nobody has. */
export const handOf = ({ state, holder, lastHolder }: Held): string | null =>
  holder ?? (state === 'resumed' ? lastHolder : null);

/**
 * Whether somebody takes it over from its holder: a manager what the holder was reminded of and still leaves. Whoever
 * has just taken it keeps it.
 */
export const mayTakeOver = (
  { reach }: { readonly reach: Reach },
  { state, nudgedAt }: Stated & { readonly nudgedAt: number | null },
): boolean => reach !== 'own' && state === 'assigned' && nudgedAt !== null;
