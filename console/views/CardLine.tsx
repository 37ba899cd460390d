import type { ConversationCard } from '../../protocol/console.ts';
import { isSaid, textOf } from '../../protocol/entry-kinds.ts';
import { tongueOf } from '../../protocol/tongue.ts';
import { waitsSince } from '../models/conversations.ts';
import { hrefOf } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { duration, listTime } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { Portrait } from './Portrait.tsx';
import { Words } from './Words.tsx';

/** One conversation in a list: whose, since when it waits, the last words. */
export function CardLine({ card, here }: { card: ConversationCard; here: boolean }) {
  const { clock, desk, conversations } = useModels();
  const now = clock.minute.value;
  const unread = conversations.unreadOf(card.id).value;
  const waits = waitsSince(card, desk.me.value.id);
  return (
    <li>
      <a
        class={`line card-line${unread > 0 ? ' unread' : ''}${card.request?.nudgedAt ? ' late' : ''}`}
        href={hrefOf({ screen: 'conversations', id: card.id })}
        aria-current={here ? 'true' : undefined}
      >
        <Portrait name={card.shopper.name} />
        <span class="card-line-text">
          <span class="card-line-head">
            <bdi class="name">{card.shopper.name ?? words.client}</bdi>
            <time dateTime={new Date(card.at).toISOString()}>{listTime(card.at, now, desk.me.value.place.zone)}</time>
          </span>
          <span class="card-line-last">
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

function LastWords({ card: { last, shopper }, me }: { card: ConversationCard; me: string }) {
  if (!last) return <span>{words.conversations.noWords}</span>;
  // Something was said that this console cannot tell.
  if (!isSaid(last)) return null;
  const text = textOf(last)?.slice(0, 160);
  if (text === undefined) return <span>{words.conversations.struck}</span>;
  const mine = last.by.kind === 'associate' && last.by.id === me;
  return (
    <span>
      {mine && words.conversations.yours('')}
      <bdi lang={tongueOf(text, last.by.kind === 'shopper' ? shopper.language : undefined)}>
        <Words text={text} />
      </bdi>
    </span>
  );
}
