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
  const { draft } = line;
  const Card = salon.chunks.surroundings.value?.ProductCard;
  if (draft.kind === 'product') return Card ? <Card product={draft.body} /> : null;
  // Another tab's newer widget has left it, and sends it.
  if (draft.kind !== 'message') {
    draft satisfies never;
    return null;
  }
  return (
    <article class="said mine">
      <Said text={draft.body.text} />
      <p class={line.refused ? 'state alarm' : 'state'}>
        {line.refused ? words.notSent : salon.thread.away.value ? words.kept : words.sending}
      </p>
    </article>
  );
}
