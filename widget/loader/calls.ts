import { guarded } from '../guarded.ts';
import type { Call } from '../page.ts';
import type { Salon } from '../salon.d.ts';
import { close, fetchApp, nothing, open, page, speak } from './app.ts';
import { launcher } from './launcher.ts';

type Method = keyof Salon;
type Calling = ((...call: Call) => unknown) & Record<string | symbol, unknown>;

/** What the page may call. Some of it is heard by the app once that is there; only an end to it all fetches it. */
const methods: Record<Method, (given: never) => unknown> = {
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

/** Every call is kept for the app, and answers how to take it back. One that was taken back before is empty. */
const hear = (call: Call) =>
  guarded(() => {
    const [name, given, listener] = call;
    if (!name) return;
    if (!methods[name as Method]) throw Error(`no method ${name}`);
    methods[name as Method](given as never);
    // Whoever listens can hear that it is here; all else is told by the app.
    if (given === 'ready') (listener as () => void)();
    page.said.add(call);
    page.hear?.();
    return () => page.said.delete(call);
  });

/** `Salon('open', 'chat')`, as other widgets are called. */
const salon = ((...call: Call) => hear(call)) as Calling;

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
  }) as unknown as Salon;
  // Those very calls, so that whoever made them can still take them back.
  (early as Call[] | undefined)?.map(hear);
}
