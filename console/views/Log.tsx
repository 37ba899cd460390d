import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../models/conversation.ts';
import { linesOf } from '../models/log-lines.ts';
import { words } from '../words/en.ts';
import { dayName } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { EntryLine } from './EntryLine.tsx';
import { Skeleton } from './Later.tsx';
import { UnsentLine } from './UnsentLine.tsx';
import { useReadAloud } from './use-read-aloud.ts';

/** What was said, in order, the newest in view; earlier words on demand, without reading them all aloud. */
export function Log({ conversation }: { conversation: Conversation }) {
  const { clock, desk } = useModels();
  const zone = desk.me.value.place.zone;
  const entries = conversation.entries.value;
  const unsent = conversation.unsent.value;
  const [looking, setLooking] = useState(false);
  const log = useRef<HTMLDivElement>(null);
  useKeptPlace(log, entries[0]?.seq ?? 0, `${entries.at(-1)?.seq}-${unsent.length}-${conversation.typing.value}`);

  async function older(): Promise<void> {
    setLooking(true);
    await conversation.readOlder();
    setLooking(false);
  }
  const aloud = useReadAloud(conversation);
  const lines = linesOf(entries, zone);
  const quiet = lines.length + unsent.length === 0;
  return (
    <>
      <p class="unseen" role="status" aria-atomic="true">
        {aloud.lines.map(({ key, by, text, lang }) => (
          <Fragment key={key}>
            {by && <bdi lang="">{by}</bdi>}
            {by && ': '}
            <bdi lang={lang}>{text}</bdi>
            {aloud.again ? '\u00a0' : ' '}
          </Fragment>
        ))}
      </p>
      <div
        class="log"
        ref={log}
        role="log"
        aria-label={words.thread.log}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, in Safari too
        tabIndex={0}
      >
        {conversation.older.value && (
          <button type="button" class="quiet further" disabled={looking} onClick={() => void older()}>
            {words.thread.older}
          </button>
        )}
        {quiet &&
          (conversation.caughtUp.value ? (
            <p class="calm">{words.thread.empty[conversation.card.value?.writable ? 'yours' : 'others']}</p>
          ) : (
            <Skeleton lines={5} />
          ))}
        <ol>
          {lines.map((line) =>
            line.line === 'day' ? (
              <li key={line.key} class="day">
                <span class="label">{dayName(line.at, clock.minute.value, zone)}</span>
              </li>
            ) : (
              <EntryLine key={line.key} entry={line.entry} leads={line.leads} conversation={conversation} />
            ),
          )}
          {unsent.map((line) => (
            <UnsentLine key={line.draft.id} line={line} />
          ))}
        </ol>
        {conversation.typing.value && (
          <p class="typing" aria-hidden="true">
            {words.thread.typing(conversation.card.value?.shopper.name ?? words.theClient)}
          </p>
        )}
      </div>
    </>
  );
}

const NEAR_PX = 120;

/** New words scroll into view unless she reads further up; older ones do not move what she reads. */
function useKeptPlace(log: { readonly current: HTMLDivElement | null }, firstSeq: number, tail: string): void {
  const kept = useRef({ firstSeq: 0, height: 0, follows: true });
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const follow = () => {
      kept.current.follows = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    element.addEventListener('scroll', follow, { passive: true });
    // A keyboard that opens, or a banner, must not hide the last words.
    const resized = new ResizeObserver(() => {
      if (kept.current.follows) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      resized.disconnect();
    };
  }, [log]);
  // What moved is what is depended on
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const { firstSeq: before, height, follows } = kept.current;
    if (before > 0 && firstSeq > 0 && firstSeq < before) element.scrollTop += element.scrollHeight - height;
    else if (follows) element.scrollTop = element.scrollHeight;
    kept.current = { ...kept.current, firstSeq, height: element.scrollHeight };
  }, [firstSeq, tail]);
}
