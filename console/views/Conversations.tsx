import { useEffect } from 'preact/hooks';
import type { ConversationCard } from '../../protocol/console.ts';
import { waitsSince } from '../models/conversations.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { CardLine } from './CardLine.tsx';
import { Conversation } from './Conversation.tsx';
import { useModels } from './desk-context.ts';
import { Guarded } from './Guarded.tsx';
import { Skeleton } from './Later.tsx';

/** The list, and beside it at a desk (over it on a phone) the thread that is open. */
export function Conversations({ id }: { id: string | null }) {
  const { conversations } = useModels();
  return (
    <div class="conversations">
      <div class="conversation-list">
        <header class="screen-head">
          <h1>{words.conversations.title}</h1>
        </header>
        <List here={id} />
      </div>
      <div class="conversation-pane">
        {id ? (
          <Guarded key={id}>
            <Conversation conversation={conversations.open(id)} />
          </Guarded>
        ) : (
          <p class="calm choose">{words.conversations.choose}</p>
        )}
      </div>
    </div>
  );
}

function List({ here }: { here: string | null }) {
  const { conversations, desk, link } = useModels();
  const held = conversations.held.value;
  const earlier = conversations.earlier.value;
  const open = link.value === 'open';

  // The first page, each time the line is open again
  useEffect(() => {
    if (open) void conversations.readEarlier('first');
  }, [open]);

  const empty = held.length + earlier.length === 0;
  if (desk.state.value === null || (empty && conversations.loading.value)) return <Skeleton lines={6} />;
  if (empty && conversations.known.value) return <p class="calm">{words.conversations.none}</p>;
  return (
    <>
      <Group name={words.conversations.held} cards={held} here={here} />
      <Group name={words.conversations.earlier} cards={earlier} here={here} />
      <Further />
    </>
  );
}

function Further() {
  const { conversations, link } = useModels();
  const refused = conversations.refused.value;
  if (refused && link.value === 'open') {
    return (
      <p class="refusal" role="alert">
        {refusalWords(refused)}{' '}
        <button type="button" class="quiet" onClick={() => void conversations.readEarlier('next')}>
          {words.conversations.again}
        </button>
      </p>
    );
  }
  if (!conversations.more.value) return null;
  return (
    <button
      type="button"
      class="quiet further"
      disabled={conversations.loading.value}
      onClick={() => void conversations.readEarlier('next')}
    >
      {words.conversations.more}
    </button>
  );
}

function Group({ name, cards, here }: { name: string; cards: readonly ConversationCard[]; here: string | null }) {
  const me = useModels().desk.me.value.id;
  if (cards.length === 0) return null;
  const latest = cards.find((card) => waitsSince(card, me) !== null && card.request?.nudgedAt)?.id;
  return (
    <section aria-label={name}>
      <h2 class="label">{name}</h2>
      <ul class="lines">
        {cards.map((card) => (
          <CardLine key={card.id} card={card} here={card.id === here} latest={card.id === latest} />
        ))}
      </ul>
    </section>
  );
}
