import { effect } from '@preact/signals';
import { render } from 'preact';
import { openLink } from './connection.ts';
import { call } from './http.ts';
import { createNavigation } from './models/navigation.ts';
import { createSession } from './models/session.ts';
import { createSettings } from './models/settings.ts';
import { openDesk } from './open-desk.ts';
import { createSound } from './sound.ts';
import { App } from './views/App.tsx';

/** Builds the console: the device's own models once, and a desk for whoever signs in. */
export function start(secret: string | null): void {
  const storage = openStorage();
  const session = createSession(call, secret);
  const device = {
    storage,
    session,
    settings: createSettings(storage),
    navigation: createNavigation(window),
    sound: createSound(),
    openLink,
  };

  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  let close: (() => void) | null = null;
  effect(() => {
    const state = session.state.value;
    close?.();
    close = null;
    const opened = state.kind === 'signed_in' ? openDesk(state.me, device) : null;
    close = opened?.close ?? null;
    render(<App session={session} models={opened?.models ?? null} />, root);
  });
  if (!secret) void session.look();
}

/** Some browsers throw at the mere mention. */
function openStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
