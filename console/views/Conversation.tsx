import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation as Model } from '../models/conversation.ts';
import { hrefOf } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { refusalWords } from '../words/refusals.ts';
import { clockTime, isNight, tellsClock } from '../words/times.ts';
import { Call } from './Call.tsx';
import { ClientCard } from './ClientCard.tsx';
import { Composer } from './Composer.tsx';
import { useModels } from './desk-context.ts';
import { BackIcon, CardIcon } from './icons.tsx';
import { Log } from './Log.tsx';

/** One thread: who it is, what was said, what she may do. */
export function Conversation({ conversation }: { conversation: Model }) {
  const [cardOpen, setCardOpen] = useState(false);
  const toCard = useRef<HTMLButtonElement>(null);
  const closeCard = () => {
    setCardOpen(false);
    toCard.current?.focus();
  };
  useReading(conversation);
  useKeptFocus(conversation);
  const { refused, trouble, card } = conversation;
  const loaded = card.value !== null;
  return (
    <article class={cardOpen ? 'thread card-open' : 'thread'} aria-label={card.value?.shopper.name ?? words.client}>
      <Head conversation={conversation} cardOpen={cardOpen} toCard={toCard} onCard={() => setCardOpen(!cardOpen)} />
      <Call conversation={conversation} />
      <p class="thread-trouble refusal" role="alert">
        {trouble.value ? refusalWords(trouble.value) : nudgeWords(conversation)}
      </p>
      {refused.value && refused.value !== 'unreachable' && !loaded ? (
        <Refused conversation={conversation} />
      ) : (
        <Log conversation={conversation} />
      )}
      <Composer conversation={conversation} />
      <ClientCard conversation={conversation} open={cardOpen} onClose={closeCard} />
    </article>
  );
}

interface HeadProps {
  conversation: Model;
  cardOpen: boolean;
  toCard: RefObject<HTMLButtonElement | null>;
  onCard: () => void;
}

function Head({ conversation, cardOpen, toCard, onCard }: HeadProps) {
  const { clock } = useModels();
  const card = conversation.card.value;
  const zone = card?.shopper.zone;
  return (
    <header class="thread-head">
      <a class="back bare" href={hrefOf({ screen: 'conversations', id: null })} aria-label={words.thread.back}>
        <BackIcon />
      </a>
      <div class="thread-who">
        <h1>
          <bdi>{card?.shopper.name ?? words.client}</bdi>
        </h1>
        {card && zone && (
          <p class="hint">
            {languageName(card.shopper.language)}
            {tellsClock(zone) && ` · ${clockTime(clock.minute.value, zone)}`}
            {tellsClock(zone) && isNight(clock.minute.value, zone) && ` · ${words.card.nightShort}`}
          </p>
        )}
      </div>
      <button
        type="button"
        ref={toCard}
        class="bare to-card"
        aria-expanded={cardOpen}
        aria-label={words.thread.client}
        onClick={onCard}
      >
        <CardIcon />
      </button>
      <Done conversation={conversation} />
    </header>
  );
}

/** A call ends by how it went; everything else by her word. */
function Done({ conversation }: { conversation: Model }) {
  const [asking, setAsking] = useState(false);
  const request = conversation.card.value?.request;
  if (!conversation.mine.value || request?.kind === 'callback') return null;
  return (
    <button
      type="button"
      class="done"
      disabled={asking || !conversation.caughtUp.value}
      onClick={() => {
        setAsking(true);
        void conversation.finish().then(() => setAsking(false));
      }}
    >
      {words.thread.done}
    </button>
  );
}

/** She was silent too long for a live chat; the call says so itself. */
function nudgeWords({ card, mine }: Model): string | null {
  const request = card.value?.request;
  return mine.value && request?.kind !== 'callback' && request?.nudgedAt ? words.thread.nudged : null;
}

const Refused = ({ conversation }: { conversation: Model }) => (
  <div class="thread-refused">
    <p role="alert">{conversation.refused.value && refusalWords(conversation.refused.value)}</p>
    {conversation.refused.value !== 'not_found' && (
      <button type="button" class="quiet" onClick={conversation.retryOpening}>
        {words.conversations.again}
      </button>
    )}
  </div>
);

/** A button that has done its work goes; whoever pressed it stays in the thread. */
function useKeptFocus({ card, mine }: Model): void {
  const state = `${mine.value}-${card.value?.request?.id}-${card.value?.request?.state}`;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.thread .log')?.focus({ preventScroll: true });
  }, [state]);
}

/** What stands on a visible screen has been read. */
function useReading(conversation: Model): void {
  const last = conversation.entries.value.at(-1)?.seq ?? 0;
  const caughtUp = conversation.caughtUp.value;
  // Each new entry is read anew
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') conversation.markRead();
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [conversation, last, caughtUp]);
}
