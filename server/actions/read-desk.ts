import type { ConsoleAnswers } from '../../protocol/console.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { AssociateRow } from '../domain/rows.ts';
import { promisesFor, viewsOf } from './desk-snapshot.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { readerOf } from './read-log.ts';
import { readable } from './steps/access.ts';
import { cardFor } from './steps/card.ts';

const CARDS = 30;

/** One thread's card. Whoever opens a thread that she is not in leaves an audit row. */
export async function openThread(
  ports: Ports,
  asking: AssociateAsking,
  id: string,
): Promise<Answered<ConsoleAnswers['conversations.open']>> {
  const reader = readerOf(ports.store);
  const conversation = await readable(reader, asking, id);
  const card = conversation && (await cardFor(reader, asking.id, id));
  if (!card) return refuse('not_found');
  if (!conversation.audience.includes(asking.id)) await noteOpened(ports, asking, id);
  return { ok: true, card };
}

function noteOpened(ports: Ports, asking: AssociateAsking, subject: string): Promise<Answered<object>> {
  return ports.store.commit(asking.id, async (tx) => {
    await tx.insert('audit', {
      id: tx.id(),
      brand: asking.brand,
      at: tx.now,
      actor: asking.id,
      action: 'thread_opened',
      subject,
      count: 1,
      cause: null,
    });
    return { ok: true };
  });
}

/** Threads that an associate holds or has held, newest word first. */
export async function pageThreads(
  ports: Ports,
  asking: AssociateAsking,
  before: number | undefined,
): Promise<Answered<ConsoleAnswers['conversations.page']>> {
  const reader = readerOf(ports.store);
  const held = await reader.all('assignments', { associate: asking.id }, { by: 'fromAt', down: true, limit: 500 });
  const ids = [...new Set(held.map((assignment) => assignment.conversation))];
  const threads = await reader.all('conversations', { id: ids, brand: asking.brand });
  const older = threads
    .filter((thread) => before === undefined || thread.saidAt < before)
    .sort((a, b) => b.saidAt - a.saidAt);
  const cards = await Promise.all(older.slice(0, CARDS).map((thread) => cardFor(reader, asking.id, thread.id)));
  return { ok: true, cards: cards.flatMap((card) => card ?? []), more: older.length > CARDS };
}

/** Promises within an associate's reach. */
export async function pagePromises(
  ports: Ports,
  asking: AssociateAsking,
  span: { from: number; to: number },
): Promise<Answered<ConsoleAnswers['promises.page']>> {
  const reader = readerOf(ports.store);
  const associate: AssociateRow | null = await reader.one('associates', { id: asking.id });
  if (!associate) return refuse('not_signed_in');
  const promises = await promisesFor(reader, await reader.house(asking.brand), associate, span);
  return { ok: true, promises, more: promises.length >= 200 };
}

/** So many promises that have ended stand on a page. */
const ENDED = 50;

/** Promises within an associate's reach that have ended of late, the latest first: kept, withdrawn, or given up. */
export async function pageEnded(
  ports: Ports,
  asking: AssociateAsking,
  before: number | undefined,
): Promise<Answered<ConsoleAnswers['promises.ended']>> {
  const reader = readerOf(ports.store);
  const associate = await reader.one('associates', { id: asking.id });
  if (!associate) return refuse('not_signed_in');
  const now = ports.store.now();
  const ended = {
    brand: asking.brand,
    // One that was moved goes on as another.
    state: ['kept', 'withdrawn', 'given_up'],
    endedAt: { gte: now - LIMITS.promisesEndedMs, lt: before ?? now + 1 },
  } as const;
  const latest = { by: 'endedAt', down: true, limit: ENDED + 1 } as const;
  const pages =
    associate.reach === 'house'
      ? [reader.all('promises', ended, latest)]
      : [
          reader.all('promises', { ...ended, holder: associate.id }, latest),
          ...(associate.reach === 'boutique'
            ? [reader.all('promises', { ...ended, place: associate.place }, latest)]
            : []),
        ];
  const rows = new Map((await Promise.all(pages)).flat().map((row) => [row.id, row]));
  const sorted = [...rows.values()].sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  const house = await reader.house(asking.brand);
  const promises = await viewsOf(reader, house, sorted.slice(0, ENDED));
  return { ok: true, promises, more: sorted.length > ENDED };
}
