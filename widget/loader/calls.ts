/** What the page may call: `Salon('open', 'chat')` or `Salon.open('chat')`. */
export type Methods = Record<string, (...args: never[]) => unknown>;

/** Whatever goes wrong in a page's callback, or in ours, stays out of the page. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    console.warn('[Salon]', error);
    return undefined;
  }
}

/** True when a loader has already run on this page. */
export const alreadyHere = (): boolean => stub()?.loaded === true;

/** What the page put in place for calls before this arrived, or an earlier loader. */
const stub = () => Reflect.get(window, 'Salon') as { loaded?: unknown; q?: unknown } | undefined;

/**
 * Puts `window.Salon` in place and plays, in order, the calls that were made before. A method that does not
 * exist warns; nothing here throws into the page.
 */
export function answerCalls(methods: Methods): void {
  const early = stub()?.q;
  const call = (name: string, args: Iterable<unknown>) =>
    guarded(() => {
      if (Object.hasOwn(methods, name)) return methods[name]?.(...(args as never[]));
      console.warn(`[Salon] no method "${name}"`);
    });
  const salon = (name: string, ...args: unknown[]) => call(name, args);
  Reflect.set(
    window,
    'Salon',
    new Proxy(salon, {
      get: (target, name) => {
        if (name === 'loaded') return true;
        // What a function has of its own stays; and a page that awaits Salon must not take it for a promise.
        if (typeof name === 'symbol' || name === 'then' || (name in target && !Object.hasOwn(methods, name)))
          return Reflect.get(target, name);
        return (...args: unknown[]) => call(name, args);
      },
    }),
  );
  if (Array.isArray(early)) for (const [name, ...args] of early) call(`${name}`, args);
}
