import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Presence } from '../../protocol/http.ts';
import { createSalon, type Salon } from '../../widget/models/salon.ts';
import type { Page } from '../../widget/page.ts';
import { drawSheet } from '../../widget/views/draw.tsx';
import { ProductCard } from '../../widget/views/ProductCard.tsx';
import { words as callWords } from '../../widget/words/call-en.ts';
import { words } from '../../widget/words/en.ts';
import { type Family, saidOn, unsaid } from './said-on.ts';

export interface Sheet {
  salon: Salon;
  box: HTMLElement;
}

/** A state of the sheet, and the sentences of a family that stand in it. */
export interface SheetState {
  is: string;
  says: readonly string[];
  presence?: Partial<Presence> | null;
  /** The view that is open; the welcome where none is said. */
  view?: 'chat' | 'callback';
  /** A part that the network does not bring. */
  missing?: 'chat' | 'callback';
  /** What the relay answers over HTTP, by method and path. */
  answers?: Record<string, unknown>;
  act?: (sheet: Sheet) => unknown;
}

const HOUSE = {
  protocol: 1,
  brand: { id: 'maison-aurele', name: 'Maison Aurèle' },
  notice: { version: '7', url: 'https://aurele.example/privacy' },
  free: false,
  people: [],
  answers: null,
  channels: ['chat', 'callback'],
} as unknown as Presence;

let relay: Record<string, unknown> = {};

/** Gives the file a browser without a relay: its HTTP answers as each state says, no WebSocket ever opens. */
export function withoutRelay(): void {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
    vi.stubGlobal(
      'WebSocket',
      class {
        close() {}
      },
    );
    vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit) => {
      const path = address.replace('https://relay.example/api/', '').replace(/\?.*/, '');
      return { json: async () => relay[`${method} ${path}`] ?? null };
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
  });
}

function open({ presence = {}, view, missing, answers = {} }: SheetState): Sheet & { close: () => void } {
  relay = {
    'GET requests': { ok: true, requests: [] },
    'POST sessions': { ok: true, shopper: 's', token: 't' },
    ...answers,
  };
  const host = document.createElement('salon-widget');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [];
  const box = document.createElement('div');
  const launcher = document.createElement('button');
  root.append(launcher, box);
  document.body.append(host);
  const page = {
    relay: 'https://relay.example/',
    brand: 'maison-aurele',
    host,
    root,
    launcher,
    locale: () => 'en',
    presence: Promise.resolve(presence && { ...HOUSE, ...presence }),
    show: () => {},
    returns: 0,
    context: () => ({}),
    tell: () => {},
  } as unknown as Page;
  const salon: Salon = createSalon(page, words, {
    chat: async () => {
      if (missing === 'chat') throw new Error('cut off');
      const chunk = await import('../../widget/chat.ts');
      return () => chunk.startChat(salon);
    },
    callback: async () => {
      if (missing === 'callback') throw new Error('cut off');
      const chunk = await import('../../widget/callback.ts');
      return () => chunk.startCallback(salon, callWords);
    },
    surroundings: async () => () => ({
      read: async () => {},
      ProductCard: (shown) => ProductCard({ salon, ...shown }),
    }),
  });
  const stop = drawSheet(salon, box);
  salon.sheet.open(view);
  return {
    salon,
    box,
    close: () => {
      salon.chunks.chat.peek()?.stop();
      stop();
      host.remove();
      localStorage.clear();
    },
  };
}

/**
 * Puts the sheet into its states, one after the other: in each it says exactly the sentences that hold there. One of
 * the same family that stands beside them, or is missing, fails; so does one that none of the states has shown.
 */
export async function play(family: Family, states: readonly SheetState[], where = '.sheet'): Promise<void> {
  // Fetched once before, as a browser has them in its cache.
  await Promise.all([import('../../widget/chat.ts'), import('../../widget/callback.ts')]);
  for (const state of states) {
    const sheet = open(state);
    if (state.view && !state.missing)
      await vi.waitFor(() => expect(sheet.salon.chunks[state.view ?? 'chat'].value).not.toBeNull());
    await vi.waitFor(() => expect(sheet.salon.house.presence.value === null).toBe(state.presence === null));
    await state.act?.(sheet);
    await vi.waitFor(() => {
      const box = sheet.box.querySelector(where);
      expect(box && saidOn(box, family), state.is).toEqual([...state.says].sort());
    });
    sheet.close();
  }
  const shown = states.map((state) => state.says);
  expect(unsaid(family, shown), 'sentences that no state has shown').toEqual([]);
}
