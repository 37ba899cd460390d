import type { ComponentChildren } from 'preact';
import { type HomeLines, homeOf } from '../models/home.ts';
import { hrefOf } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { clockTime } from '../words/times.ts';
import { AskedLine } from './AskedLine.tsx';
import { CardLine } from './CardLine.tsx';
import { useModels } from './desk-context.ts';
import { Skeleton } from './Later.tsx';
import { PromiseLine } from './PromiseLine.tsx';

/** What is asked of her now, what is promised today, whom she holds. */
export function Home() {
  const { desk, clock, conversations, promises } = useModels();
  const me = desk.me.value;
  const now = clock.minute.value;
  const hour = Number(clockTime(now, me.place.zone).slice(0, 2));
  const lines = homeOf({ held: conversations.held.value, promised: promises.groups.value, me, now });
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
          <AskedNow lines={lines} />
          <Due lines={lines} />
          <Held lines={lines} />
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

function AskedNow({ lines: { asked, latest } }: { lines: HomeLines }) {
  const { desk, link } = useModels();
  const calm = calmWords(link.value === 'open', desk.offers.value.length > 0, desk.availability.value?.declared);
  return (
    <Section name={words.home.now}>
      {asked.length === 0 ? (
        <p class="calm">{calm}</p>
      ) : (
        <ul class="lines">
          {asked.map((card) => (
            <AskedLine key={card.id} card={card} latest={card.id === latest} />
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

function Due({ lines: { due, latest } }: { lines: HomeLines }) {
  const { promises, desk } = useModels();
  const { owed, today } = promises.groups.value;
  // All that is due is asked of her now, and stands there.
  if (due.length === 0 && owed.length + today.length > 0) return null;
  return (
    <Section name={words.home.promises} more={hrefOf({ screen: 'promises' })}>
      {due.length === 0 ? (
        <p class="calm">{words.home.noPromises[desk.me.value.reach === 'own' ? 'own' : 'others']}</p>
      ) : (
        <ul class="lines">
          {due.map((promise) => (
            <PromiseLine key={promise.id} promise={promise} marked={promise.conversation === latest} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Held({ lines: { held } }: { lines: HomeLines }) {
  const { conversations } = useModels();
  if (held.length === 0 && conversations.held.value.length > 0) return null;
  return (
    <Section name={words.home.conversations} more={hrefOf({ screen: 'conversations', id: null })}>
      {held.length === 0 ? (
        <p class="calm">{words.home.noConversations}</p>
      ) : (
        <ul class="lines">
          {held.map((card) => (
            <CardLine key={card.id} card={card} />
          ))}
        </ul>
      )}
    </Section>
  );
}
