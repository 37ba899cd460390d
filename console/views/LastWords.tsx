import type { ConversationCard } from '../../protocol/console.ts';
import { isSaid, textOf } from '../../protocol/entry-kinds.ts';
import { tongueOf } from '../../protocol/tongue.ts';
import { words } from '../words/en.ts';
import { Words } from './Words.tsx';

/** What was said last, on one line that begins where its language begins. */
export function LastWords({ card: { last, shopper }, me }: { card: ConversationCard; me: string }) {
  if (!last) return <span>{words.conversations.noWords}</span>;
  // Something was said that this console cannot tell.
  if (!isSaid(last)) return null;
  const text = textOf(last)?.slice(0, 160);
  if (text === undefined) return <span>{words.conversations.struck}</span>;
  const mine = last.by.kind === 'associate' && last.by.id === me;
  return (
    <>
      {mine && <span class="whose">{words.conversations.yours('')}</span>}
      <bdi lang={tongueOf(text, last.by.kind === 'shopper' ? shopper.language : undefined)}>
        <Words text={text} />
      </bdi>
    </>
  );
}
