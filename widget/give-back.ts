import type { Page } from './page.ts';

const WRITES = /^(.|Enter|Backspace|Process)$/;

/**
 * A page may take the focus by script, again and again by a timer. It is not fought for it: it has the focus until her
 * next key, which is written where she was. Once she presses elsewhere herself, or Tab, she is left there.
 */
export function giveBack(page: Page): void {
  const { host, meet } = page;
  let taken: HTMLElement | null = null;
  let elsewhere = false;
  page.meet = (event) => {
    const { type, key } = event as KeyboardEvent;
    const path = event.composedPath() as HTMLElement[];
    const field = !path.includes(host) && type === 'keydown' && WRITES.test(key) ? taken : null;
    field?.focus({ preventScroll: true });
    const at = field?.matches(':focus') ? field : null;
    const within = at || path.indexOf(host) > 0;
    if (!/focus/.test(type)) elsewhere = !within || key === 'Tab';
    if (type === 'focusout' && within && !elsewhere) taken = path[0] as HTMLElement;
    else if (elsewhere || within) taken = null;
    meet?.(event, at);
  };
}
