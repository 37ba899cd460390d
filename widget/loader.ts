/*
 * The loader: a classic script that the brand pastes once. It paints the launcher and asks who is there; the
 * app, the socket and the storage wait until the shopper acts. Nothing here may throw into the page.
 */
import { PROTOCOL } from '../protocol/number.ts';
import { alreadyHere, answerCalls, guarded } from './loader/calls.ts';
import { paintLauncher, stepAside } from './loader/launcher.ts';
import type { App, AppChunk, Page } from './page.ts';
import { languageOf } from './words/languages.ts';
import { LAUNCHER_WORDS } from './words/launcher.ts';

/** Written in by the build: the chunks' addresses, as seen from the loader's. */
declare const __APP__: string;
declare const __WORDS__: Record<string, string>;

const PATIENCE_MS = 8_000;
const FRESH_MS = 60_000;
/** Frameworks that draw the body anew drop what they did not draw: it comes back, but never fights for ever. */
const RETURNS = 99;

// Null inside tag managers' injected scripts: then the tag is looked for, and last a setting of the page.
const tag = (document.currentScript ??
  document.querySelector('script[data-brand][src*="salon.js"]')) as HTMLScriptElement | null;

const fetchChunk = (address: string): Promise<unknown> => import(/* @vite-ignore */ address);

function start(): void {
  const given = { ...(Reflect.get(window, 'SalonSettings') as Record<string, string>), ...tag?.dataset };
  const { brand } = given;
  const relay = new URL('.', tag?.src || given.relay).href;
  if (!brand) {
    console.warn('[Salon] data-brand is missing');
    return;
  }

  const launcher = paintLauncher(relay);
  const { button, host } = launcher;
  const listeners = new Set<[event: string, listener: (detail: unknown) => void]>();
  const context: Record<string, unknown> = {};
  let { locale } = given;
  let returns = RETURNS;
  let askedAt = 0;
  let presence: Promise<unknown>;
  let app: Promise<App> | undefined;

  const spoken = () => locale || document.documentElement.lang || navigator.language;
  const language = () => languageOf(spoken());
  const say = () => {
    host.lang = language();
    launcher.label.textContent = LAUNCHER_WORDS[language()].talk;
  };

  const page: Page = {
    relay,
    brand,
    host,
    root: launcher.root,
    launcher: button,
    locale: spoken,
    context: () => context,
    tell: (event, detail) => {
      for (const [name, listener] of listeners) if (name === event) guarded(() => listener(detail));
    },
    presence: () => {
      if (Date.now() - askedAt < FRESH_MS) return presence;
      askedAt = Date.now();
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const query = new URLSearchParams({ protocol: `${PROTOCOL}`, brand, locale: spoken(), zone });
      presence = fetch(`${relay}api/presence?${query}`, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
        .then((response) => response.json())
        .catch(() => null);
      presence.then((told) => guarded(() => launcher.show(told)));
      return presence;
    },
  };

  const fetchApp = (): Promise<App> => {
    if (app) return app;
    // The words travel beside the app rather than after it.
    fetchChunk(relay + __WORDS__[language()]).catch(() => {});
    // An older loader may still stand in a cache when its chunk is gone: app.js always names today's.
    app = fetchChunk(relay + __APP__)
      .catch(() => fetchChunk(`${relay}widget/app.js?${Date.now()}`))
      .then((chunk) => (chunk as AppChunk).mount(page));
    app.catch(() => {
      app = undefined;
    });
    return app;
  };
  const act = (run: (app: App) => unknown) =>
    fetchApp().then(
      (ready) => {
        launcher.note.textContent = '';
        guarded(() => run(ready));
      },
      () => {
        launcher.note.textContent = LAUNCHER_WORDS[language()].sorry;
      },
    );
  const open = (channel?: unknown) => void act((ready) => ready.open(channel));
  /** What the page says once the app is there changes it; before, the app reads it when it comes. */
  const tellApp = (run: (app: App) => unknown) => void app?.then(run).catch(() => {});

  for (const intent of ['pointerenter', 'touchstart', 'focus'])
    button.addEventListener(intent, fetchApp, { passive: true });
  button.onclick = () => open();
  addEventListener('click', (event) => {
    for (const node of event.composedPath()) {
      const wanted = node instanceof Element && node.getAttribute('data-salon-open');
      if (typeof wanted !== 'string') continue;
      // A link so marked leads elsewhere only where this script did not arrive.
      event.preventDefault();
      open(wanted);
      break;
    }
  });

  const put = () => {
    if (host.isConnected || !document.body || returns-- < 0) return;
    document.body.append(host);
    watch.observe(document.body, { childList: true });
    host.toggleAttribute('data-start', getComputedStyle(host).getPropertyValue('--salon-side').trim() === 'start');
  };
  // Also before the body is there: it is put in as soon as it is.
  const watch = new MutationObserver(put);

  answerCalls({
    open,
    close: () => tellApp((ready) => ready.close()),
    show: () => {
      button.hidden = false;
    },
    hide: () => {
      button.hidden = true;
    },
    context: (said) => {
      Object.assign(context, said);
      tellApp((ready) => ready.lookAround());
    },
    setLocale: (said) => {
      locale = said;
      say();
      tellApp((ready) => ready.speak());
    },
    on: (event: string, listener: (detail: unknown) => void) => {
      const heard: [string, typeof listener] = [event, listener];
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    forget: () => void act((ready) => ready.forget()),
    shutdown: () => {
      returns = -1;
      void act((ready) => ready.forget()).then(() => host.remove());
    },
  });

  say();
  put();
  watch.observe(document.documentElement, { childList: true });
  stepAside(button);
  void page.presence();
  if (standing(brand)) void fetchApp();
  page.tell('ready', {});
}

/** A conversation that goes on is taken up again at once; everything else waits for her to act. */
function standing(brand: string): boolean {
  try {
    return JSON.parse(localStorage.getItem(`salon:1:${brand}`) ?? '').liveUntil > Date.now();
  } catch {
    return false;
  }
}

guarded(() => alreadyHere() || start());
