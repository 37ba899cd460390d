import { type Handler, handling } from './guarded.ts';
import { lasting } from './models/lasting.ts';

/** Hears the page's events, all of them the one way; ends by the function that it gives. */
export function listen(targets: readonly (EventTarget | null)[], events: readonly string[], run: Handler): () => void {
  const heard = handling(run);
  const each = (turn: 'addEventListener' | 'removeEventListener') => {
    for (const target of targets) for (const event of events) target?.[turn](event, heard);
  };
  each('addEventListener');
  const end = () => each('removeEventListener');
  lasting.push(end);
  return end;
}
