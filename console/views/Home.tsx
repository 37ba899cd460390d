import type { ComponentChildren } from 'preact';
import type { ConversationCard, Me } from '../../protocol/console.ts';
import { waitsSince } from '../models/conversations.ts';
import { hrefOf } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { clockTime, duration, span } from '../words/times.ts';
import { CardLine } from './CardLine.tsx';
import { useModels } from './desk-context.ts';
import { Skeleton } from './Later.tsx';
import { PromiseLine } from './PromiseLine.tsx';

/** What is asked of her now, what is promised today, whom she holds. */
export function Home() {
  const { desk, clock } = useModels();
  const me = desk.me.value;
  const hour = Number(clockTime(clock.minute.value, me.place.zone).slice(0, 2));
  return (
    <div class="home">
      <header class="screen-head">
        <p class="label">
          <bdi>{me.house}</bdi> · <bdi>{me.place.city}</bdi>
        </p>
        <h1>{words.home.title(me.name, hour)}</h1>
      </header>
      {desk.state.value ? (
        <>
          <AskedNow />
          <DueToday />
          <Held />
        </>
      ) : (
        <Skeleton lines={6} />
      )}
    </div>
  );
}

const Section = ({ name, more, children }: { name: string; more?: string; children: ComponentChildren }) => (
  <section aria-label={name}>
    <div class="section-head">
      <h2 class="label">{name}</h2>
      {more && (
        <a href={more} aria-label={`${words.home.all}: ${name}`}>
          {words.home.all}
        </a>
      )}
    </div>
    {children}
  </section>
);

function AskedNow() {
  const { conversations, desk, link } = useModels();
  const asked = conversations.held.value.filter((card) => isAsked(card, desk.me.value.id));
  const calm = calmWords(link.value === 'open', desk.offers.value.length > 0, desk.availability.value?.declared);
  return (
    <Section name={words.home.now}>
      {asked.length === 0 ? (
        <p class="calm">{calm}</p>
      ) : (
        <ul class="lines">
          {asked.map((card) => (
            <Asked key={card.id} card={card} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What is said where nobody stands: calm only while the relay would tell her otherwise. */
function calmWords(open: boolean, rings: boolean, declared = false): string {
  if (!open) return words.home.calmLost;
  if (rings) return words.home.rings;
  return declared ? words.home.calm : words.home.calmOff;
}

const isAsked = (card: ConversationCard, me: string) =>
  waitsSince(card, me) !== null || card.request?.state === 'resumed' || card.request?.kind !== 'chat';

function Asked({ card }: { card: ConversationCard }) {
  const { clock, desk } = useModels();
  return (
    <li>
      <a class={card.request?.nudgedAt ? 'line late' : 'line'} href={hrefOf({ screen: 'conversations', id: card.id })}>
        <bdi class="name">{card.shopper.name ?? words.client}</bdi>
        <span class="line-said">{askedWords(card, clock.second.value, desk.me.value)}</span>
      </a>
    </li>
  );
}

function askedWords(card: ConversationCard, now: number, me: Me): string {
  const { request } = card;
  if (!request) return '';
  if (request.kind === 'callback' && request.state === 'assigned') {
    const { asap, dueAt, endAt } = request;
    const due = asap || !dueAt ? '' : ` · ${span(dueAt, endAt, now, me.place.zone)}`;
    return (dueAt !== null && dueAt > now ? words.incoming.kinds.callback : words.home.callNow) + due;
  }
  const since = waitsSince(card, me.id);
  if (request.state === 'resumed') return words.home.wroteAgain;
  if (since === null) return words.promises.kinds.left_message;
  return request.nudgedAt ? words.home.late(duration(now - since)) : words.home.waits(duration(now - since));
}

function DueToday() {
  const { promises, desk } = useModels();
  const { owed, today } = promises.groups.value;
  const due = [...owed, ...today];
  return (
    <Section name={words.home.promises} more={hrefOf({ screen: 'promises' })}>
      {due.length === 0 ? (
        <p class="calm">{words.home.noPromises[desk.me.value.reach === 'own' ? 'own' : 'others']}</p>
      ) : (
        <ul class="lines">
          {due.slice(0, SHOWN).map((promise) => (
            <PromiseLine key={promise.id} promise={promise} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const SHOWN = 6;

function Held() {
  const { conversations } = useModels();
  const held = conversations.held.value;
  return (
    <Section name={words.home.conversations} more={hrefOf({ screen: 'conversations', id: null })}>
      {held.length === 0 ? (
        <p class="calm">{words.home.noConversations}</p>
      ) : (
        <ul class="lines">
          {held.map((card) => (
            <CardLine key={card.id} card={card} here={false} />
          ))}
        </ul>
      )}
    </Section>
  );
}
