/** The page's calls: `Salon('open', 'chat')` or `Salon.open('chat')`. */
export type Methods = Record<string, (...args: never[]) => unknown>;

interface Stub {
  q?: ArrayLike<unknown>[];
}

const OURS = Symbol.for('salon');

/** True when a loader has already run on this page. */
export function alreadyHere(): boolean {
  const known: unknown = Reflect.get(window, 'Salon');
  return typeof known === 'function' && Reflect.get(known, OURS) === true;
}

/** Whatever the page's callback throws is the page's, and stays there. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    console.warn('[Salon]', error);
    return undefined;
  }
}

/**
 * Puts `window.Salon` in place and plays, in order, the calls that were made before. A method that does not
 * exist warns; nothing here throws into the page.
 */
export function answerCalls(methods: Methods): void {
  const early = (Reflect.get(window, 'Salon') as Stub | undefined)?.q;
  const call = (name: unknown, args: unknown[]) => {
    const method = typeof name === 'string' && Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method) return guarded(() => method(...(args as never[])));
    console.warn(`[Salon] there is no method "${String(name)}"`);
  };
  const salon = new Proxy((name: unknown, ...args: unknown[]) => call(name, args), {
    get: (target, name) => {
      if (name === OURS) return true;
      // A page that awaits Salon must not take it for a promise.
      if (typeof name !== 'string' || name === 'then' || (name in target && !Object.hasOwn(methods, name)))
        return Reflect.get(target, name);
      return (...args: unknown[]) => call(name, args);
    },
  });
  Reflect.set(window, 'Salon', salon);
  if (Array.isArray(early)) for (const args of early) guarded(() => call(args[0], Array.from(args).slice(1)));
}
