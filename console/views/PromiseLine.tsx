import type { PromiseView } from '../../protocol/requests.ts';
import { hrefOf } from '../models/navigation.ts';
import { isLate } from '../models/promises.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { cityOf, dayTime, duration, span } from '../words/times.ts';
import { useRoom } from './desk-context.ts';

/** One promise: by when in her time and the client's, what, to whom, and who holds it. */
export function PromiseLine({ promise, dayIsSaid = false }: { promise: PromiseView; dayIsSaid?: boolean }) {
  const { clock, desk } = useRoom();
  const now = clock.minute.value;
  const me = desk.me.value;
  const late = isLate(promise, now);
  const lateMs = now - (promise.endAt ?? promise.dueAt);
  const theirs = theirTime(promise, now, me.place.zone);
  const facts = [
    words.promises.kinds[promise.kind],
    languageName(promise.language),
    holderWords(promise, me.id),
    promise.tries > 0 ? words.promises.tries(promise.tries) : null,
  ];
  return (
    <li>
      <a
        class={late ? 'line promise-line late' : 'line promise-line'}
        href={hrefOf({ screen: 'conversations', id: promise.conversation })}
      >
        <span class="promise-time">
          <time dateTime={new Date(promise.dueAt).toISOString()}>
            {span(promise.dueAt, promise.endAt, dayIsSaid ? promise.dueAt : now, me.place.zone)}
          </time>
          {late && lateMs > 60_000 && <em>{words.promises.late(duration(lateMs))}</em>}
        </span>
        <bdi class="name">{promise.name ?? words.client}</bdi>
        <span class="line-said">{facts.filter(Boolean).join(' · ')}</span>
        {theirs && <span class="hint">{theirs}</span>}
      </a>
    </li>
  );
}

/** Her clock beside the house's, where they differ. */
function theirTime({ asap, dueAt, zone }: PromiseView, now: number, own: string): string | null {
  if (asap) return words.promises.asap;
  const said = dayTime(dueAt, now, zone);
  return said === dayTime(dueAt, now, own) ? null : words.promises.theirs(said, cityOf(zone));
}

function holderWords({ holder }: PromiseView, me: string): string {
  if (!holder) return words.promises.nobody;
  return holder.id === me ? words.promises.yours : words.promises.holder(holder.name);
}
