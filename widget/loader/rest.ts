import { host, launcher, note } from './launcher.ts';

const REST_MS = 150;
/** As close as the smallest letters stand, and so far from what it may not cover. */
const STEP = 12;
/** The least width of a target. */
const TARGET = 24;

let due: ReturnType<typeof setTimeout>;

/** The page may stand otherwise: once it does, the launcher is placed anew. */
export function stir(): void {
  clearTimeout(due);
  due = setTimeout(rest, REST_MS);
}

/** The launcher leaves while she scrolls. */
export function leave(): void {
  launcher.classList.add('aside');
  stir();
}

const box = (one: Element | Range) => one.getBoundingClientRect();

/**
 * It rests as a pill above the bars of the page. Where that would lie over words or controls, or where a place of the
 * page's own for it is near, it rests as a face, above what lies there; where the lower half of the window has no room
 * for that, it stays aside. What she presses, or has come to by Tab, stays where it is. An answer that waits for her is
 * said in words: it stands as a pill, where there is room, and else where a pill stands.
 */
export function rest(): void {
  if (!launcher.offsetHeight || launcher.matches(':active,:focus-visible')) return;
  // Where the body holds what is fixed (it has a transform, a filter), the foot of the window is reached by the top layer alone.
  if (box(host).bottom > innerHeight || box(host).bottom * 2 < innerHeight) {
    host.popover = 'manual';
    host.togglePopover?.(true);
  }
  const own = document.querySelector('[data-salon-open]');
  const told = !!launcher.dataset.told;
  let face = !told && !!own && Math.abs(box(own).top) < innerHeight;
  const line = box(host).bottom;
  const stand = (foot: number) => {
    launcher.style.translate = note.style.translate = `0 ${foot - line}px`;
    launcher.classList.remove('aside');
  };
  for (let foot = line; foot * 2 > innerHeight; ) {
    launcher.classList.add('aside');
    launcher.classList.toggle('round', face);
    const its = box(launcher);
    // Aside it takes no press: what is met there is the page's.
    const under = new Set<Element>();
    for (let y = foot; y > foot - 60; y -= STEP)
      for (let x = its.left; x <= its.right; x += TARGET)
        for (const one of document.elementsFromPoint(x, y)) under.add(one);
    let over = foot;
    let up = face || told;
    const lies = (one: Element | Range) => {
      const { left, right, top, bottom } = box(one);
      if (left < its.right && right > its.left && top < foot && bottom > foot - 60) over = Math.min(over, top);
    };
    for (const one of under) {
      for (const node of one.childNodes) {
        const range = new Range();
        range.selectNode(node);
        if ((node as Text).data?.trim()) lies(range);
      }
      if (box(one).height * 4 > innerHeight) continue;
      const bar = /[fy]/.test(getComputedStyle(one).position);
      if (bar || one.matches('a,:enabled,:focus')) lies(one);
      up ||= bar;
    }
    if (over === foot) {
      stand(foot);
      return;
    }
    if (up) foot = over - STEP;
    else face = true;
  }
  if (told) stand(line);
}
