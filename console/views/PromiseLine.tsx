import type { PromiseView } from '../../protocol/requests.ts';
import { hrefOf } from '../models/navigation.ts';
import { isLate, isUndated } from '../models/promises.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { cityOf, dayTime, duration, span, tellsClock } from '../words/times.ts';
import { useModels } from './desk-context.ts';

interface PromiseLineProps {
  promise: PromiseView;
  dayIsSaid?: boolean;
  /** Told in red where it is late. */
  marked?: boolean;
}

/** One promise: by when in her time and the client's, what, to whom, and who holds it. */
export function PromiseLine({ promise, dayIsSaid = false, marked = true }: PromiseLineProps) {
  const { clock, desk } = useModels();
  const now = clock.minute.value;
  const over = promise.state !== 'open';
  const undated = isUndated(promise);
  const me = desk.me.value;
  const late = isLate(promise, now);
  const lateMs = now - (promise.endAt ?? promise.dueAt);
  const theirs = over || undated ? null : theirTime(promise, now, me.place.zone);
  const facts = [
    promise.tries > 0 && !over ? words.promises.nextTry : words.promises.kinds[promise.kind],
    languageName(promise.language),
    over ? endWords(promise, now, me.place.zone) : null,
    over && !promise.holder ? null : holderWords(promise, me.id),
    promise.never && words.promises.never[promise.never],
    promise.tries > 0 ? words.promises.tries(promise.tries) : null,
  ];
  return (
    <li>
      <a
        class={late && marked ? 'line promise-line late' : 'line promise-line'}
        href={hrefOf({ screen: 'conversations', id: promise.conversation })}
      >
        <span class="promise-time">
          <time dateTime={new Date(promise.dueAt).toISOString()}>
            {undated
              ? words.promises.undated
              : span(promise.dueAt, promise.endAt, dayIsSaid ? promise.dueAt : now, me.place.zone)}
          </time>
          {late && lateMs > 60_000 && <em>{words.promises.late(duration(lateMs))}</em>}
        </span>
        <bdi class="name">{promise.name ?? words.client}</bdi>
        <span class="line-said">{facts.filter(Boolean).join(' · ')}</span>
        {theirs && <span class="hint">{theirs}</span>}
      </a>
      {!over && !promise.holder && <Take promise={promise} />}
    </li>
  );
}

/** What rings for nobody, or is not to wait for its time, is taken by hand. */
function Take({ promise }: { promise: PromiseView }) {
  const { promises, navigation } = useModels();
  const take = async () => {
    const id = await promises.take(promise);
    if (id) navigation.go({ screen: 'conversations', id });
  };
  return (
    <button
      type="button"
      class="quiet take"
      disabled={promises.taking.value !== null}
      aria-label={words.promises.takeOf(promise.name ?? words.client)}
      onClick={() => void take()}
    >
      {words.promises.take}
    </button>
  );
}

/** How it ended, and when. */
function endWords({ state, endedAt, brokenAt }: PromiseView, now: number, zone: string): string {
  const at = endedAt === null ? '' : dayTime(endedAt, now, zone);
  if (state === 'kept') return brokenAt === null ? words.promises.kept(at) : words.promises.keptLate(at);
  return state === 'withdrawn' ? words.promises.withdrawn(at) : words.promises.givenUp(at);
}

/** Her clock beside the house's, where they differ. */
function theirTime({ asap, dueAt, zone }: PromiseView, now: number, own: string): string | null {
  if (asap) return words.promises.asap;
  if (!tellsClock(zone)) return null;
  const said = dayTime(dueAt, now, zone);
  return said === dayTime(dueAt, now, own) ? null : words.promises.theirs(said, cityOf(zone));
}

function holderWords({ holder }: PromiseView, me: string): string {
  if (!holder) return words.promises.nobody;
  return holder.id === me ? words.promises.yours : words.promises.holder(holder.name);
}
