import type { ComponentChildren } from 'preact';
import type { Presence } from '../../protocol/http.ts';
import type { Persona } from '../../protocol/people.ts';
import { placeName } from '../models/place.ts';
import type { Salon } from '../models/salon.ts';
import { bothTimes, clock } from '../models/time.ts';
import type { Words } from '../words/en.ts';
import { Icon } from './Icon.tsx';
import { Portrait } from './Portrait.tsx';

/** Who is there, what she may choose, and what she is looking at. */
export function Welcome({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const presence = salon.presence.value;
  const product = salon.product.value;
  const locale = salon.page.locale();
  const channels = presence?.channels ?? ['chat', 'callback'];
  const Card = salon.surroundings.value?.ProductCard;
  const unread = salon.thread.unread.value;
  return (
    <div class="room">
      <h2 class="title">{words.greeting}</h2>
      {presence?.free && presence.people.length > 0 && (
        <section aria-labelledby="here">
          <p class="label" id="here">
            {words.here}
          </p>
          <ul class="people">
            {presence.people.map((person) => (
              <Person key={person.id} person={person} salon={salon} />
            ))}
          </ul>
        </section>
      )}
      <div class="choices">
        {channels.includes('chat') && (
          <Choice id="chat" title={words.chat} act={() => salon.choose('chat')}>
            {salon.talked() ? (unread ? words.unread(unread) : words.chatOpen) : chatLine(words, presence, locale)}
          </Choice>
        )}
        {channels.includes('callback') && (
          <Choice id="callback" title={words.callback} act={() => salon.choose('callback')}>
            {salon.callback.value?.standing() ?? words.callbackLine}
          </Choice>
        )}
      </div>
      {product && Card && <Card salon={salon} product={product} label={words.product} />}
    </div>
  );
}

function chatLine(words: Words, presence: Presence | null, locale: string): string {
  if (presence?.free) return words.chatFree;
  if (!presence?.answers) return words.chatUnknown;
  const { place, at } = presence.answers;
  return words.chatNobody(placeName(place), ...bothTimes(at, locale, place));
}

interface Chosen {
  id: string;
  title: string;
  act: () => void;
  children: ComponentChildren;
}

/** A choice as a line. All of it can be pressed; its title is its name, what it means is its description. */
const Choice = ({ id, title, act, children }: Chosen) => (
  <div class="choice">
    <div>
      <button type="button" class="name" aria-describedby={id} onClick={act}>
        {title}
      </button>
      <p class="small" id={id}>
        {children}
      </p>
    </div>
    <Icon shape="go" />
  </div>
);

/** Every person shown is a button: it asks for her. */
function Person({ person, salon }: { person: Persona; salon: Salon }) {
  const words = salon.words.value;
  const { name, title, place } = person;
  const time = clock(Date.now(), salon.page.locale(), place.zone);
  const ask = () => {
    salon.wishes.value = { associate: person.id };
    salon.choose('chat');
  };
  return (
    <li class="person choice">
      <Portrait of={person} relay={salon.page.relay} />
      <div>
        <button type="button" class="name" aria-describedby={`of-${person.id}`} onClick={ask}>
          <span class="unseen">{words.askFor}</span> <bdi>{name}</bdi>
        </button>
        <p class="small" id={`of-${person.id}`}>
          <bdi>{title}</bdi>
          <br />
          <bdi>{placeName(place)}</bdi> · {time}
        </p>
      </div>
    </li>
  );
}
