import { progressOf } from '../../protocol/cursors.ts';
import type { Entry, EntryBodies } from '../../protocol/entries.ts';
import type { Said as SaidEntry, Untold } from '../../protocol/entry-kinds.ts';
import type { By } from '../../protocol/people.ts';
import { isUnread } from '../../protocol/unread.ts';
import type { Salon } from '../models/salon.ts';
import { clock, day, moment } from '../models/time.ts';
import { Said } from './Message.tsx';

/** The log as she reads it: words under their writer's name, happenings as small lines between. */
export function Entries({ salon }: { salon: Salon }) {
  const { entries, cursors } = salon.thread;
  const all = entries.value;
  const locale = salon.page.locale();
  const words = salon.words.value;
  const lastOwn = all.findLast((entry) => isUnread(entry) && entry.by.kind === 'shopper');
  return (
    <>
      {(all[0]?.seq ?? 1) > 1 && (
        <button type="button" class="link quiet" onClick={() => salon.chunks.chat.peek()?.earlier()}>
          {words.earlier}
        </button>
      )}
      {all.map((entry, i) => {
        const before = all[i - 1];
        const newDay = before && day(before.at, locale) !== day(entry.at, locale);
        return (
          <>
            {newDay && (
              <p class="label day" key={`day-${entry.seq}`}>
                {day(entry.at, locale)}
              </p>
            )}
            <Line key={entry.seq} entry={entry} before={newDay ? undefined : before} salon={salon}>
              {entry === lastOwn ? words[progressOf(entry.seq, cursors.value, 'associate')] : null}
            </Line>
          </>
        );
      })}
    </>
  );
}

interface Lined {
  entry: Entry;
  before: Entry | undefined;
  salon: Salon;
  children: string | null;
}

function Line({ entry, before, salon, children }: Lined) {
  const mine = entry.by.kind === 'shopper';
  const follows =
    before && before.kind === 'message' && sameHand(before.by, entry.by) && entry.at - before.at < 300_000;
  const Card = salon.chunks.surroundings.value?.ProductCard;
  if (entry.kind === 'product') {
    return entry.body && Card ? <Card product={entry.body} /> : null;
  }
  if (entry.kind !== 'message') {
    const told = happening(entry, salon);
    return told && <p class="happening small">{told}</p>;
  }
  return (
    <article class={mine ? 'said mine' : 'said'}>
      <p class={mine || follows ? 'also' : 'by'}>
        {!follows && <bdi class={mine ? 'unseen' : 'name'}>{nameOf(entry.by, salon)}</bdi>}{' '}
        <time class="state" dateTime={new Date(entry.at).toISOString()}>
          {clock(entry.at, salon.page.locale())}
        </time>
      </p>
      {entry.body ? (
        <Said text={entry.body.text} language={mine ? ownLanguage(salon) : undefined} />
      ) : (
        <p class="small">{salon.words.value.struck}</p>
      )}
      {children && <p class="state">{children}</p>}
    </article>
  );
}

/** Her words are in the language that she asked in; what an associate answers in is not told. */
const ownLanguage = ({ thread }: Salon) => thread.requests.value.at(-1)?.language;

/** An entry as it is read aloud. */
export function aloud(entry: Entry, salon: Salon): string | null {
  const by = nameOf(entry.by, salon);
  if (entry.kind === 'message') return entry.body && `${by}: ${entry.body.text}`;
  return entry.kind === 'product' ? entry.body && `${by}: ${entry.body.name}` : happening(entry, salon);
}

const sameHand = (a: By, b: By) => a.kind === b.kind && (a.kind === 'house' || b.kind === 'house' || a.id === b.id);
const nameOf = (by: By, salon: Salon) =>
  by.kind === 'associate' ? by.name : by.kind === 'shopper' ? salon.words.value.you : salon.house.name.value;

/** A happening in the house's words; null for kinds that this widget does not know or need not tell. */
function happening(entry: Exclude<Entry, SaidEntry>, salon: Salon): string | null {
  const words = salon.words.value;
  const at = (time: number | null) => (time === null ? null : moment(time, salon.page.locale()));
  if (!entry.body) return null;
  switch (entry.kind) {
    case 'assigned': {
      const { name } = entry.body.associate;
      return isStillWith(entry.body, salon.thread) ? words.joined(name) : words.took(name);
    }
    case 'left':
      return words.wentOn(entry.body.associate.name);
    case 'promised':
      // Of an answer the wait says it, while it is promised.
      return entry.body.kind === 'callback'
        ? words.promisedCall(entry.body.asap ? words.asap : (at(entry.body.dueAt) ?? ''))
        : null;
    case 'moved':
      return words.movedCall(entry.body.asap ? words.asap : (at(entry.body.dueAt) ?? ''));
    case 'withdrawn':
      return entry.body.kind === 'callback' ? words.withdrawnCall : null;
    case 'called':
      return entry.body.outcome === 'reached' ? words.calledYou : words.missedCall(at(entry.body.nextAt));
    case 'done':
      return words.ended;
    default:
      entry satisfies Untold;
      return null;
  }
}

/** She is with her this moment, as far as the line tells: what the log says of an hour ago is past. */
function isStillWith({ request, associate }: EntryBodies['assigned'], { requests, away }: Salon['thread']): boolean {
  const held = requests.value.find(({ id }) => id === request);
  return (
    held?.state === 'assigned' &&
    held.holder?.id === associate.id &&
    held.kind !== 'callback' &&
    !held.away &&
    !away.value
  );
}
