export const LIVE = '[role=status],[role=alert],[role=timer],[role=log],[aria-live]';

/** What a screen reader would say of what changes below this element, in order: text that is new in a live region. */
export function listenTo(below: Node): () => string[] {
  const told: string[] = [];
  const before = new WeakMap<Element, string>();
  const hear = (records: MutationRecord[]) => {
    for (const { target, addedNodes } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
      if (!region || region.getAttribute('aria-live') === 'off') continue;
      const text = region.textContent ?? '';
      // A framework may write the same text again, which nobody hears.
      if (before.get(region) === text) continue;
      before.set(region, text);
      if (region.getAttribute('role') === 'log') for (const node of addedNodes) told.push(node.textContent ?? '');
      else told.push(text);
    }
  };
  const observer = new MutationObserver(hear);
  observer.observe(below, { childList: true, characterData: true, subtree: true });
  return () => {
    hear(observer.takeRecords());
    return told.map((text) => text.trim()).filter(Boolean);
  };
}
