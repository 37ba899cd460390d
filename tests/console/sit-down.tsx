import { signal } from '@preact/signals';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, vi } from 'vitest';
import type { LinkNeeds } from '../../console/connection.ts';
import { createNavigation } from '../../console/models/navigation.ts';
import { createSession } from '../../console/models/session.ts';
import { createSettings } from '../../console/models/settings.ts';
import { openDesk } from '../../console/open-desk.ts';
import { App } from '../../console/views/App.tsx';
import type { DeskSnapshot } from '../../protocol/console.ts';
import type { Entry } from '../../protocol/entries.ts';
import { aSnapshot, CAMILLE } from './desk-cast.ts';
import { makeLine, makeStorage } from './desk-line.ts';

beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});

const closers: (() => void)[] = [];
afterEach(() => {
  cleanup();
  for (const close of closers.splice(0)) close();
  location.hash = '';
});

/** Her whole desk on a page, over a line whose other end is the test. */
export function sitDown(over: Partial<DeskSnapshot> = {}, log: Entry[] = []) {
  const line = makeLine();
  line.answer('entries.after', ({ after }) => ({
    entries: log.filter((entry) => entry.seq > Number(after ?? 0)),
    head: log.length,
    more: false,
    cursors: [],
  }));
  const session = createSession(async () => ({ ok: true, now: Date.now(), me: CAMILLE }) as never, null);
  const storage = makeStorage();
  const sound = { start: vi.fn(), stop: vi.fn(), unlock: vi.fn(), prime: vi.fn(), allowed: signal(true) };
  const settings = createSettings(storage);
  const navigation = createNavigation(window);
  const openLink = (_needs: LinkNeeds) => line.link;
  const { models, close } = openDesk(CAMILLE, { storage, session, settings, navigation, sound, openLink });
  closers.push(close);
  const connect = (snapshot: Partial<DeskSnapshot> = over) => line.connect(aSnapshot({ now: Date.now(), ...snapshot }));
  const show = async () => {
    await session.look();
    connect();
    render(<App session={session} models={models} />);
  };
  /** She leaves, for a test in which somebody sits down more than once. */
  const rise = () => {
    cleanup();
    close();
    closers.splice(closers.indexOf(close), 1);
    location.hash = '';
  };
  return { line, models, session, settings, sound, navigation, storage, connect, show, rise };
}
