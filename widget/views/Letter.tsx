import type { OutLine } from '../models/memory.ts';
import type { Salon } from '../models/salon.ts';
import { Entries } from './Entries.tsx';
import { Said } from './Message.tsx';

/** The log's inside: what stands in it, and what is on its way. */
export function Letter({ salon }: { salon: Salon }) {
  return (
    <>
      <Entries salon={salon} />
      {salon.thread.waiting.value.map((line) => (
        <Outgoing key={line.draft.id} line={line} salon={salon} />
      ))}
    </>
  );
}

function Outgoing({ line, salon }: { line: OutLine; salon: Salon }) {
  const words = salon.words.value;
  const { body } = line.draft;
  const Card = salon.surroundings.value?.ProductCard;
  if (!('text' in body))
    return Card ? (
      <div class="said mine">
        <Card salon={salon} product={body} />
      </div>
    ) : null;
  return (
    <article class="said mine">
      <Said text={body.text} />
      <p class={line.refused ? 'state alarm' : 'state'}>
        {line.refused ? words.notSent : salon.thread.away.value ? words.kept : words.sending}
      </p>
    </article>
  );
}
