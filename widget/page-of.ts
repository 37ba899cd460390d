import { type Handler, handling } from './guarded.ts';
import type { Page, Painted } from './page.ts';

/** The page as the app knows it: it is told what it listens to. */
export function pageOf(painted: Painted): Page {
  const context = {};
  return Object.assign(painted, {
    root: painted.host.shadowRoot as ShadowRoot,
    context: () => context,
    tell: (event: string, detail: unknown) => {
      for (const [name, told, listener] of painted.said)
        if (name === 'on' && told === event) void handling(listener as Handler)(detail);
    },
  });
}
