import type { Entry } from '../../protocol/entries.ts';
import type { Said } from '../../protocol/entry-kinds.ts';
import { isSaid } from '../../protocol/entry-kinds.ts';
import { tongueOf } from '../../protocol/tongue.ts';
import { isUnread } from '../../protocol/unread.ts';
import type { Conversation } from '../models/conversation.ts';
import { words } from '../words/en.ts';
import { happenings, happeningWords } from '../words/happenings.ts';
import { clockTime } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { ProductCard } from './ProductCard.tsx';
import { Words } from './Words.tsx';

interface EntryLineProps {
  entry: Entry;
  leads: boolean;
  conversation: Conversation;
}

/** One entry as she reads it: the client's words on the left, hers on the right, happenings between. */
export function EntryLine({ entry, leads, conversation }: EntryLineProps) {
  const { desk, clock } = useModels();
  const me = desk.me.value;
  if (!isSaid(entry)) {
    const said = happeningWords(entry, { me: me.id, now: clock.minute.peek(), zone: me.place.zone });
    return said ? (
      <li class="happening">
        {said} · <Time at={entry.at} />
      </li>
    ) : null;
  }
  const mine = entry.by.kind === 'associate' && entry.by.id === me.id;
  return (
    <li class={`said${mine ? ' mine' : ''}${leads ? ' leads' : ''}`}>
      <p class={leads ? 'said-by' : 'unseen'}>
        <bdi class="said-name">{authorOf(entry, mine)}</bdi> <Time at={entry.at} />
      </p>
      {entry.body ? (
        <Body entry={entry} language={conversation.card.value?.shopper.language} />
      ) : (
        <p class="said-text struck">{happenings.struck[whyStruck(entry, conversation)]}</p>
      )}
      {mine && isLastMine(entry, conversation, me.id) && (
        <p class="said-state">{words.thread.states[conversation.progressOf(entry)]}</p>
      )}
    </li>
  );
}

function Body({ entry, language }: { entry: Said; language: string | undefined }) {
  if (!entry.body) return null;
  switch (entry.kind) {
    case 'message': {
      const { text } = entry.body;
      return (
        <p class="said-text" dir="auto" lang={tongueOf(text, entry.by.kind === 'shopper' ? language : undefined)}>
          <Words text={text} open />
        </p>
      );
    }
    case 'product':
      return <ProductCard product={entry.body} />;
    default:
      entry satisfies never;
      return null;
  }
}

/** Told by an entry of its own further down, which may not be here. */
function whyStruck({ id }: Entry, { entries }: Conversation): keyof typeof happenings.struck {
  const strike = entries.value.findLast((entry) => entry.kind === 'struck' && entry.body?.id === id);
  return (strike?.kind === 'struck' && strike.body?.reason) || 'unknown';
}

function Time({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{clockTime(at, useModels().desk.me.value.place.zone)}</time>;
}

function authorOf({ by }: Entry, mine: boolean): string {
  if (mine) return words.you;
  return by.kind === 'house' ? '' : (by.name ?? words.client);
}

/** How far her words have come is said once, under the last of them. */
function isLastMine(entry: Entry, { entries, unsent }: Conversation, me: string): boolean {
  if (unsent.value.length > 0) return false;
  const last = entries.value.findLast(
    (other) => isUnread(other) && other.by.kind === 'associate' && other.by.id === me,
  );
  return last?.id === entry.id;
}
