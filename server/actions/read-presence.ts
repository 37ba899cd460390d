import type { Presence } from '../../protocol/http.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type Asking, servingPlaces } from '../domain/answering.ts';
import { NO_ZONE } from '../domain/her-zones.ts';
import { persona } from '../domain/persona.ts';
import type { AssociateRow, House } from '../domain/rows.ts';
import { thereToWrite } from '../domain/there.ts';
import type { Answered, Ports } from './ports.ts';
import { availableFor, staffFor } from './steps/available.ts';

const SHOWN = 3;

export interface PresenceAsk {
  brand: string;
  locale?: string | undefined;
  zone?: string | undefined;
}

/**
 * Who would answer a live chat now, for a page before anybody has acted. A house that keeps its presence to itself
 * says nothing of people: neither that somebody is free nor that nobody is.
 */
export async function readPresence(ports: Ports, ask: PresenceAsk): Promise<Answered<Presence>> {
  const { store } = ports;
  if (!(await store.read.one('brands', { id: ask.brand }))) return refuse('not_found');
  const house = await store.house(ask.brand);
  const { brand } = house;
  const asking = { language: ask.locale ?? brand.language, zone: ask.zone ?? NO_ZONE, now: store.now() };
  const said = {
    protocol: PROTOCOL,
    brand: { id: brand.id, name: brand.name },
    notice: { version: brand.noticeVersion, url: brand.noticeUrl },
    channels: brand.policy.channels,
  };
  if (!brand.policy.presence) return { ok: true, ...said, there: { kind: 'untold' }, free: false, people: [] };
  const available = await availableFor(readerAt(ports, asking.now), house, asking);
  const there = thereToWrite(house, asking, staffFor(available));
  const people = nearestFirst(house, available.free, asking).slice(0, SHOWN);
  return { ok: true, ...said, there, free: there.kind === 'free', people: people.map((row) => persona(house, row)) };
}

/** Reads of what is committed, at an instant. */
export function readerAt({ store }: Ports, now: number) {
  return { all: store.read.all.bind(store.read), now };
}

/** Those whom a live chat in this language could ring at this moment, nearest first, then longest idle. */
function nearestFirst(house: House, free: readonly AssociateRow[], asking: Asking): AssociateRow[] {
  if (free.length === 0) return [];
  const rank = new Map(servingPlaces(house, asking).map((place, i) => [place.id, i]));
  const far = rank.size;
  return free.toSorted((a, b) => (rank.get(a.place) ?? far) - (rank.get(b.place) ?? far) || a.idleAt - b.idleAt);
}
