import type { FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Salon } from '../models/salon.ts';
import { Conversation } from './Conversation.tsx';
import { Icon } from './Icon.tsx';
import { Welcome } from './Welcome.tsx';

interface Shown {
  salon: Salon;
  /** The call's own chunk, once it has arrived. */
  Callback: FunctionComponent<{ salon: Salon }> | null;
}

/** The dialog: beside the page on a desk, over it on a phone. */
export function Sheet({ salon, Callback }: Shown) {
  const words = salon.words.value;
  const open = salon.opened.value;
  const view = salon.view.value;
  const chat = salon.chat.value;
  const around = salon.surroundings.value;
  const dialog = useRef<HTMLDivElement>(null);
  const shown = useRef(false);
  const { launcher, host } = salon.page;
  useEffect(() => {
    launcher.setAttribute('aria-expanded', String(open));
    if (!open) {
      if (shown.current) launcher.focus({ preventScroll: true });
      return;
    }
    shown.current = true;
    const box = dialog.current;
    if (box && !box.contains(salon.page.root.activeElement)) box.focus({ preventScroll: true });
  }, [open]);
  useEffect(() => {
    if (open && around && dialog.current) return around.holdPage(host, dialog.current);
  }, [open, around]);
  useEffect(() => {
    const box = dialog.current;
    if (open && box && !box.contains(salon.page.root.activeElement)) box.focus({ preventScroll: true });
  }, [view]);
  const onKeyDown = (event: KeyboardEvent) => {
    // The page's own shortcuts must not hear what she types to the house.
    event.stopPropagation();
    if (event.key === 'Escape') salon.close();
    else if (event.key === 'Tab' && dialog.current) around?.keepInside(event, dialog.current);
  };
  return (
    <div
      ref={dialog}
      class="sheet"
      role="dialog"
      aria-label={words.talk}
      hidden={!open}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.stopPropagation()}
      onKeyPress={(event) => event.stopPropagation()}
    >
      <header class="head">
        {view === 'welcome' ? (
          <span class="head-side" />
        ) : (
          <button type="button" class="plain" aria-label={words.back} onClick={() => salon.choose('welcome')}>
            <Icon shape="back" />
          </button>
        )}
        {chat && view === 'chat' ? <chat.Holder salon={salon} /> : <bdi class="house">{salon.house.value}</bdi>}
        <button type="button" class="plain" aria-label={words.close} onClick={salon.close}>
          <Icon shape="close" />
        </button>
      </header>
      {open && view === 'welcome' && <Welcome salon={salon} />}
      {open && view === 'chat' && <Conversation salon={salon} />}
      {open && view === 'callback' && Callback && <Callback salon={salon} />}
      <p class="unseen" role="status">
        {salon.said.value}
      </p>
    </div>
  );
}
