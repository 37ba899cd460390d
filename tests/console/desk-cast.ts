import type { ConversationCard, DeskSnapshot, Me } from '../../protocol/console.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { Persona, PlaceCard } from '../../protocol/people.ts';
import type { AssociateRequest, Availability, Offer, PromiseView } from '../../protocol/requests.ts';

/* A small cast as plain data: Camille at her desk in Paris, Noé beside her, Eleanor who asks. */

export const AT = Date.UTC(2026, 10, 21, 14, 0, 0);

let made = 0;
/** Ids that read in order in a failing test. */
export const anId = (): string => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;

export const PARIS: PlaceCard = { id: 'paris', name: 'Paris', city: 'Paris', zone: 'Europe/Paris', kind: 'boutique' };

const persona = (name: string): Persona => ({
  id: anId(),
  name,
  title: 'Client Advisor',
  place: PARIS,
  portrait: null,
  languages: ['fr', 'en'],
});
export const CAMILLE: Me = {
  ...persona('Camille'),
  email: 'associate@maison-aurele.example',
  brand: 'maison-aurele',
  house: 'Maison Aurèle',
  origins: ['self', 'https://aurele.example'],
  role: 'associate',
  reach: 'own',
};
export const NOE = persona('Noé');
export const ELEANOR = anId();

export const anOffer = (over: Partial<Offer> = {}): Offer => ({
  id: anId(),
  version: 1,
  request: anId(),
  kind: 'chat',
  state: 'open',
  offeredAt: AT,
  expiresAt: AT + 25_000,
  name: 'Eleanor',
  language: 'en-GB',
  zone: 'America/New_York',
  product: { name: 'Alma' },
  waitingSince: AT - 30_000,
  text: 'Is the Alma still to be found?',
  place: PARIS,
  dueAt: null,
  endAt: null,
  asap: false,
  reasons: ['expertise'],
  takenBy: null,
  ...over,
});

export const aRequest = (over: Partial<AssociateRequest> = {}): AssociateRequest => ({
  id: anId(),
  version: 1,
  conversation: anId(),
  kind: 'chat',
  state: 'assigned',
  openedAt: AT,
  name: 'Eleanor',
  language: 'en-GB',
  zone: 'America/New_York',
  product: null,
  wishes: {},
  holder: CAMILLE,
  place: PARIS,
  dueAt: null,
  endAt: null,
  asap: false,
  tries: 0,
  phone: null,
  unansweredAt: null,
  nudgedAt: null,
  ...over,
});

export const aCard = (over: Partial<ConversationCard> = {}): ConversationCard => {
  const id = over.id ?? anId();
  return {
    id,
    shopper: { id: ELEANOR, name: 'Eleanor', language: 'en-GB', zone: 'America/New_York' },
    head: 0,
    staffHead: 0,
    cursors: [],
    request: aRequest({ conversation: id }),
    last: null,
    at: AT,
    writable: true,
    ...over,
  };
};

export const aMessage = (conversation: string, seq: number, text: string, by: 'shopper' | 'me' = 'shopper'): Entry => ({
  conversation,
  log: 'shared',
  seq,
  id: anId(),
  at: AT + seq * 1_000,
  by:
    by === 'shopper'
      ? { kind: 'shopper', id: ELEANOR, name: 'Eleanor' }
      : { kind: 'associate', id: CAMILLE.id, name: 'Camille', title: 'Client Advisor', place: 'paris', portrait: null },
  kind: 'message',
  v: 1,
  body: { text },
});

export const aPromise = (over: Partial<PromiseView> = {}): PromiseView => ({
  id: anId(),
  version: 1,
  kind: 'callback',
  state: 'open',
  never: null,
  request: anId(),
  conversation: anId(),
  name: 'Eleanor',
  language: 'en-GB',
  zone: 'America/New_York',
  place: PARIS,
  holder: CAMILLE,
  dueAt: AT + 3_600_000,
  endAt: null,
  asap: false,
  brokenAt: null,
  endedAt: null,
  tries: 0,
  ...over,
});

export const anAvailability = (over: Partial<Availability> = {}): Availability => ({
  associate: CAMILLE.id,
  version: 1,
  declared: true,
  available: true,
  capacity: 3,
  taken: 0,
  askedAt: null,
  ...over,
});

export const aSnapshot = (over: Partial<DeskSnapshot> = {}): DeskSnapshot => ({
  now: AT,
  protocol: 1,
  me: CAMILLE,
  availability: anAvailability(),
  offers: [],
  held: [],
  promises: [],
  ...over,
});
