/* The app: fetched on intent, wired here and nowhere else. */
import { createSalon } from './models/salon.ts';
import type { App, Painted } from './page.ts';
import { pageOf } from './page-of.ts';
import css from './styles/sheet.css?inline';
import tokens from './styles/tokens.css?inline';
import { wear } from './styles/wear.ts';
import { drawSheet } from './views/draw.tsx';
import type { CallWords } from './words/call-en.ts';
import type { Words } from './words/en.ts';
import { type Language, languageOf } from './words/languages.ts';

const WORDS: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
};
const CALL_WORDS: Record<Language, () => Promise<{ words: CallWords }>> = {
  en: () => import('./words/call-en.ts'),
  fr: () => import('./words/call-fr.ts'),
};

export async function mount(painted: Painted): Promise<App> {
  const page = pageOf(painted);
  const spoken = <W,>(words: Record<Language, () => W>) => words[languageOf(page.locale())]();
  const { words } = await spoken(WORDS);
  // Asked while nothing has changed, so that it lays nothing out.
  const side = getComputedStyle(page.host).getPropertyValue('--salon-side');
  page.host.toggleAttribute('data-start', /start/.test(side));
  wear(page.root, tokens + css);

  const salon = createSalon(page, words, {
    chat: () => import('./chat.ts').then((chunk) => chunk.startChat),
    callback: async () => {
      const [chunk, { words }] = await Promise.all([import('./callback.ts'), spoken(CALL_WORDS)]);
      return () => chunk.startCallback(salon, words);
    },
  });
  const box = document.createElement('div');
  const dress = () => {
    box.lang = languageOf(page.locale());
  };
  const speak = () => {
    dress();
    void spoken(WORDS).then((chunk) => {
      salon.words.value = chunk.words;
    });
    const call = salon.callback.peek()?.call;
    if (call)
      void spoken(CALL_WORDS).then((chunk) => {
        call.words.value = chunk.words;
      });
  };
  dress();
  drawSheet(salon, box);

  void import('./rooms.ts').then(
    (chunk) => {
      salon.surroundings.value = chunk.lookAround(salon, box.firstElementChild as HTMLElement);
      chunk.hearPage(salon, painted, speak);
    },
    () => {},
  );

  // On a slow phone what comes next, showing what she asked for, is a task of its own where the browser can do so at once.
  await window.scheduler?.yield();
  page.root.append(box);
  if (matchMedia('(min-width: 640px)').matches) salon.reopen();

  return {
    open: (channel) => salon.open(channel === 'chat' || channel === 'callback' ? channel : undefined),
  };
}
