import { computed } from '@preact/signals';
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
import { keepTitle, watchFirstTouch, watchKeyboard, watchKeys, watchPage } from './page.ts';
import { readyToWrite, shortcutsOf, stepBack } from './shortcuts.ts';
import type { Sound } from './sound.ts';
import type { DeskModels } from './views/desk-context.ts';
import { keepAwake } from './wake.ts';

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
export function openDesk(me: Me, device: Device): { models: DeskModels; close: () => void } {
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
    if (!id) return;
    navigation.go({ screen: 'conversations', id });
    readyToWrite();
  }
  const keyboard = createKeyboard({
    enabled: () => settings.shortcuts.peek(),
    keys: shortcutsOf({ ring, accept, navigation, conversations }),
    back: () => stepBack(navigation),
  });

  const models: DeskModels = {
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
    mayRing: sound.allowed,
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
    watchKeys(models),
    watchFirstTouch(sound.prime),
    watchKeyboard(),
    keepAwake(computed(() => settings.awake.value && desk.availability.value?.declared === true)),
    keepTitle(models),
    conversations.dispose,
    ring.dispose,
    outbox.dispose,
    link.close,
    clock.dispose,
  ];
  return {
    models,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
