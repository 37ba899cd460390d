import { makeId } from '../../protocol/id.ts';

let last = 0;

/** An id that sorts behind every one made before in this tab, two within one millisecond too. */
export function nextId(nowMs = Date.now()): string {
  last = Math.max(nowMs, last + 1);
  return makeId(last);
}
