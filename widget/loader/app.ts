import type { App, AppChunk, GroundChunk, Painted } from '../page.ts';
import { reads } from '../words/languages.ts';
import { LAUNCHER_WORDS } from '../words/launcher.ts';
import { host, label, launcher, note, show } from './launcher.ts';
import { given, relay } from './snippet.ts';

/** Written in by the build: where it lies, as seen from the loader. */
declare const __GROUND__: string;

const AGAIN_MS = 2_000;

let { locale } = given;
let words = LAUNCHER_WORDS[0];
let app: Promise<App> | undefined;

const fetchChunk = (address: string) => import(/* @vite-ignore */ address);

export const nothing = (): void => {};

/** The page's language now. */
export const spoken = (): string => locale || document.documentElement.lang || navigator.language;

/** Says what stands on the launcher in the page's language, or in the one that it asks for. */
export function speak(asked = locale): void {
  locale = asked;
  words = LAUNCHER_WORDS.find(([language]) => reads(spoken(), language)) ?? LAUNCHER_WORDS[0];
  [host.lang, label.textContent] = words;
}

export const page = {
  ...given,
  host,
  launcher,
  show,
  relay,
  locale: spoken,
  said: new Set(),
  returns: 99,
} as Partial<Painted> as Painted;

// The app holds the words of its language: one request brings both. An older loader may still stand in a cache when its
// chunk is gone: app.js always names today's.
const bring = (): Promise<App> =>
  fetchChunk(relay + words[3])
    .catch(() => fetchChunk(`${relay}widget/${words[0]}/app.js?${Date.now()}`))
    .then((chunk: AppChunk) => chunk.mount(page));

/** What stands up to windows of the page. */
export const fetchGround = (): unknown =>
  fetchChunk(relay + __GROUND__)
    .then((chunk: GroundChunk) => chunk.holdGround(page))
    .catch(nothing);

/** Fetches the app once; should it fail, again by itself a moment later, and then when it is next wanted. */
export function fetchApp(): Promise<App> {
  if (!app) {
    app = bring().catch(() => new Promise((again) => setTimeout(again, AGAIN_MS)).then(bring));
    app.catch(() => (app = undefined));
  }
  return app;
}

export function open(channel?: unknown): void {
  note.textContent = '';
  page.wants = channel;
  fetchApp().then(
    (ready) => ready.open(channel),
    () => {
      note.textContent = words[2];
    },
  );
}

/** What is still on its way here is opened first, and then closed: the page has said so in that order. */
export const close = (): unknown => app?.then((ready) => ready.close(), nothing);
