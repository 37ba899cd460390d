import { handling } from './guarded.ts';
import { lasting } from './models/lasting.ts';
import { forget } from './models/own-session.ts';
import type { Salon } from './models/salon.ts';
import type { Painted } from './page.ts';

/**
 * Hears, in order, what the page has said by `window.Salon` so far and whatever it says from now on. What the
 * loader does by itself is passed over here.
 */
export function hearPage(salon: Salon, painted: Painted, speak: () => unknown): void {
  const { page } = salon;
  const hears: Record<string, (given: unknown) => unknown> = {
    context: (said) => {
      Object.assign(page.context(), said);
      return salon.chunks.surroundings.peek()?.read();
    },
    setLocale: speak,
    forget: () => forget(salon),
    shutdown: () => {
      page.returns = Number.NEGATIVE_INFINITY;
      page.host.remove();
      // What is still on its way ends as it begins.
      lasting.push = (end) => Number(end?.());
      for (const end of lasting) end();
      return forget(salon);
    },
  };
  painted.hear = () => {
    for (const call of painted.said) {
      const [name, given] = call;
      if (name !== 'on') painted.said.delete(call);
      void handling(() => hears[name]?.(given))(given);
    }
  };
  painted.hear();
}
