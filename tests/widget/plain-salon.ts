import type { Entry } from '../../protocol/entries.ts';
import type { Persona, PlaceCard } from '../../protocol/people.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { createHouse } from '../../widget/models/house.ts';
import { openMemory } from '../../widget/models/memory.ts';
import { createSaid } from '../../widget/models/said.ts';
import type { Salon } from '../../widget/models/salon.ts';
import type { Session } from '../../widget/models/session.ts';
import { signal } from '../../widget/models/signals.ts';
import { createThread } from '../../widget/models/thread.ts';
import { createWriting } from '../../widget/models/writing.ts';
import type { Page } from '../../widget/page.ts';
import { words } from '../../widget/words/en.ts';

export const PARIS: PlaceCard = {
  id: 'paris',
  name: 'Maison Aurèle Paris',
  city: 'Paris',
  zone: 'Europe/Paris',
  kind: 'boutique',
};
export const CLAIRE: Persona = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Claire',
  title: 'Silk and leather',
  place: PARIS,
  portrait: null,
  languages: ['fr', 'en'],
};
export const CONVERSATION = '01890000-0000-7000-8000-0000000000c0';

export function entry(
  seq: number,
  text = `word ${seq}`,
  id = `01890000-0000-7000-8000-${`${seq}`.padStart(12, '0')}`,
): Entry {
  const by = { kind: 'associate', id: CLAIRE.id, name: 'Claire', title: '', place: 'Paris', portrait: null } as const;
  return {
    conversation: CONVERSATION,
    log: 'shared',
    seq,
    id,
    at: seq * 1_000,
    by,
    kind: 'message',
    v: 1,
    body: { text },
  };
}

export function request(change: Partial<ShopperRequest> = {}): ShopperRequest {
  return {
    id: '01890000-0000-7000-8000-0000000000a1',
    version: 1,
    conversation: CONVERSATION,
    kind: 'chat',
    state: 'waiting',
    openedAt: 1_000,
    language: 'en',
    asking: [],
    holder: null,
    slow: false,
    nobody: null,
    callsFrom: null,
    away: false,
    dueAt: null,
    endAt: null,
    asap: false,
    place: null,
    phone: null,
    name: null,
    tries: 0,
    ...change,
  };
}

/** A browser's storage in memory; two tabs share one. */
export class PlainStorage implements Storage {
  readonly #kept = new Map<string, string>();
  get length() {
    return this.#kept.size;
  }
  key = (index: number) => [...this.#kept.keys()][index] ?? null;
  getItem = (name: string) => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.#kept.set(name, value);
  removeItem = (name: string) => void this.#kept.delete(name);
  clear = () => this.#kept.clear();
}

/** What models need of a salon, without a page: one tab over a storage. */
export function plainTab(storage: Storage = new PlainStorage()) {
  const told: string[] = [];
  const memory = openMemory('maison-aurele', () => storage);
  const thread = createThread();
  thread.link.value = 'live';
  const page = {
    presence: Promise.resolve(null),
    show: () => {},
    brand: 'maison-aurele',
    relay: 'https://relay.example/',
    locale: () => 'en',
    context: () => ({}),
    tell: (event: string) => void told.push(event),
  } as unknown as Page;
  let session: Session | null = null;
  const salon = {
    page,
    memory,
    thread,
    writing: createWriting({ page, memory, thread, chunks: { chat: signal(null) } }),
    house: createHouse(page),
    said: createSaid(),
    words: signal(words),
    session: (make: () => Session) => {
      session ??= make();
      return session;
    },
  } satisfies Partial<Salon>;
  salon.writing.fill({ wantsLive: true });
  const say = (text: string, id: string) => {
    memory.put({ draft: { id, kind: 'message', body: { text } }, at: 0 });
    thread.lines.value = memory.lines();
  };
  return { ...salon, told, say };
}
