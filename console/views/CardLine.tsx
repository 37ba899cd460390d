import type { ConversationCard } from '../../protocol/console.ts';
import { waitsSince } from '../models/conversations.ts';
import { hrefOf } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { duration, listTime } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { LastWords } from './LastWords.tsx';
import { Portrait } from './Portrait.tsx';

interface CardLineProps {
  card: ConversationCard;
  here?: boolean;
  /** The one that is longest over its time. */
  latest?: boolean;
}

/** One conversation in a list: whose, since when it waits, the last words. */
export function CardLine({ card, here = false, latest = false }: CardLineProps) {
  const { clock, desk, conversations } = useModels();
  const now = clock.minute.value;
  const unread = conversations.unreadOf(card.id).value;
  const waits = waitsSince(card, desk.me.value.id);
  return (
    <li>
      <a
        class={`line card-line${unread > 0 ? ' unread' : ''}${latest ? ' late' : ''}`}
        href={hrefOf({ screen: 'conversations', id: card.id })}
        aria-current={here ? 'true' : undefined}
      >
        <Portrait name={card.shopper.name} />
        <span class="card-line-text">
          <span class="line-head">
            <bdi class="name">{card.shopper.name ?? words.client}</bdi>
            <time dateTime={new Date(card.at).toISOString()}>{listTime(card.at, now, desk.me.value.place.zone)}</time>
          </span>
          <span class="line-last">
            <LastWords card={card} me={desk.me.value.id} />
            {unread > 0 && (
              <b class="count">
                {conversations.isCounted(card.id) ? unread : '·'}
                <span class="unseen"> {words.conversations.unread}</span>
              </b>
            )}
          </span>
          <span class="card-line-facts">
            {languageName(card.shopper.language)}
            {card.request && card.request.kind !== 'chat' && ` · ${words.incoming.kinds[card.request.kind]}`}
            {waits !== null && <em> · {words.conversations.waits(duration(clock.second.value - waits))}</em>}
          </span>
        </span>
      </a>
    </li>
  );
}
