import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/en.ts';
import { AvailabilityPanel } from './AvailabilityPanel.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { Conversations } from './Conversations.tsx';
import { useModels } from './desk-context.ts';
import { Guarded } from './Guarded.tsx';
import { Home } from './Home.tsx';
import { Incoming } from './Incoming.tsx';
import { Navigation } from './Navigation.tsx';
import { Promises } from './Promises.tsx';
import { RingEnd } from './RingEnd.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { You } from './You.tsx';

/** Everything of hers on one frame: where she stands, where she goes, what is asked of her. */
export function Frame() {
  const { navigation, keyboard, ring, desk } = useModels();
  const route = navigation.route.value;
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const asked = desk.availability.value?.askedAt != null;
  const covered = keyboard.helpOpen.value || ring.covers.value;

  // A new screen is announced by taking the focus
  useEffect(() => {
    const inside = main.current?.contains(document.activeElement) ?? false;
    if (!first.current && !inside) main.current?.focus({ preventScroll: true });
    // On a low screen the whole frame scrolls.
    main.current?.parentElement?.scrollTo?.(0, 0);
    first.current = false;
  }, [route.screen]);

  return (
    <>
      <div
        class={`frame at-${route.screen}${inThread(route) ? ' in-thread' : ''}${asked ? ' is-asked' : ''}`}
        inert={covered}
      >
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          {words.nav.skip}
        </button>
        <ConnectionBar />
        <Navigation />
        <AvailabilityPanel />
        <main ref={main} tabIndex={-1}>
          <Guarded key={route.screen}>
            {route.screen === 'home' && <Home />}
            {route.screen === 'conversations' && <Conversations id={route.id} />}
            {route.screen === 'promises' && <Promises />}
            {route.screen === 'you' && <You />}
          </Guarded>
        </main>
        <RingEnd />
      </div>
      <Incoming />
      <Shortcuts />
    </>
  );
}

const inThread = (route: { screen: string; id?: string | null }) => route.screen === 'conversations' && !!route.id;
