import type { Conversations } from './models/conversations.ts';
import type { Shortcuts } from './models/keyboard.ts';
import type { Navigation, Route } from './models/navigation.ts';
import type { Ring } from './models/ring.ts';

interface ShortcutsNeeds {
  ring: Pick<Ring, 'offer' | 'decline'>;
  accept: () => Promise<void>;
  navigation: Navigation;
  conversations: Conversations;
}

/** What single letters do at a desk; while it rings, only its two answers. */
export function shortcutsOf({ ring, accept, navigation, conversations }: ShortcutsNeeds): Shortcuts['keys'] {
  const answer = (act: () => Promise<void>) => () => {
    if (!ring.offer.peek()) return false;
    void act();
    return true;
  };
  const go = (route: Route) => () => {
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
    a: answer(accept),
    d: answer(ring.decline),
    j: step(1),
    k: step(-1),
    h: go({ screen: 'home' }),
    c: go({ screen: 'conversations', id: null }),
    p: go({ screen: 'promises' }),
    '/': focusComposer,
  };
}

/** Into the thread that she has just accepted, ready to write; on a phone the keyboard waits for her tap. */
export function readyToWrite(): void {
  if (globalThis.matchMedia?.('(pointer: fine)').matches) requestAnimationFrame(focusComposer);
}

function focusComposer(): boolean {
  const composer = document.querySelector<HTMLTextAreaElement>('textarea[data-composer]');
  composer?.focus();
  return composer !== null;
}

/** Esc leaves a field first, then the thread. */
export function stepBack(navigation: Navigation): boolean {
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
