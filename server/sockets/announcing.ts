import type { News } from '../store/store.ts';
import type { Shared } from './sharing.ts';
import type { Telling } from './telling.ts';

/** Why a line was cut: more than a client of ours would bring, what none would say, or on and on past refusals. */
export type CutReason = 'packets' | 'protocol' | 'refusals';

/** What happens inside the relay besides telling. */
export interface Inside {
  /** Somebody who had stopped reading was cut off, with so many characters waiting for her. */
  cutOff(waitingChars: number): void;
  /** A line that brought what no client of ours would was cut. */
  lineCut(why: CutReason): void;
  /** A house file was applied on another node. */
  houseChanged?(brand: string): void;
}

/** Capacity was freed on another node, which looks at the queue itself: this one only in case it could not. */
const AFTER_OTHERS_MS = 400;

export interface Announcing {
  /** News of this node's own commits. */
  announce(news: readonly News[]): void;
  /** Hears of a house whose queue can move on, whichever node freed the capacity. */
  onCapacityFreed(hear: (brand: string, associate: string) => void): void;
}

/** Tells this node's sockets what was committed, in commit order, then sends it to the other nodes as one piece. */
export function announcing(telling: Telling, shared: Shared | null, inside: Pick<Inside, 'houseChanged'>): Announcing {
  let unsent: News[] = [];
  const hearers: ((brand: string, associate: string) => void)[] = [];
  const capacityFreed = (brand: string, associate: string) => {
    for (const hear of hearers) hear(brand, associate);
  };

  const tell = (one: News) => {
    switch (one.what) {
      case 'event':
        telling.emit(one.to, one.event, one.payload);
        shared?.reconciler.note(one);
        break;
      case 'entries': {
        const { what: _, to, ...told } = one;
        if (shared) shared.following.hear(one);
        else telling.emit(to, 'entries', told);
        break;
      }
      case 'ended':
        telling.end(one.room, one.reason, one.except);
        break;
    }
  };
  const send = () => {
    const news = unsent;
    unsent = [];
    shared?.newsBus?.send(news);
  };
  const cross = (news: readonly News[]) => {
    if (!shared?.newsBus) return;
    const going = news.filter(crosses);
    if (going.length === 0) return;
    // Lists of one commit are announced in one turn: they travel together.
    if (unsent.length === 0) queueMicrotask(send);
    unsent.push(...going);
  };
  shared?.newsBus?.onNews((news) => {
    for (const one of news) {
      tell(one);
      if (one.what === 'house') inside.houseChanged?.(one.brand);
      if (one.what === 'capacity_freed')
        setTimeout(() => capacityFreed(one.brand, one.associate), AFTER_OTHERS_MS).unref();
    }
  });
  return {
    announce(news) {
      for (const one of news) {
        tell(one);
        if (one.what === 'capacity_freed') capacityFreed(one.brand, one.associate);
      }
      cross(news);
    },
    onCapacityFreed: (hear) => void hearers.push(hear),
  };
}

const PEOPLE = /^(shopper|associate|signin):/;

/** A snapshot, or what is meant for one connection, is of no use elsewhere. */
const crosses = (one: News): boolean =>
  one.what !== 'event' || (one.event !== 'snapshot' && one.to.some((room) => PEOPLE.test(room)));
