/** What the page has seen since it began. Times in ms since the navigation began; 0 is not yet. */
export interface Seen {
  /** Sum of all layout shifts. */
  shift: number;
  /** Tasks over 50 ms in which one of the subject's scripts began. */
  longTasks: number;
  /** When the finger came down on what asks. */
  pressedAt: number;
  /** The frame in which the composer first stood on her screen. */
  composerAt: number;
}

export interface Watched {
  /** The subject's element. */
  host: string;
  /** Where its scripts come from. */
  from: string;
  /** What is pressed after the launcher as soon as it is on the screen. */
  choice: string | null;
  /** What is pressed by itself as soon as the subject's element stands; null where somebody presses. */
  atOnce: string | null;
}

/** What the page has, once `watch` runs in it, and what it calls when the composer is there. */
export const SEEN = '__seen';
export const TOLD = '__composerIsThere';

/**
 * Runs in the page, before anything else of it, and needs everything that it uses in itself. It looks for nothing before
 * she has pressed, so that a page at rest has no script of ours.
 */
export function watch({ host, from, choice, atOnce, told, asked }: Watched & { told: string; asked: string }): void {
  const seen = { shift: 0, pressedAt: 0, composerAt: 0 };
  const tasks: PerformanceEntry[] = [];
  const scripts: { sourceURL: string; startTime: number }[] = [];
  const follow = (type: string, hear: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  follow('longtask', (entry) => tasks.push(entry));
  follow('long-animation-frame', (entry) => scripts.push(...(Reflect.get(entry, 'scripts') as typeof scripts)));
  follow('layout-shift', (entry) => (seen.shift += Number(Reflect.get(entry, 'value'))));

  /** Hears of the first frame in which what `find` finds is on the screen. */
  const onceShown = (
    root: Node,
    find: () => Element | null | undefined,
    hear: (found: Element, at: number) => void,
  ) => {
    const look = () => {
      const found = find();
      if (found) frames.observe(found);
    };
    const changes = new MutationObserver(look);
    const frames = new IntersectionObserver((entries) => {
      const shown = entries.find(({ isIntersecting }) => isIntersecting);
      if (!shown) return;
      changes.disconnect();
      frames.disconnect();
      hear(shown.target, shown.time);
    });
    changes.observe(root, { childList: true, subtree: true });
    look();
  };

  const hearPress = (event: Event) => {
    if (seen.pressedAt) return;
    seen.pressedAt = event.timeStamp;
    performance.mark('pressed');
    const element = document.querySelector(host);
    const root = element?.shadowRoot ?? element;
    if (!root) return;
    onceShown(
      root,
      () => root.querySelector('textarea'),
      (_, at) => {
        seen.composerAt = at;
        performance.mark('composer', { startTime: at });
        (Reflect.get(window, told) as (said: string) => void)('');
      },
    );
    const viaLauncher = event.composedPath().includes(element as Element);
    const choices = () => [...root.querySelectorAll('button')].find(({ textContent }) => textContent === choice);
    if (choice && viaLauncher) onceShown(root, choices, (button) => (button as HTMLButtonElement).click());
  };
  // Where the page presses by itself, there is no finger.
  for (const type of ['pointerdown', 'click']) addEventListener(type, hearPress, true);

  if (atOnce) {
    const standing = new MutationObserver(() => {
      const ask = document.querySelector<HTMLElement>(atOnce);
      if (!ask || !document.querySelector(host)) return;
      standing.disconnect();
      ask.click();
    });
    standing.observe(document, { childList: true, subtree: true });
  }

  Reflect.set(window, asked, (): Seen => {
    const ours = scripts.filter(({ sourceURL }) => from && sourceURL.startsWith(from));
    const within = ({ startTime, duration }: PerformanceEntry) =>
      ours.some((script) => script.startTime >= startTime && script.startTime < startTime + duration);
    return { ...seen, longTasks: tasks.filter(within).length };
  });
}
