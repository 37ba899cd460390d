import type { EntryKind, Log, Product } from '../../protocol/entries.ts';
import type { Hours, Policy } from '../../protocol/house.ts';
import type { By, Reach } from '../../protocol/people.ts';
import type { RequestKind, RequestState } from '../../protocol/request-state.ts';
import type { Offer, PromiseView, RoutingReason, Wishes } from '../../protocol/requests.ts';
import type { Never } from '../../protocol/there.ts';

/*
 * The rows that decisions are made from, one interface a table. `brand` stands on every one; `version` rises
 * in the write that changes the row; `cause` says which request, person or rule brought it about.
 */

export interface BrandRow {
  id: string;
  brand: string;
  version: number;
  name: string;
  language: string;
  origins: string[];
  policy: Policy;
  noticeVersion: string;
  noticeUrl: string | null;
}

export interface PlaceRow {
  id: string;
  brand: string;
  version: number;
  kind: 'boutique' | 'client_services' | 'atelier';
  name: string;
  city: string;
  country: string;
  zone: string;
  hours: Hours;
  number: string | null;
  /** Whether its people call from that number. */
  callsFromNumber: boolean;
  closedAt: number | null;
}

export interface AssociateRow {
  id: string;
  brand: string;
  version: number;
  email: string;
  firstName: string;
  lastName: string;
  title: string;
  place: string;
  role: 'associate' | 'manager';
  reach: Reach;
  languages: string[];
  expertise: string[];
  capacity: number;
  portrait: string | null;
  /** argon2id, PHC string; null until the associate has set one. */
  password: string | null;
  disabledAt: number | null;
  /** What the associate says … */
  declared: boolean;
  /** … and until when she can be reached: the latest of her devices' leases. */
  reachableUntil: number;
  /** Seats taken: open offers and requests that the associate holds. Raised only by a conditional write. */
  taken: number;
  /** Offers missed in a row. */
  missed: number;
  /** Since when the associate has been asked whether she is here. */
  askedAt: number | null;
  /** When the associate's lease was found to have run out; null while it runs. */
  lostAt: number | null;
  /** Since when nothing was asked of the associate. */
  idleAt: number;
  /** When the sweeper looks at the associate next: the lease's end, or the end of its patience after asking. */
  lookAt: number | null;
}

export interface ShopperRow {
  id: string;
  brand: string;
  version: number;
  name: string | null;
  locale: string | null;
  zone: string | null;
  /** The linked person; a shopper not linked is her own. */
  person: string;
  ownAssociate: string | null;
  createdAt: number;
  /** Null until the first deliberate act; a session never used is swept. */
  usedAt: number | null;
  endedAt: number | null;
  blockedAt: number | null;
}

export interface ConversationRow {
  id: string;
  brand: string;
  version: number;
  shopper: string;
  lastSeq: number;
  lastStaffSeq: number;
  /** When the last message was said. */
  saidAt: number;
  /** Associates who hold or have held, newest last: who hears entries, and who may read. */
  audience: string[];
  createdAt: number;
}

export interface EntryRow {
  conversation: string;
  log: Log;
  seq: number;
  id: string;
  brand: string;
  at: number;
  /** The person's id, never the token's or the socket's; `house` for the house's own lines. */
  author: string;
  by: By;
  kind: EntryKind;
  v: number;
  body: unknown;
  cause: string | null;
}

export interface CursorRow {
  conversation: string;
  person: string;
  brand: string;
  kind: 'shopper' | 'associate';
  deliveredSeq: number;
  readSeq: number;
}

/** Its life is read from here and written here in request/columns.ts alone; what a state has no word for is null or false. */
export interface RequestRow {
  id: string;
  brand: string;
  version: number;
  conversation: string;
  shopper: string;
  /** The linked person: one unfinished live request each. */
  person: string;
  kind: RequestKind;
  state: RequestState;
  cause: string | null;
  openedAt: number;
  language: string;
  zone: string;
  name: string | null;
  product: Product | null;
  wishes: Wishes;
  notice: string;
  /** Where it will be answered from. */
  place: string | null;
  contact: string | null;
  dueAt: number | null;
  endAt: number | null;
  asap: boolean;
  /** The next look; an open request always has one (the table refuses otherwise). */
  lookAt: number | null;
  /** Since when it waits for somebody: the bound counts from here. */
  waitingAt: number | null;
  step: RoutingStep | null;
  stepUntil: number | null;
  slow: boolean;
  nobodyPlace: string | null;
  nobodyAt: number | null;
  away: boolean;
  /** Why nobody of the house can keep it; null while somebody can, and once somebody has taken it by hand. */
  never: Never | null;
  holder: string | null;
  lastHolder: string | null;
  heldAt: number | null;
  /** When the holder last spoke. */
  spokeAt: number | null;
  /** Since when the shopper's words wait for the holder's. */
  unansweredAt: number | null;
  nudgedAt: number | null;
  tries: number;
  promise: string | null;
  endedAt: number | null;
}

export type RoutingStep = 'own' | 'best' | 'few' | 'wide' | 'last';

export interface OfferRow {
  id: string;
  brand: string;
  version: number;
  request: string;
  conversation: string;
  associate: string;
  step: RoutingStep;
  state: Offer['state'];
  offeredAt: number;
  expiresAt: number;
  answeredAt: number | null;
  reasons: RoutingReason[];
  takenBy: string | null;
  cause: string | null;
}

export interface AssignmentRow {
  id: string;
  brand: string;
  request: string;
  conversation: string;
  associate: string;
  fromAt: number;
  untilAt: number | null;
  cause: string | null;
}

export interface PromiseRow {
  id: string;
  brand: string;
  version: number;
  kind: PromiseView['kind'];
  state: PromiseView['state'];
  request: string;
  conversation: string;
  place: string | null;
  holder: string | null;
  dueAt: number;
  endAt: number | null;
  asap: boolean;
  brokenAt: number | null;
  endedAt: number | null;
  cause: string | null;
}

export interface ContactRow {
  id: string;
  brand: string;
  version: number;
  person: string;
  kind: 'phone' | 'email';
  value: string | null;
  shown: string | null;
  country: string | null;
  consent: { purpose: string; notice: string; at: number };
  createdAt: number;
  struckAt: number | null;
}

/** What routing needs of a brand's house, read often and changed rarely. */
export interface House {
  brand: BrandRow;
  places: ReadonlyMap<string, PlaceRow>;
  associates: ReadonlyMap<string, AssociateRow>;
}
