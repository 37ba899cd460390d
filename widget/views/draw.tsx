import { options, render } from 'preact';
import { afterFrame } from '../after-frame.ts';
import { handling } from '../guarded.ts';
import type { Salon } from '../models/salon.ts';
import { effect, untracked } from '../models/signals.ts';
import { Sheet } from './Sheet.tsx';

/** Every handler that a view has, whatever it is of. */
options.vnode = ({ props }) => {
  for (const name in props) if (/^on/.test(name)) Reflect.set(props, name, handling(Reflect.get(props, name)));
};

/**
 * Draws the sheet, and draws it anew when anything that it has read changes: one effect instead of a binding
 * per component, since views hold no state of their own. What the eye and the keyboard need afterwards is here too.
 */
export function drawSheet(salon: Salon, box: HTMLElement): () => void {
  const { launcher, root } = salon.page;
  let shown = '';
  let opener: HTMLElement | null = null;
  let leave = () => {};
  const settle = (now: string, held: Element[]) => {
    const dialog = box.firstElementChild as HTMLElement;
    if (now !== shown) return show(now, held.length > 0, dialog);
    if (held.length > 0 && !root.activeElement) handOn(held);
  };
  /**
   * What had the focus is gone: it goes to what stands there now, the first with a tabindex in the nearest of what held
   * it. Nothing that would bring up a phone's keys has one.
   */
  const handOn = (held: Element[]) => {
    for (const one of held) {
      const place = one.isConnected && one.querySelector<HTMLElement>('[tabindex]');
      if (place) return place.focus();
    }
  };
  const show = (now: string, inside: boolean, dialog: HTMLElement) => {
    const first = !shown && !salon.chunks.chat.peek();
    if (!shown) opener = document.activeElement as HTMLElement | null;
    shown = now;
    launcher.ariaExpanded = `${!!now}`;
    // Above whatever the page stacks; where there is no top layer, the brand's z-index holds.
    if (dialog.isConnected) {
      dialog.popover = 'manual';
      dialog.togglePopover?.(!!now);
    }
    leave();
    if (!now) {
      // Focus goes back to where she came from, and only if it was in the sheet.
      const back = opener?.isConnected && opener !== document.body && opener !== root.host ? opener : launcher;
      if (inside) back.focus({ preventScroll: true });
    } else if (first) {
      // Her first frame is not kept waiting. Later the focus goes with her press, without which a phone shows no keys.
      leave = afterFrame(() => arrive(dialog));
    } else arrive(dialog);
  };
  /** Here the sheet is laid out, once: where it will stand, and before the focus asks what can have it. */
  const arrive = (dialog: HTMLElement) => {
    const field = dialog.querySelector('textarea');
    if (!salon.sheet.quietly() && (field || !dialog.contains(root.activeElement)))
      (field ?? dialog.querySelector<HTMLElement>('[tabindex]') ?? dialog).focus({ preventScroll: true });
  };
  return effect(() => {
    // Where the focus was, from within outwards: what is taken out tells no more what held it.
    const held: Element[] = [];
    for (let at = root.activeElement; at && box.contains(at); at = at.parentElement) held.push(at);
    render(<Sheet salon={salon} />, box);
    const now = salon.sheet.opened.value ? salon.sheet.view.value : '';
    untracked(() => {
      settle(now, held);
      salon.chunks.chat.peek()?.drawn();
    });
  });
}
