import type { Channel, Page } from '../page.ts';
import type { Chunks } from './chunks.ts';
import type { House } from './house.ts';
import type { Memory } from './memory.ts';
import type { Said } from './said.ts';
import { effect, type ReadonlySignal, signal } from './signals.ts';
import type { Thread } from './thread.ts';
import type { Writing } from './writing.ts';

export type View = 'welcome' | 'chat' | 'callback';

/** The sheet: whether it is open, and what stands in it. */
export interface Sheet {
  readonly opened: ReadonlySignal<boolean>;
  readonly view: ReadonlySignal<View>;
  /** The live request becomes the call that she asks for in the form. */
  readonly turning: ReadonlySignal<boolean>;
  /** She is asked whether all of it is to be forgotten. */
  readonly forgetting: ReadonlySignal<boolean>;
  readonly open: (channel?: Channel) => void;
  /** It was open on the page before: it opens here too, without taking the focus. */
  readonly reopen: () => void;
  /** Whether what opens now leaves the focus where it is; true once. */
  readonly quietly: () => boolean;
  readonly close: () => void;
  /** `saying`: what is said along with it, and stands until something else is chosen. */
  readonly choose: (view: View, saying?: string) => void;
  readonly turn: (turning: boolean) => void;
  readonly askToForget: (asked: boolean) => void;
}

interface Needs {
  page: Page;
  memory: Memory;
  thread: Thread;
  said: Said;
  house: House;
  writing: Writing;
  chunks: Chunks;
}

export function createSheet({ page, memory, thread, said, house, writing, chunks }: Needs): Sheet {
  const opened = signal(false);
  const view = signal<View>('welcome');
  const turning = signal(false);
  const forgetting = signal(false);
  const before = memory.kept();
  let quiet = false;

  // Where the brand offers one way alone, there is nothing to choose.
  const only = (): Channel | undefined => {
    const [one, other] = house.presence.value?.channels ?? [];
    return other || view.peek() !== 'welcome' ? undefined : one;
  };
  const open = (channel?: Channel) => {
    // Chosen before it is shown, so that the welcome is not drawn for nothing.
    const chosen = channel ?? (thread.unread.peek() > 0 ? 'chat' : only());
    if (chosen) choose(chosen);
    else if (memory.talked()) chunks.enter('chat');
    opened.value = true;
    chunks.enter('surroundings');
    if (memory.kept().called) chunks.enter('callback');
    page.tell('open', {});
  };
  const choose = (chosen: View, saying = '') => {
    // The same one again, which could not be fetched, is chosen for the same.
    if (chosen !== view.peek()) turning.value = false;
    // First, so that the focus finds it there.
    said.say(saying);
    view.value = chosen;
    if (chosen === 'welcome') return;
    page.tell('channel_selected', { channel: chosen });
    if (chosen === 'callback') return chunks.enter('callback');
    writing.fill({ wantsLive: true });
    chunks.enter('chat');
  };
  effect(() => {
    const chosen = opened.value && only();
    if (chosen) choose(chosen);
  });
  return {
    opened,
    view,
    turning,
    forgetting,
    open,
    reopen: () => {
      if (!before.open || !memory.isLive() || view.peek() === 'welcome') return;
      quiet = true;
      open();
    },
    quietly: () => {
      const was = quiet;
      quiet = false;
      return was;
    },
    close: () => {
      opened.value = false;
      said.say('');
      page.tell('close', {});
    },
    choose,
    turn: (on) => {
      turning.value = on;
    },
    askToForget: (asked) => {
      forgetting.value = asked;
    },
  };
}
