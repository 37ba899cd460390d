import type { Page } from 'playwright-core';

/** Brings the page somewhere, and waits until the launcher has come to rest there. */
export const restAt = (page: Page, where: 'top' | 'middle' | 'end' | number) =>
  page.evaluate(
    (to) =>
      new Promise<void>((rested) => {
        const launcher = document.querySelector('salon-widget')?.shadowRoot?.querySelector('.launcher') as Element;
        // Leaving is one change; coming to rest is several at once.
        new MutationObserver((changes, watch) => {
          if (changes.length < 2) return;
          watch.disconnect();
          rested();
        }).observe(launcher, { attributeFilter: ['class'] });
        const most = document.documentElement.scrollHeight - innerHeight;
        const top = typeof to === 'number' ? to : { top: 0, middle: most / 2, end: most }[to];
        scrollTo({ top, behavior: 'instant' });
        dispatchEvent(new Event('resize'));
      }),
    where,
  );

/** How the launcher rests: its shape, and how far its foot stands from the foot of the window. */
export const restOf = (page: Page) =>
  page.evaluate(() => {
    const launcher = document.querySelector('salon-widget')?.shadowRoot?.querySelector('.launcher') as HTMLElement;
    if (launcher.classList.contains('aside')) return 'aside';
    const { bottom, width } = launcher.getBoundingClientRect();
    return `${launcher.classList.contains('round') ? 'face' : 'pill'} ${Math.round(innerHeight - bottom)}${width < 44 ? ', too small' : ''}`;
  });

/** What of the page the launcher, or the open sheet, lies over: words, and what can be pressed or written in. */
export const covered = (page: Page, part: '.launcher' | '.sheet' = '.launcher') =>
  page.evaluate((selector) => {
    const ours = document.querySelector('salon-widget')?.shadowRoot?.querySelector(selector) as HTMLElement;
    if (ours.classList.contains('aside')) return [];
    const its = ours.getBoundingClientRect();
    const under = ({ left, right, top, bottom }: DOMRect) =>
      left < its.right - 0.5 && right > its.left + 0.5 && top < its.bottom - 0.5 && bottom > its.top + 0.5;
    const seen = (one: Element) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const controls = [...document.querySelectorAll('a,button,input,select,textarea,summary,[role=button]')].filter(
      (one) => seen(one) && [...one.getClientRects()].some(under),
    );
    const words: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const range = new Range();
      range.selectNode(node);
      if (!node.nodeValue?.trim() || !seen(node.parentElement as Element)) continue;
      if ([...range.getClientRects()].some(under)) words.push(node.nodeValue.trim());
    }
    return [...controls.map((one) => `<${one.localName}> ${one.textContent?.trim()}`), ...words];
  }, part);
