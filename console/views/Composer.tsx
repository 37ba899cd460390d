import { useState } from 'preact/hooks';
import { LIMITS } from '../../protocol/limits.ts';
import { hasEnded } from '../../protocol/request-state.ts';
import { isComposing } from '../models/composing.ts';
import type { Conversation } from '../models/conversation.ts';
import { PASSING } from '../reply.ts';
import { words } from '../words/en.ts';
import { languageOf } from '../words/languages.ts';
import { quickReplies } from '../words/quick-replies.ts';
import { useModels } from './desk-context.ts';
import { onEscape } from './on-escape.ts';

/** Where she writes. What she has typed stays; it goes out only once she has seen all that was said. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { link } = useModels();
  const card = conversation.card.value;
  if (card && !card.writable) return <Closed conversation={conversation} />;
  // What could not be read at all is not caught up with: there is nothing to write into.
  if (!card && conversation.refused.value && !PASSING.has(conversation.refused.value)) return null;
  const caughtUp = conversation.caughtUp.value;
  const over = conversation.draft.value.length - LIMITS.messageChars;
  const hint =
    over > 0
      ? words.thread.tooLong(over)
      : caughtUp
        ? ''
        : link.value === 'open'
          ? words.thread.catching
          : words.thread.away;
  const ready = caughtUp && over <= 0;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) conversation.send();
      }}
    >
      <QuickReplies conversation={conversation} />
      <p class="composer-hint hint" role="status">
        {hint}
      </p>
      <div class="composer-row">
        <textarea
          data-composer
          aria-label={words.thread.message}
          placeholder={words.thread.placeholder}
          rows={rowsFor(conversation.draft.value)}
          dir="auto"
          lang=""
          value={conversation.draft.value}
          onInput={(event) => conversation.write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || isComposing(event) || isTouch()) return;
            event.preventDefault();
            if (ready) conversation.send();
          }}
        />
        <button
          type="submit"
          class="send"
          disabled={!ready || conversation.draft.value.trim() === ''}
          onPointerDown={keepKeyboard}
        >
          {words.thread.send}
        </button>
      </div>
    </form>
  );
}

function Closed({ conversation }: { conversation: Conversation }) {
  const [taking, setTaking] = useState(false);
  const takes = conversation.takes.value;
  const take = () => {
    setTaking(true);
    void conversation.takeInHand().then(() => setTaking(false));
  };
  return (
    <div class="composer-closed">
      <p class="hint">{closedWords(conversation)}</p>
      {takes && (
        <button type="button" class={takes === 'again' ? 'secondary' : 'primary'} disabled={taking} onClick={take}>
          {TAKES[takes]}
        </button>
      )}
    </div>
  );
}

const TAKES = { take: words.promises.take, over: words.thread.takeOver, again: words.thread.ringAgain };

/** Why she may not write: whoever has it is named, and only whom the next word waits for is told so. */
function closedWords({ card, wasMine, takes }: Conversation): string {
  const request = card.value?.request;
  if (!request || hasEnded(request))
    return request?.state === 'done' && wasMine.value ? words.thread.finished : words.thread.over;
  if (takes.value === 'again') return words.thread.nextTry;
  return request.holder ? words.thread.heldBy(request.holder.name) : words.thread.unheld;
}

/** On a phone the keyboard's Enter makes a new line; the button sends. */
const isTouch = () => globalThis.matchMedia?.('(pointer: coarse)').matches ?? false;

/** A tap on a button beside the field must not close the phone's keyboard. */
const keepKeyboard = (event: Event) => event.preventDefault();

const rowsFor = (text: string) => Math.min(6, text.split('\n').length);

function QuickReplies({ conversation }: { conversation: Conversation }) {
  const [open, setOpen] = useState(false);
  const language = conversation.card.value?.shopper.language ?? 'en';
  const choose = (reply: string) => {
    const before = conversation.draft.peek().trimEnd();
    conversation.write(before ? `${before} ${reply}` : reply);
    setOpen(false);
    document.querySelector<HTMLTextAreaElement>('textarea[data-composer]')?.focus();
  };
  return (
    <section
      class="quick-replies"
      aria-label={words.thread.quick}
      onKeyDown={(event) => open && onEscape(event, () => setOpen(false))}
    >
      <button
        type="button"
        class="quiet"
        aria-expanded={open}
        onPointerDown={keepKeyboard}
        onClick={() => setOpen(!open)}
      >
        {words.thread.quick}
      </button>
      {open && (
        <ul lang={languageOf(language)}>
          {quickReplies(language).map((reply) => (
            <li key={reply}>
              <button type="button" class="reply" onPointerDown={keepKeyboard} onClick={() => choose(reply)}>
                {reply}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
