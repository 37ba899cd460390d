/*
 * The loader: a classic script that the brand pastes once. It paints the launcher and asks who is there; the
 * app, the socket and the storage wait until the shopper acts. Nothing here may throw into the page.
 */
import { PROTOCOL } from '../protocol/number.ts';
import { alreadyHere, answerCalls, guarded } from './loader/calls.ts';
import { paintLauncher, stepAside } from './loader/launcher.ts';
import { readPresence } from './loader/presence.ts';
import type { App, AppChunk, Channel, Page } from './page.ts';
import { languageOf } from './words/languages.ts';
import { LAUNCHER_WORDS } from './words/launcher.ts';

declare const __CHUNKS__: { app: string; words: Record<string, string> };

const PRESENCE_PATIENCE_MS = 8_000;
const PRESENCE_FRESH_MS = 60_000;

// Null inside tag managers' injected scripts: then the tag is looked for, and last a setting of the page.
const tag = (document.currentScript ??
  document.querySelector('script[data-brand][src*="salon.js"]')) as HTMLScriptElement | null;

function start(tag: HTMLScriptElement | null): void {
  const given = { ...(Reflect.get(window, 'SalonSettings') as Record<string, string>), ...tag?.dataset };
  const source = tag?.src || given['relay'];
  const { brand } = given;
  if (!brand || !source) return console.warn('[Salon] the script needs its address and data-brand');
  const relay = new URL('.', source).href;

  const launcher = paintLauncher();
  const { button, host, root } = launcher;
  let locale = given['locale'];
  const spoken = () => locale || document.documentElement.lang || navigator.language || 'en';
  const own = () => LAUNCHER_WORDS[languageOf(spoken())];
  const label = () => launcher.say(own().talk, spoken());

  const listeners: [string, (detail: unknown) => void][] = [];
  const context: Record<string, unknown> = {};
  let asked = 0;
  let answer: ReturnType<Page['presence']> = Promise.resolve(null);

  const presence = () => {
    if (Date.now() - asked < PRESENCE_FRESH_MS) return answer;
    asked = Date.now();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const query = new URLSearchParams({ protocol: `${PROTOCOL}`, brand, locale: spoken(), zone });
    answer = fetch(`${relay}api/presence?${query}`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PRESENCE_PATIENCE_MS),
    })
      .then((response) => response.json())
      .then(readPresence)
      .catch(() => null);
    answer.then((told) => guarded(() => launcher.show(told, relay)));
    return answer;
  };

  const page: Page = {
    relay,
    brand,
    host,
    root,
    launcher: button,
    locale: spoken,
    presence,
    context: () => context,
    tell: (event, detail) => {
      for (const [name, listener] of listeners) if (name === event) guarded(() => listener(detail));
    },
  };

  let app: Promise<App> | undefined;
  const fetchApp = (): Promise<App> => {
    const warm = __CHUNKS__.words[languageOf(spoken())];
    if (!app && warm) import(/* @vite-ignore */ relay + warm).catch(() => {});
    // An older loader may still stand in a cache when its chunk is gone: app.js always names today's.
    app ??= import(/* @vite-ignore */ relay + __CHUNKS__.app)
      .catch(() => import(/* @vite-ignore */ `${relay}widget/app.js?${Date.now()}`))
      .then((chunk: AppChunk) => chunk.mount(page));
    app.catch(() => {
      app = undefined;
    });
    return app;
  };
  const act = (run: (app: App) => unknown) =>
    fetchApp().then(
      (ready) => {
        launcher.note('');
        guarded(() => run(ready));
      },
      () => launcher.note(own().sorry),
    );
  const open = (channel?: unknown) =>
    void act((ready) => ready.open(channel === 'chat' || channel === 'callback' ? (channel as Channel) : undefined));

  for (const intent of ['pointerenter', 'touchstart', 'focus'])
    button.addEventListener(intent, () => void fetchApp().catch(() => {}), { passive: true });
  button.addEventListener('click', () => open());
  document.addEventListener('click', (event) => {
    for (const node of event.composedPath()) {
      const wanted = node instanceof Element && node.getAttribute('data-salon-open');
      if (typeof wanted === 'string') return open(wanted);
    }
  });

  answerCalls({
    open,
    close: () => void app?.then((ready) => ready.close()),
    show: () => button.removeAttribute('hidden'),
    hide: () => button.setAttribute('hidden', ''),
    context: (said: unknown) => {
      if (typeof said !== 'object' || said === null) return;
      for (const [name, value] of Object.entries(said)) if (name === 'product') context[name] = value;
      void app?.then((ready) => ready.refresh());
    },
    setLocale: (said: unknown) => {
      locale = String(said);
      label();
      void app?.then((ready) => ready.refresh());
    },
    on: (event: unknown, listener: unknown) => {
      if (typeof listener !== 'function') return;
      const entry: (typeof listeners)[number] = [String(event), (detail) => listener(detail)];
      listeners.push(entry);
      return () => void listeners.splice(listeners.indexOf(entry), 1);
    },
    forget: () => void act((ready) => ready.forget()),
    shutdown: () => {
      returns = 0;
      void act((ready) => ready.forget()).then(() => host.remove());
    },
  });

  // Frameworks that draw the body anew drop what they did not draw: it comes back, but never fights for ever.
  let returns = 100;
  const put = () => {
    document.body.append(host);
    watch.observe(document.body, { childList: true });
  };
  const watch = new MutationObserver(() => {
    if (!host.isConnected && document.body && returns-- > 0) put();
  });

  const attach = () => {
    label();
    put();
    const side = getComputedStyle(host).getPropertyValue('--salon-side').trim();
    host.toggleAttribute('data-start', side === 'start');
    stepAside(button);
    watch.observe(document.documentElement, { childList: true });
    void presence();
    if (standing(brand)) void fetchApp().catch(() => {});
    page.tell('ready', {});
  };
  if (document.body) attach();
  else addEventListener('DOMContentLoaded', () => guarded(attach), { once: true });
}

/** A conversation that goes on is taken up again at once; everything else waits for her to act. */
function standing(brand: string): boolean {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`salon:1:${brand}`) ?? 'null');
    return Number(Reflect.get(Object(kept), 'liveUntil')) > Date.now();
  } catch {
    return false;
  }
}

if (!alreadyHere()) guarded(() => start(tag));
