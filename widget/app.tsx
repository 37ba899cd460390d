/* The app: fetched on intent, wired here and nowhere else. */
import { effect, signal } from '@preact/signals';
import { type FunctionComponent, render } from 'preact';
import { createSalon, type Salon } from './models/salon.ts';
import type { App, Page } from './page.ts';
import css from './styles/sheet.css?inline';
import tokens from './styles/tokens.css?inline';
import { Sheet } from './views/Sheet.tsx';
import { type Language, languageOf } from './words/languages.ts';
import type { Words } from './words/en.ts';

const WORDS: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
};

export async function mount(page: Page): Promise<App> {
  const { words } = await WORDS[languageOf(page.locale())]();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens + css);
  page.root.adoptedStyleSheets = [...page.root.adoptedStyleSheets, sheet];

  const salon = createSalon(page, words, () => import('./chat.ts').then((chunk) => chunk.startChat));
  const Callback = signal<FunctionComponent<{ salon: Salon }> | null>(null);
  effect(() => {
    if (salon.view.value !== 'callback' || Callback.peek()) return;
    const fetch = () =>
      import('./callback.ts').then(
        (chunk) => {
          chunk.dress(page.root);
          Callback.value = chunk.Callback;
        },
        () => void setTimeout(fetch, 3_000),
      );
    void fetch();
  });

  const box = document.createElement('div');
  const dress = () => {
    box.lang = page.locale();
    box.dir = directionOf(page.locale());
  };
  dress();
  page.root.append(box);
  render(<Shell salon={salon} callback={Callback} />, box);
  labelLauncher(salon);

  void import('./surroundings.ts').then(
    (chunk) => {
      salon.surroundings.value = chunk.lookAround(salon);
    },
    () => {},
  );

  const kept = salon.memory.kept();
  if (kept.open && salon.view.peek() !== 'welcome' && matchMedia('(min-width: 640px)').matches) salon.open();

  return {
    open: salon.open,
    close: () => salon.opened.peek() && salon.close(),
    refresh: () => {
      salon.surroundings.peek()?.read();
      dress();
      void WORDS[languageOf(page.locale())]().then((chunk) => {
        salon.words.value = chunk.words;
      });
    },
    forget: () => import('./models/session.ts').then((chunk) => chunk.forget(salon)),
  };
}

function Shell({ salon, callback }: { salon: Salon; callback: { value: FunctionComponent<{ salon: Salon }> | null } }) {
  return <Sheet salon={salon} Callback={callback.value} />;
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
