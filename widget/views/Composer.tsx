import { LIMITS } from '../../protocol/limits.ts';
import type { Salon } from '../models/salon.ts';
import { Notice } from './Notice.tsx';

/** Where she writes. It is there at once, and waits for nothing. */
export function Composer({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const text = salon.writing.draft.value;
  const chat = salon.chunks.chat.value;
  const over = text.trim().length - LIMITS.messageChars;
  const first = !salon.thread.conversation.value && salon.thread.waiting.value.length === 0;
  const send = () => {
    const said = text.trim();
    if (!said || over > 0) return;
    // Cleared only once her words are kept.
    salon.writing.send(said);
    salon.writing.fill({ draft: '' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A line of Japanese is confirmed with Enter too; Safari says so only by the key code.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        event.currentTarget.querySelector('textarea')?.focus();
      }}
    >
      <p class="small" role="status">
        {salon.thread.away.value && words.lost}
      </p>
      {first && (
        <label class="field inline">
          <span class="label">{words.name}</span>
          <input
            name="name"
            autocomplete="given-name"
            placeholder={words.optional}
            maxLength={LIMITS.nameChars}
            value={salon.writing.name.value}
            onInput={(event) => salon.writing.fill({ name: event.currentTarget.value })}
          />
        </label>
      )}
      <div class="write">
        <div class="grow" data-text={`${text}\n`}>
          <textarea
            rows={1}
            dir="auto"
            aria-label={words.message}
            placeholder={words.message}
            enterkeyhint="send"
            autocapitalize="sentences"
            value={text}
            onKeyDown={onKeyDown}
            onInput={(event) => {
              salon.writing.fill({ draft: event.currentTarget.value });
              chat?.typed();
            }}
          />
        </div>
        {chat && <chat.NotSent />}
        <button type="submit" class="send" disabled={!text.trim() || over > 0}>
          {words.send}
        </button>
      </div>
      {over > 0 && <p class="alarm">{words.tooLong(over)}</p>}
      <Notice salon={salon} />
    </form>
  );
}
