import type { Entry } from '../../protocol/entries.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { AssociateRequest, Availability, Offer, ShopperRequest } from '../../protocol/requests.ts';
import type { Answered, Ports } from '../../server/actions/ports.ts';
import type { News } from '../../server/store/store.ts';
import type { Random } from '../helpers/random.ts';
import type { Agenda } from './agenda.ts';
import type { Devices } from './devices.ts';
import type { PlayedHouse } from './house.ts';
import type { Truth } from './truth.ts';

/** What somebody of the play hears; the same events as a page or a desk. */
export interface Hearing {
  offer?(offer: Offer): void;
  request?(request: ShopperRequest | AssociateRequest): void;
  availability?(told: Availability): void;
  entries?(conversation: string, entries: readonly Entry[]): void;
}

/** What everybody of the play shares. */
export interface Stage {
  readonly ports: Ports;
  readonly random: Random;
  readonly agenda: Agenda;
  readonly house: PlayedHouse;
  readonly truth: Truth;
  readonly devices: Devices;
  /** Rooms, as sockets join them. */
  readonly rooms: Map<string, Hearing>;
  readonly refused: Map<string, number>;
  now(): number;
}

/** Hands on what was told, as sockets do. */
export function handOn(rooms: Stage['rooms'], told: readonly News[]): void {
  for (const news of told) {
    if (news.what !== 'event' && news.what !== 'entries') continue;
    for (const room of news.to) {
      const hears = rooms.get(room);
      if (!hears) continue;
      if (news.what === 'entries') hears.entries?.(news.conversation, news.entries);
      else hears[news.event as 'offer']?.(news.payload as Offer);
    }
  }
}

/** The answer where it was a yes; a no is counted by its code and by what was asked. */
export async function asked<A>(stage: Stage, what: string, answer: Promise<Answered<A>>): Promise<A | null> {
  const told = await answer;
  if (told.ok) return told;
  const key = `${what}: ${told.error.code satisfies RefusalCode}`;
  stage.refused.set(key, (stage.refused.get(key) ?? 0) + 1);
  return null;
}

export const between = (random: Random, fromS: number, toS: number): number =>
  (fromS + random.next() * (toS - fromS)) * 1_000;
