/* The app: fetched on intent, wired here and nowhere else. */
import { holdGround } from './hold-ground.ts';
import { createSalon } from './models/salon.ts';
import type { App, Painted } from './page.ts';
import { pageOf } from './page-of.ts';
import css from './styles/sheet.css?inline';
import tokens from './styles/tokens.css?inline';
import { wear } from './styles/wear.ts';
import { drawSheet } from './views/draw.tsx';
import type { Words } from './words/en.ts';
import { type Language, languageOf } from './words/languages.ts';

const AGAIN_MS = 2_000;

/** Those of the page's own language come with this file (build/plugins/sources.ts), and are there at once. */
const WORDS: Record<Language, () => { words: Words } | Promise<{ words: Words }>> = {
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
};

export async function mount(painted: Painted): Promise<App> {
  const page = pageOf(painted);
  const { words } = await WORDS[languageOf(page.locale())]();
  holdGround(page);
  // Asked while nothing has changed, so that it lays nothing out.
  const side = getComputedStyle(page.host).getPropertyValue('--salon-side');
  // A page may be turned by its styles alone; ours ask for the attribute.
  page.host.dir = getComputedStyle(document.body).direction;
  page.host.toggleAttribute('data-start', /start/.test(side));
  wear(page.root, tokens + css);

  const salon = createSalon(page, words, {
    chat: () => import('./chat.ts').then((chunk) => () => chunk.startChat(salon)),
    callback: async () => {
      const chunk = await import('./callback.ts');
      const { words } = await chunk.CALL_WORDS[languageOf(page.locale())]();
      return () => chunk.startCallback(salon, words);
    },
    surroundings: async () => {
      const chunk = await import('./sheet.ts');
      return () => {
        // Heard once it is drawn and wired: what is said may be an end to it all.
        setTimeout(() => chunk.hearPage(salon, painted, () => speak().catch(() => setTimeout(speak, AGAIN_MS))));
        return chunk.lookAround(salon, box.firstElementChild as HTMLElement);
      };
    },
  });
  // What the chat needs travels while the sheet is made, not after it.
  if (painted.wants === 'chat') salon.chunks.enter('chat');
  // Until it can be heard, whatever the page says has another try made at it.
  painted.hear = () => salon.chunks.enter('surroundings');
  const box = document.createElement('div');
  const speak = async () => {
    const asked = languageOf(page.locale());
    const callback = salon.chunks.callback.peek();
    const [own, calls] = await Promise.all([WORDS[asked](), callback?.wordsIn(asked)]);
    // The page may have asked for yet another meanwhile.
    if (asked !== languageOf(page.locale())) return;
    box.lang = asked;
    salon.speak(own.words);
    if (calls) callback?.speak(calls.words);
  };
  box.lang = languageOf(page.locale());
  drawSheet(salon, box);
  painted.hear();

  // On a slow phone what comes next, showing what she asked for, is a task of its own where the browser can do so at once.
  await window.scheduler?.yield();
  page.root.append(box);
  if (matchMedia('(min-width: 640px)').matches) salon.sheet.reopen();

  return {
    open: (channel) => salon.sheet.open(channel === 'chat' || channel === 'callback' ? channel : undefined),
    close: () => salon.sheet.opened.peek() && salon.sheet.close(),
  };
}
