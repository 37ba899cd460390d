import type { ConversationCard } from '../../protocol/console.ts';
import type { AssociateRequest } from '../../protocol/requests.ts';
import { hrefOf } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { duration, span } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { LastWords } from './LastWords.tsx';

/** Whoever waits for her: since when, the last words, the piece. One alone of them says what follows. */
export function AskedLine({ card, latest }: { card: ConversationCard; latest: boolean }) {
  const { clock, desk } = useModels();
  const { request } = card;
  const me = desk.me.value;
  return (
    <li>
      <a class={latest ? 'line late' : 'line'} href={hrefOf({ screen: 'conversations', id: card.id })}>
        <span class="line-head">
          <bdi class="name">{card.shopper.name ?? words.client}</bdi>
          {request && <span class="line-when">{whenWords(request, clock.second.value, me.place.zone)}</span>}
        </span>
        {card.last && (
          <span class="line-last">
            <LastWords card={card} me={me.id} />
          </span>
        )}
        {request?.product && (
          <bdi class="line-piece" lang="">
            {request.product.name}
          </bdi>
        )}
        {latest && <em>{request?.kind === 'callback' ? words.call.nudged : words.home.late}</em>}
      </a>
    </li>
  );
}

function whenWords({ kind, state, asap, dueAt, endAt, unansweredAt }: AssociateRequest, now: number, zone: string) {
  if (state === 'resumed') return words.home.wroteAgain;
  if (kind !== 'callback') return words.home.waits(duration(now - (unansweredAt ?? now)));
  const isAhead = dueAt !== null && dueAt > now;
  const due = dueAt === null || (asap && !isAhead) ? '' : ` · ${span(dueAt, endAt, now, zone)}`;
  return (isAhead ? words.incoming.kinds.callback : words.home.callNow) + due;
}
