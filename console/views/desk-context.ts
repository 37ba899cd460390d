import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LinkState } from '../connection.ts';
import type { Clock } from '../models/clock.ts';
import type { Conversations } from '../models/conversations.ts';
import type { Desk } from '../models/desk.ts';
import type { Keyboard } from '../models/keyboard.ts';
import type { Navigation } from '../models/navigation.ts';
import type { Outbox } from '../models/outbox.ts';
import type { Promises } from '../models/promises.ts';
import type { Ring } from '../models/ring.ts';
import type { Settings } from '../models/settings.ts';

/** The models of one signed-in person, made by start.tsx and read by every view below the sign-in. */
export interface DeskModels {
  clock: Clock;
  link: ReadonlySignal<LinkState>;
  desk: Desk;
  conversations: Conversations;
  outbox: Outbox;
  promises: Promises;
  ring: Ring;
  navigation: Navigation;
  settings: Settings;
  keyboard: Keyboard;
  /** Her tap: sound may be played from now on; rings once. */
  hearRing: () => void;
  /** Whether the browser lets this page sound yet. */
  mayRing: ReadonlySignal<boolean>;
  /** Tries the line at once instead of waiting for its next turn. */
  reconnect: () => void;
  signOut: () => void;
}

export const DeskContext = createContext<DeskModels | null>(null);

export function useModels(): DeskModels {
  const models = useContext(DeskContext);
  if (!models) throw new Error('a view of the desk stands outside it');
  return models;
}
