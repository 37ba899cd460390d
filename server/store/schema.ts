import type {
  AssignmentRow,
  AssociateRow,
  BrandRow,
  ContactRow,
  ConversationRow,
  CursorRow,
  EntryRow,
  OfferRow,
  PlaceRow,
  PromiseRow,
  RequestRow,
  ShopperRow,
} from '../domain/rows.ts';

/** Every table by name. Times are UTC ms; JSON and flags are decoded by codec.ts. */
export interface Schema {
  brands: BrandRow;
  places: PlaceRow;
  associates: AssociateRow;
  portraits: { hash: string; brand: string; type: string; bytes: Uint8Array };
  invitations: {
    hash: string;
    brand: string;
    associate: string;
    purpose: 'invite' | 'first_manager';
    expiresAt: number;
    usedAt: number | null;
  };
  signIns: {
    hash: string;
    id: string;
    brand: string;
    associate: string;
    device: string;
    createdAt: number;
    expiresAt: number;
    endedAt: number | null;
  };
  leases: { socket: string; brand: string; associate: string; node: string; expiresAt: number };
  shoppers: ShopperRow;
  tokens: { hash: string; brand: string; shopper: string; createdAt: number; revokedAt: number | null };
  links: { brand: string; shopper: string; person: string; proof: string; at: number; cause: string | null };
  contacts: ContactRow;
  conversations: ConversationRow;
  entries: EntryRow;
  cursors: CursorRow;
  participants: {
    conversation: string;
    brand: string;
    associate: string;
    fromAt: number;
    untilAt: number | null;
    cause: string | null;
  };
  requests: RequestRow;
  offers: OfferRow;
  assignments: AssignmentRow;
  promises: PromiseRow;
  slots: { brand: string; place: string; startAt: number; taken: number; capacity: number };
  /** A call under one cap: `key` is a hash, `nth` its place below the cap's limit. */
  callCounts: { brand: string; key: string; nth: number; request: string; untilAt: number };
  audit: {
    id: string;
    brand: string;
    at: number;
    actor: string;
    action: string;
    subject: string | null;
    count: number;
    cause: string | null;
  };
  alive: { node: string; at: number };
}

export type Table = keyof Schema;

/** Columns kept as JSON text. */
export const JSON_COLUMNS: { readonly [T in Table]?: readonly (keyof Schema[T] & string)[] } = {
  brands: ['origins', 'policy'],
  places: ['hours'],
  associates: ['languages', 'expertise'],
  contacts: ['consent'],
  conversations: ['audience'],
  entries: ['by', 'body'],
  requests: ['product', 'wishes'],
  offers: ['reasons'],
};

/** Columns kept as 0 or 1. */
export const FLAGS: { readonly [T in Table]?: readonly (keyof Schema[T] & string)[] } = {
  places: ['callsFromNumber'],
  associates: ['declared'],
  requests: ['asap', 'slow', 'away'],
  promises: ['asap'],
};

/** Tables whose rows carry `version`, raised by every update. */
export const VERSIONED: ReadonlySet<Table> = new Set<Table>([
  'brands',
  'places',
  'associates',
  'shoppers',
  'contacts',
  'conversations',
  'requests',
  'offers',
  'promises',
]);
