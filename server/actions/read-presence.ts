import type { Presence } from '../../protocol/http.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { refuse } from '../../protocol/refusals.ts';
import { answeringPlace, servingPlaces } from '../domain/answering.ts';
import { NO_ZONE } from '../domain/her-zones.ts';
import { speaks } from '../domain/language.ts';
import { persona, placeCard } from '../domain/persona.ts';
import type { AssociateRow, House } from '../domain/rows.ts';
import { availableFor } from './ask-wave.ts';
import type { Answered, Ports } from './ports.ts';

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
  const asked = { language: ask.locale ?? brand.language, zone: ask.zone ?? NO_ZONE, now: store.now() };
  const said = {
    protocol: PROTOCOL,
    brand: { id: brand.id, name: brand.name },
    notice: { version: brand.noticeVersion, url: brand.noticeUrl },
    channels: brand.policy.channels,
  };
  if (!brand.policy.presence) return { ok: true, ...said, free: false, people: [], answers: null };
  const free = await freeFor(ports, house, asked);
  const people = free.slice(0, SHOWN).map((row) => persona(house, row));
  const answers = people.length > 0 ? null : answersFor(house, asked);
  return { ok: true, ...said, free: people.length > 0, people, answers };
}

interface Asked {
  language: string;
  zone: string;
  now: number;
}

/** Those whom a live chat in this language could ring at this moment, nearest first, then longest idle. */
async function freeFor(ports: Ports, house: House, asked: Asked): Promise<AssociateRow[]> {
  const { read } = ports.store;
  const all = read.all.bind(read);
  const { free } = await availableFor({ all, now: asked.now }, house.brand.id);
  const speaking = free.filter((row) => speaks(row.languages, asked.language));
  if (speaking.length === 0) return [];
  const rank = new Map(servingPlaces(house, asked).map((place, i) => [place.id, i]));
  const far = rank.size;
  return speaking
    .filter((row) => house.places.get(row.place)?.kind !== 'atelier')
    .sort((a, b) => (rank.get(a.place) ?? far) - (rank.get(b.place) ?? far));
}

/** Where and when a message left now would be answered: the same as it would be promised. */
function answersFor(house: House, asked: Asked): Presence['answers'] {
  const answering = answeringPlace(house, { ...asked, wish: null });
  if (!answering) return null;
  const { place, opensAt } = answering;
  return { place: placeCard(place), at: opensAt > asked.now ? opensAt : asked.now + house.brand.policy.messageDueMs };
}
