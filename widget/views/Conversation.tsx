import type { Salon } from '../models/salon.ts';
import { Composer } from './Composer.tsx';

/** The conversation set like a letter. The composer is there at once; what needs the socket's chunk is drawn when it comes. */
export function Conversation({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const chat = salon.chunks.chat.value;
  const Card = salon.chunks.surroundings.value?.ProductCard;
  const product = salon.writing.product.value;
  const waiting = salon.thread.waiting.value;
  // Before the log of a conversation is here nothing is known to be its first word.
  const empty = !salon.thread.conversation.value && !waiting.length;
  return (
    <div class="chat">
      <div class="view page">
        <div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div role="log" aria-label={words.conversation} aria-live="off" class="log" tabIndex={0}>
            {empty && <h2 class="title">{words.greeting}</h2>}
            {chat ? (
              <chat.Letter />
            ) : (
              waiting.map(
                ({ draft }) =>
                  draft.kind === 'message' && (
                    <p class="said mine text" dir="auto" lang="">
                      {draft.body.text}
                    </p>
                  ),
              )
            )}
          </div>
          {empty && product && Card && <Card product={product} label={words.productAlong} />}
          {chat && <chat.Waiting />}
        </div>
      </div>
      <Composer salon={salon} />
    </div>
  );
}
