import { effect } from '@preact/signals';
import type { Me } from '../protocol/console.ts';
import type { Link, LinkNeeds } from './connection.ts';
import { createClock } from './models/clock.ts';
import { createConversations } from './models/conversations.ts';
import { createDesk } from './models/desk.ts';
import { createKeyboard } from './models/keyboard.ts';
import { keepLease } from './models/lease.ts';
import type { Navigation } from './models/navigation.ts';
import { createOutbox } from './models/outbox.ts';
import { openPersonStore } from './models/person-store.ts';
import { createPromises } from './models/promises.ts';
import { createRing } from './models/ring.ts';
import type { Session } from './models/session.ts';
import type { Settings } from './models/settings.ts';
import type { Sound } from './sound.ts';
import type { Room } from './views/desk-context.ts';
import { words } from './words/en.ts';

/** What belongs to the device, whoever sits at it. */
export interface Device {
  storage: Storage | null;
  session: Session;
  settings: Settings;
  navigation: Navigation;
  sound: Sound;
  openLink: (needs: LinkNeeds) => Link;
}

/** One person's desk, from her sign-in to her sign-out; `close` leaves nothing of it running. */
export function openRoom(me: Me, device: Device): { room: Room; close: () => void } {
  const { session, settings, navigation, sound } = device;
  const clock = createClock();
  const store = openPersonStore(device.storage, me.id);
  const link = device.openLink({ learn: clock.learn, onRefused: () => void session.look() });
  const desk = createDesk({ me, link, clock });
  const outbox = createOutbox({
    store,
    link,
    now: clock.now,
    onStored: (conversation, entries) => {
      desk.apply({ event: 'entries', told: { conversation, log: 'shared', entries } });
      conversations.open(conversation).take(entries);
    },
  });
  const conversations = createConversations({ desk, link, outbox, store });
  const ring = createRing({ desk, link, clock, bell: sound });
  const promises = createPromises({ desk, link, clock });

  async function accept(): Promise<void> {
    const id = await ring.accept();
    if (id) navigation.go({ screen: 'conversations', id });
  }
  const keyboard = createKeyboard({
    enabled: () => settings.shortcuts.peek(),
    keys: shortcutsOf({ ring: { ...ring, accept }, navigation, conversations }),
    back: () => stepBack(navigation),
  });

  const room: Room = {
    clock,
    link: link.state,
    desk,
    conversations,
    outbox,
    promises,
    ring: { ...ring, accept: () => accept().then(() => null) },
    navigation,
    settings,
    keyboard,
    hearRing: sound.unlock,
    reconnect: link.check,
    signOut() {
      store.clear();
      void session.signOut();
    },
  };
  link.on('signed_out', ({ reason }) => {
    store.clear();
    session.ended(reason);
  });

  const stops = [
    keepLease(link),
    watchPage(link, outbox.reread),
    watchKeys(room),
    keepTitle(room),
    conversations.dispose,
    ring.dispose,
    outbox.dispose,
    link.close,
    clock.dispose,
  ];
  return {
    room,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

/** A page that comes back to light asks whether its line still lives, rather than waiting to be told. */
function watchPage(link: Link, reread: () => void): () => void {
  const back = () => {
    if (document.visibilityState === 'visible') link.check();
  };
  const stored = (event: StorageEvent) => {
    if (event.key?.endsWith('.outbox')) reread();
  };
  const gone = new AbortController();
  const { signal } = gone;
  for (const event of ['focus', 'online', 'pageshow']) window.addEventListener(event, back, { signal });
  document.addEventListener('visibilitychange', back, { signal });
  window.addEventListener('storage', stored, { signal });
  return () => gone.abort();
}

function watchKeys({ keyboard }: Room): () => void {
  const gone = new AbortController();
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    const { target } = event;
    const inField = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (keyboard.press({ key: event.key, chord, inField })) event.preventDefault();
  };
  window.addEventListener('keydown', pressed, { signal: gone.signal });
  return () => gone.abort();
}

/** A ring calls from the tab's title until it is answered; else the title says what is unread. */
function keepTitle({ ring, conversations, settings }: Room): () => void {
  const stop = effect(() => {
    const offer = ring.offer.value;
    const unread = conversations.unread.value;
    const who = (!settings.discreet.value && offer?.name) || words.client;
    if (offer) document.title = `● ${words.incoming.title(who)}`;
    else document.title = unread > 0 ? `(${unread}) ${words.product}` : words.product;
  });
  return () => {
    stop();
    document.title = words.product;
  };
}

function shortcutsOf({
  ring,
  navigation,
  conversations,
}: Pick<Room, 'navigation' | 'conversations'> & {
  ring: { offer: Room['ring']['offer']; accept: () => Promise<void>; decline: () => Promise<void> };
}) {
  const answer = (act: () => Promise<void>) => () => {
    if (!ring.offer.peek()) return false;
    void act();
    return true;
  };
  const go = (route: Parameters<Navigation['go']>[0]) => () => {
    if (ring.offer.peek()) return false;
    navigation.go(route);
    return true;
  };
  const step = (by: number) => () => {
    const cards = [...conversations.held.peek(), ...conversations.earlier.peek()];
    const route = navigation.route.peek();
    const at = route.screen === 'conversations' ? cards.findIndex((card) => card.id === route.id) : -1;
    const next = cards[at === -1 ? 0 : at + by];
    return next ? go({ screen: 'conversations', id: next.id })() : false;
  };
  return {
    a: answer(ring.accept),
    d: answer(ring.decline),
    j: step(1),
    k: step(-1),
    h: go({ screen: 'home' }),
    c: go({ screen: 'conversations', id: null }),
    p: go({ screen: 'promises' }),
    '/': focusComposer,
  };
}

function focusComposer(): boolean {
  const composer = document.querySelector<HTMLTextAreaElement>('textarea[data-composer]');
  composer?.focus();
  return composer !== null;
}

/** Esc leaves a field first, then the thread. */
function stepBack(navigation: Navigation): boolean {
  const { activeElement } = document;
  if (activeElement instanceof HTMLTextAreaElement) {
    activeElement.blur();
    return true;
  }
  const route = navigation.route.peek();
  if (route.screen !== 'conversations' || !route.id) return false;
  navigation.go({ screen: 'conversations', id: null });
  return true;
}
