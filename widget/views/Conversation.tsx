import { useEffect, useRef } from 'preact/hooks';
import type { OutLine } from '../models/memory.ts';
import type { Salon } from '../models/salon.ts';
import { Composer } from './Composer.tsx';
import { Forget } from './Forget.tsx';
import { Said } from './Message.tsx';
import { ProductCard } from './ProductCard.tsx';

/** The conversation set like a letter; what the socket's chunk brings is drawn in when it is there. */
export function Conversation({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const { thread } = salon;
  const chat = salon.chat.value;
  const page = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const waiting = thread.waiting.value;
  const product = salon.product.value;
  const length = thread.entries.value.length + waiting.length;
  // Only a reader who is at the end is taken along; the caret is never touched.
  useEffect(() => {
    const box = page.current;
    if (box && (atEnd.current || waiting.length > 0)) box.scrollTop = box.scrollHeight;
    chat?.seen();
  }, [length, chat, thread.request.value?.version, thread.typing.value, salon.opened.value]);
  const onScroll = () => {
    const box = page.current;
    if (box) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  };
  return (
    <div class="chat">
      <div class="page" ref={page} onScroll={onScroll}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <div role="log" aria-label={words.conversation} aria-relevant="additions" class="log" tabIndex={0}>
          {length === 0 && <h2 class="title">{words.greeting}</h2>}
          {chat && <chat.Entries salon={salon} />}
          {waiting.map((line) => (
            <Outgoing key={line.draft.id} line={line} salon={salon} />
          ))}
        </div>
        {length === 0 && product && (
          <ProductCard
            product={product}
            locale={salon.page.locale()}
            label={words.productAlong}
            remove={{
              name: words.remove(product.name),
              act: () => {
                salon.product.value = null;
              },
            }}
          />
        )}
        {chat && <chat.Waiting salon={salon} />}
        <Forget salon={salon} />
      </div>
      <Composer salon={salon} />
    </div>
  );
}

function Outgoing({ line, salon }: { line: OutLine; salon: Salon }) {
  const words = salon.words.value;
  const { body } = line.draft;
  if (!('text' in body)) return <ProductCard product={body} locale={salon.page.locale()} />;
  return (
    <article class="said mine">
      <Said text={body.text} />
      <p class={line.refused ? 'state alarm' : 'state'}>{line.refused ? words.notSent : words.sending}</p>
    </article>
  );
}
