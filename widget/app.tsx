/* The app: fetched on intent, wired here and nowhere else. */
import { effect } from '@preact/signals-core';
import { createSalon, type Salon } from './models/salon.ts';
import type { App, Page } from './page.ts';
import css from './styles/sheet.css?inline';
import tokens from './styles/tokens.css?inline';
import { drawSheet } from './views/draw.tsx';
import type { Words } from './words/en.ts';
import { type Language, languageOf } from './words/languages.ts';

const WORDS: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
};

export async function mount(page: Page): Promise<App> {
  const { words } = await WORDS[languageOf(page.locale())]();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens + css);
  page.root.adoptedStyleSheets = [...page.root.adoptedStyleSheets, sheet];

  const salon = createSalon(page, words, {
    chat: () => import('./chat.ts').then((chunk) => chunk.startChat),
    callback: () => import('./callback.ts').then((chunk) => chunk.startCallback),
  });
  const box = document.createElement('div');
  const dress = () => {
    box.lang = page.locale();
    box.dir = directionOf(page.locale());
  };
  dress();
  page.root.append(box);
  drawSheet(salon, box);
  labelLauncher(salon);

  void import('./surroundings.ts').then(
    (chunk) => {
      salon.surroundings.value = chunk.lookAround(salon, box.firstElementChild as HTMLElement);
    },
    () => {},
  );

  if (matchMedia('(min-width: 640px)').matches) salon.reopen();

  return {
    open: salon.open,
    close: () => salon.opened.peek() && salon.close(),
    lookAround: () => salon.surroundings.peek()?.read(),
    speak: () => {
      dress();
      void WORDS[languageOf(page.locale())]().then((chunk) => {
        salon.words.value = chunk.words;
      });
    },
    forget: () => import('./models/session.ts').then((chunk) => chunk.forget(salon)),
  };
}

/** Words that wait for her are said by the launcher's name, never by a badge. */
function labelLauncher({ page, thread, words }: Salon): void {
  const { launcher } = page;
  effect(() => {
    const count = thread.unread.value;
    launcher.toggleAttribute('data-unread', count > 0);
    if (count > 0) launcher.setAttribute('aria-label', `${words.value.talk}, ${words.value.unread(count)}`);
    else launcher.removeAttribute('aria-label');
  });
}

function directionOf(tag: string): 'ltr' | 'rtl' {
  try {
    const locale = new Intl.Locale(tag) as Intl.Locale & { getTextInfo?: () => { direction: 'ltr' | 'rtl' } };
    return locale.getTextInfo?.().direction ?? 'ltr';
  } catch {
    return 'ltr';
  }
}
