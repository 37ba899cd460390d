import type { ComponentChildren } from 'preact';
import type { Persona } from '../../protocol/people.ts';
import type { There } from '../../protocol/there.ts';
import { placeName } from '../models/place.ts';
import type { Salon } from '../models/salon.ts';
import { neverCalled, placeOf, whoIsThere, wordsFor } from '../models/there.ts';
import { bothTimes, clock } from '../models/time.ts';
import { Icon } from './Icon.tsx';
import { Portrait } from './Portrait.tsx';

/** Who is there, what she may choose, and what she is looking at. */
export function Welcome({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const said = salon.said.text.value;
  const ended = said === words.forgotten;
  const presence = salon.house.presence.value;
  const product = salon.writing.product.value;
  const channels = presence?.channels ?? ['chat', 'callback'];
  const Card = salon.chunks.surroundings.value?.ProductCard;
  const by = salon.thread.answeredBy.value;
  const standing = salon.chunks.callback.value?.standing();
  return (
    <div class="view">
      <p class={ended ? 'name ended' : 'unseen'} tabIndex={ended ? -1 : undefined} role="status">
        {said}
      </p>
      <h2 class="title" tabIndex={-1}>
        {words.greeting}
      </h2>
      {presence?.people[0] && (
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
          <Choice id="chat" title={words.chat} act={() => salon.sheet.choose('chat')}>
            {salon.memory.talked() ? (by ? words.answered(by) : words.chatOpen) : chatLine(salon)}
          </Choice>
        )}
        {channels.includes('callback') &&
          (neverCalled(salon) && !standing ? (
            <p class="small choice">{words.noTime}</p>
          ) : (
            <Choice id="callback" title={words.callback} act={() => salon.sheet.choose('callback')}>
              {standing ?? words.callbackLine}
            </Choice>
          ))}
      </div>
      {product && Card && <Card product={product} label={words.product} />}
    </div>
  );
}

type Times = [there?: string, yours?: string | null];

/** Who is there, and what comes of writing now. */
function chatLine(salon: Salon): string {
  const there = salon.house.presence.value?.there ?? ({} as There);
  const times: Times = 'at' in there ? bothTimes(there.at, salon.page.locale(), there.place) : [];
  return `${whoIsThere(there, salon)} ${wordsFor(there, salon)[1](placeOf(there, salon), ...times)}`;
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
    salon.writing.fill({ wishes: { associate: person.id } });
    salon.sheet.choose('chat');
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
      <Icon shape="go" />
    </li>
  );
}
