import { guarded } from '../guarded.ts';
import type { Call } from '../page.ts';
import { close, fetchApp, nothing, open, page, speak } from './app.ts';
import { launcher } from './launcher.ts';

type Method = (given: never) => unknown;
type Calling = ((...call: Call) => unknown) & Record<string | symbol, unknown>;

/** What the page may call. Some of it is heard by the app once that is there; only an end to it all fetches it. */
const methods: Record<string, Method> = {
  open,
  show: () => {
    launcher.hidden = false;
  },
  hide: () => {
    launcher.hidden = true;
  },
  setLocale: speak,
  close,
  context: nothing,
  on: nothing,
  forget: fetchApp,
  shutdown: fetchApp,
};

/** `Salon('open', 'chat')`: every call is kept for the app, and answers how to take it back. */
const salon = ((...call: Call) =>
  guarded(() => {
    const [name, given, listener] = call;
    if (!methods[name]) throw Error(`no method ${name}`);
    methods[name](given as never);
    // Whoever listens can hear that it is here; all else is told by the app.
    if (given === 'ready') (listener as () => void)();
    page.said.add(call);
    page.hear?.();
    return () => page.said.delete(call);
  })) as Calling;

/**
 * Puts `window.Salon` in place, for `Salon.open('chat')` too, and plays, in order, the calls that were made before.
 * A method that does not exist warns; nothing here throws into the page. Whatever is read of it is a method, so that
 * a second loader finds `loaded`.
 */
export function answerCalls(): void {
  const early = window.Salon?.q;
  window.Salon = new Proxy(salon, {
    // A page that awaits Salon must not take it for a promise.
    get: (_, name) =>
      name in salon || name === 'then' ? salon[name] : (...args: unknown[]) => salon(name as string, ...args),
  });
  early?.map((call) => salon(...(call as Call)));
}
