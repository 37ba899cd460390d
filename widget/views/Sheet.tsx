import type { Salon } from '../models/salon.ts';
import { Conversation } from './Conversation.tsx';
import { Icon } from './Icon.tsx';
import { Welcome } from './Welcome.tsx';

/** The dialog: beside the page on a desk, over it on a phone. */
export function Sheet({ salon }: { salon: Salon }) {
  const words = salon.words.value;
  const open = salon.sheet.opened.value;
  const view = salon.sheet.view.value;
  const chat = salon.chunks.chat.value;
  const callback = salon.chunks.callback.value;
  const onKeyDown = (event: KeyboardEvent) => {
    // The page's own shortcuts must not hear what she types to the house.
    event.stopPropagation();
    if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
    // One press closes one thing: a dialog of the page stays.
    event.preventDefault();
    salon.sheet.close();
  };
  return (
    <div
      class="sheet"
      role="dialog"
      aria-label={words.talk}
      hidden={!open}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onKeyUp={quietly}
      onKeyPress={quietly}
    >
      <div class="head">
        {view === 'welcome' ? (
          <i class="plain" />
        ) : (
          <button type="button" class="plain" aria-label={words.back} onClick={() => salon.sheet.choose('welcome')}>
            <Icon shape="back" />
          </button>
        )}
        {chat && view === 'chat' ? <chat.Holder /> : <bdi class="house">{salon.house.name.value}</bdi>}
        <button type="button" class="plain" aria-label={words.close} onClick={salon.sheet.close}>
          <Icon shape="close" />
        </button>
      </div>
      {salon.chunks.unreached.value && view !== 'welcome' && !salon.chunks[view].value && (
        <p class="unreached" role="status">
          {view === 'chat' ? words.lost : words.again}{' '}
          <button type="button" onClick={() => salon.sheet.choose(view)}>
            {words.retry}
          </button>
        </p>
      )}
      <p class="unseen" role="status">
        {view !== 'welcome' && salon.said.text.value}
      </p>
      {open && view === 'welcome' && <Welcome salon={salon} />}
      {open && view === 'chat' && <Conversation salon={salon} />}
      {open &&
        view === 'callback' &&
        (callback ? (
          <callback.Callback />
        ) : (
          <div class="view">
            <h2 class="title" tabIndex={-1}>
              {words.callback}
            </h2>
            <i class="looking" />
          </div>
        ))}
    </div>
  );
}

const quietly = (event: Event) => event.stopPropagation();
